from django.core.exceptions import ValidationError
from django.db import models

from publishing.fields import FoldedField, LineField, PlainTextField, SlugFromField, SortKeyField
from publishing.models import CollectionModel


class Programme(CollectionModel):
    """A series with a segment a month."""

    searched_field = "description"

    name = LineField("tên chuyên đề", max_length=160, unique=True)
    slug = SlugFromField("name", fallback="chuyen-de", unique=True)
    description = PlainTextField("giới thiệu", blank=True)
    title_pattern = LineField(
        "mẫu tiêu đề",
        max_length=200,
        blank=True,
        help_text="Tiêu đề của mỗi số, ví dụ “{chuyên đề} tháng {tháng}/{năm}”, là mẫu được dùng khi để trống.",
    )
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    folded = FoldedField("name")
    sort_key = SortKeyField("name")

    class Meta:
        verbose_name = verbose_name_plural = "chuyên đề"
        ordering = ["order", "sort_key"]

    def clean(self):
        if self.title_pattern and not ("{tháng}" in self.title_pattern and "{năm}" in self.title_pattern):
            raise ValidationError({"title_pattern": "Mẫu tiêu đề phải có cả {tháng} và {năm}."})
