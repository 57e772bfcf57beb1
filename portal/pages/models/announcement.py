from django.db import models
from django.db.models import F, Min, Q
from django.utils import timezone

from portal.pages.fields import AddressField, address_constraint
from publishing.absolute_urls import is_external
from publishing.fields import LineField
from publishing.models import Announced, AnnouncedQuerySet


class Kind(models.TextChoices):
    NOTICE = "notice", "thông báo"
    MOURNING = "mourning", "chế độ tang lễ"
    FESTIVE = "festive", "chào mừng"


class AnnouncementQuerySet(AnnouncedQuerySet):
    def current(self):
        """The announcements that every page shows now, the newest first."""
        now = timezone.now()
        return self.filter(starts_at__lte=now, ends_at__gt=now).order_by("-starts_at", "-pk")

    def next_instant(self):
        """When the next of them begins or ends, or None."""
        now = timezone.now()
        moments = self.aggregate(
            begins=Min("starts_at", filter=Q(starts_at__gt=now)), ends=Min("ends_at", filter=Q(ends_at__gt=now))
        )
        return min(filter(None, moments.values()), default=None)


class Announcement(Announced):
    """A line above every page for a time; in mourning the whole site is grey, a festive one adds a banner."""

    kind = models.CharField("loại", max_length=10, choices=Kind, default=Kind.NOTICE)
    text = LineField("nội dung", max_length=300, help_text="Một dòng, hiện ở đầu mọi trang.")
    url = AddressField(
        "dẫn đến",
        max_length=500,
        blank=True,
        help_text="Có thể để trống. Bắt đầu bằng https:// hoặc, nếu là trang của cổng này, bằng một dấu /.",
    )
    image = models.ForeignKey(
        "media_library.Image",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ảnh băng chào mừng",
        help_text="Chỉ dùng cho loại “chào mừng”; nên là ảnh ngang và hẹp.",
    )
    starts_at = models.DateTimeField("hiện từ", default=timezone.now, help_text="Giờ Việt Nam.")
    ends_at = models.DateTimeField("hiện đến", help_text="Giờ Việt Nam; đến lúc này thì tự thôi hiện.")

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "thông báo"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="pages_announcement_ends_after_start",
                violation_error_message="Chọn thời điểm thôi hiện sau thời điểm bắt đầu hiện.",
            ),
            address_constraint("pages_announcement_own_address"),
        ]

    @property
    def is_external(self):
        return is_external(self.url)

    def __str__(self):
        return self.text
