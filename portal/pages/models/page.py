from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from portal.pages.fields import PathField, PositionField
from publishing.fields import FoldedField, LineField, PlainTextField, SlugFromField
from publishing.models import Publishable, PublishableQuerySet
from publishing.richtext import RichTextField, plain_text

MAX_LEVELS = 4  # including the top level
MAX_PATH_CHARACTERS = MAX_LEVELS * (120 + len("/") + len("00000"))


class PageQuerySet(PublishableQuerySet):
    def in_tree_order(self):
        """Each page, then its descendants; siblings in the order set by staff."""
        return self.order_by("position")

    def for_listing(self):
        """Load what a list prints, without the text."""
        return self.defer("summary", "body", "folded")

    def for_reading(self):
        """Load what a page prints of itself."""
        return self.defer("folded")

    def at(self, path):
        """The one page at an address, or none."""
        return self.filter(path=path)

    def ancestors_of(self, page):
        """The ancestors of this page, the highest first."""
        slugs = page.path.split("/")
        return self.filter(path__in=["/".join(slugs[:level]) for level in range(1, len(slugs))]).order_by("path")


class Page(Publishable):
    """A static page in a tree of pages: about us, organisation, contact."""

    counted_as = "page"
    versioned_fields = ("title", "slug", "parent", "order", "summary", "body")

    title = LineField("tiêu đề", max_length=300)
    slug = SlugFromField("title", fallback="trang")
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="thuộc trang",
        help_text="Để trống nếu trang ở cấp trên cùng.",
    )
    order = models.PositiveSmallIntegerField(
        "thứ tự", default=0, help_text="Số nhỏ đứng trước, trong các trang cùng cấp."
    )
    summary = PlainTextField("tóm tắt", max_length=1000, blank=True)
    body = RichTextField("nội dung", blank=True)
    path = PathField("địa chỉ", max_length=MAX_PATH_CHARACTERS, unique=True, editable=False)
    position = PositionField("vị trí", max_length=MAX_PATH_CHARACTERS, db_index=True, editable=False)
    folded = FoldedField("title", "summary")

    objects = PageQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "trang"
        ordering = ["position"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                Coalesce("parent", 0, output_field=models.BigIntegerField()),
                "slug",
                name="pages_page_once_a_place",
                violation_error_message="Ở cấp này đã có một trang mang đường dẫn ấy; hãy đặt đường dẫn khác.",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="pages_page_not_own_parent",
                violation_error_message="Một trang không thể thuộc chính nó.",
            ),
        ]

    def get_absolute_url(self):
        return reverse("page", args=[self.path])

    def clean(self):
        self._meta.get_field("slug").pre_save(self, add=False)  # as it will be stored, for constraints
        if self.parent and self.path and f"{self.parent.path}/".startswith(f"{self.path}/"):
            raise ValidationError({"parent": "Chọn một trang khác: trang này đang nằm trong trang đang sửa."})
        if self.parent and self.parent.level + 1 + self._levels_below() > MAX_LEVELS:
            raise ValidationError(
                {"parent": f"Chọn một trang ở cấp cao hơn: cây trang có nhiều nhất {MAX_LEVELS} cấp."}
            )

    def save_row(self, *args, **kwargs):
        """Write the row; the descendants of a page that has moved are saved too, each with its own announcement."""
        with transaction.atomic():
            super().save_row(*args, **kwargs)
            in_place = Q(path__startswith=f"{self.path}/", position__startswith=f"{self.position} ")
            for child in self.children.exclude(in_place):
                child.save_row(update_fields=["path", "position"])

    def search_entry(self):
        return self.public_search_entry(text=f"{self.summary}\n{plain_text(self.body)}".strip())

    @property
    def level(self):
        """1 at the top."""
        return self.path.count("/") + 1

    def _levels_below(self):
        if not self.path:
            return 0
        below = Page.objects.filter(path__startswith=f"{self.path}/").values_list("path", flat=True)
        return max((path.count("/") + 1 for path in below), default=self.level) - self.level
