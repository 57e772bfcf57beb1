from django.db import models

from publishing.fields import FoldedField, LineField, SortKeyField, WebAddressField
from publishing.models import Announced, AnnouncedQuerySet
from publishing.search_entry import SearchEntry


class LinkGroup(Announced):
    name = LineField("tên nhóm", max_length=120, unique=True)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    sort_key = SortKeyField("name")

    class Meta:
        verbose_name = verbose_name_plural = "nhóm liên kết"
        ordering = ["order", "sort_key"]

    def __str__(self):
        return self.name


class LinkQuerySet(AnnouncedQuerySet):
    def active(self):
        """The links that the directory shows, grouped in order, in one query."""
        return (
            self.filter(is_active=True)
            .select_related("group")
            .order_by("group__order", "group__sort_key", "order", "sort_key")
        )


class Link(Announced):
    title = LineField("tên cơ quan", max_length=160)
    url = WebAddressField("địa chỉ", max_length=500)
    group = models.ForeignKey(LinkGroup, models.PROTECT, related_name="links", verbose_name="nhóm")
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    is_active = models.BooleanField("đang hiện", default=True)
    folded = FoldedField("title", "url")
    sort_key = SortKeyField("title")

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = "liên kết"
        verbose_name_plural = "liên kết website"
        ordering = ["group", "order", "sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "url"],
                name="links_link_once_a_group",
                violation_error_message="Địa chỉ này đã có trong nhóm.",
            )
        ]

    def __str__(self):
        return self.title

    def search_entry(self):
        return SearchEntry(title=self.title, text=self.url, address=self.url) if self.is_active else None
