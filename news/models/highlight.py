from django.db import models
from django.db.models import Min, Q
from django.utils import timezone

from news.models.category import Category
from publishing.models import Announced, AnnouncedQuerySet


class HighlightQuerySet(AnnouncedQuerySet):
    def current(self):
        """Those that have not ended."""
        return self.filter(Q(until=None) | Q(until__gt=timezone.now()))

    def next_instant(self):
        """When the next of them ends, or None."""
        return self.filter(until__gt=timezone.now()).aggregate(ends=Min("until"))["ends"]

    def on(self, category):
        """Those of a category's page, or of the home page for None."""
        return self.filter(category=category)


class Highlight(Announced):
    """An article at the top of the home page or of a category's page, as long as it is public."""

    article = models.ForeignKey(
        "news.Article",
        models.CASCADE,
        related_name="highlights",
        verbose_name="bài viết",
        help_text="Bài chưa đăng thì chưa hiện; đăng rồi sẽ tự hiện.",
    )
    category = models.ForeignKey(
        Category,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="highlights",
        verbose_name="trang chuyên mục",
        help_text="Để trống nếu nổi bật trên trang chủ.",
    )
    order = models.PositiveSmallIntegerField("thứ tự", default=0, help_text="Số nhỏ đứng trước.")
    until = models.DateTimeField(
        "nổi bật đến", null=True, blank=True, help_text="Để trống nếu không tự hết. Giờ Việt Nam."
    )

    objects = HighlightQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "tin nổi bật"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "category"],
                name="news_highlight_once_a_category",
                violation_error_message="Bài này đã nổi bật ở chuyên mục ấy.",
            ),
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(category=None),
                name="news_highlight_once_at_home",
                violation_error_message="Bài này đã nổi bật ở trang chủ.",
            ),
        ]

    def __str__(self):
        return f"{self.article} ({self.place})"

    def section(self):
        """The category whose editors may set it; None for the home page, which belongs to no section."""
        return self.category or Category(name="Trang chủ")

    @property
    def place(self):
        return str(self.category or "Trang chủ")

    @property
    def is_over(self):
        return self.until is not None and self.until <= timezone.now()
