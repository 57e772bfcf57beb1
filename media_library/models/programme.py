from django.db import models
from django.urls import reverse

from publishing.fields import FoldedField, LineField, PlainTextField, SlugFromField, SortKeyField
from publishing.findable import SearchEntry
from publishing.models import Announced


class Programme(Announced):
    """A series with a segment a month."""

    name = LineField("tên chuyên đề", max_length=160, unique=True)
    slug = SlugFromField("name", fallback="chuyen-de", unique=True)
    description = PlainTextField("giới thiệu", blank=True)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    folded = FoldedField("name")
    sort_key = SortKeyField("name")

    class Meta:
        verbose_name = "chuyên đề"
        verbose_name_plural = "chuyên đề"
        ordering = ["order", "sort_key"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("programme", args=[self.slug])

    def search_entry(self):
        return SearchEntry(title=self.name, text=self.description, address=self.address())
