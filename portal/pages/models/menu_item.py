from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from media_library.models import Video
from portal.pages.fields import AddressField, address_constraint
from portal.pages.models.page import Page
from publishing.fields import LineField
from publishing.kinds import all_kinds
from publishing.models import Announced, AnnouncedQuerySet

TARGETS = {"category": None, "page": None, "programme": None, "place": "", "url": ""}  # with the empty value of each


def places():
    """Pages that are no row of a table, as pairs of the name of the address, which is stored, and the title."""
    lists = [(kind.list_name, kind.short_title or kind.list_title) for kind in all_kinds() if kind.list_name]
    others = [("links", "Liên kết website"), ("site_map", "Sơ đồ trang"), ("search", "Tìm kiếm")]
    return [("home", "Trang chủ"), *lists, *others]


def _only_target(filled):
    """Only this target is set; for "" none."""
    condition = Q()
    for name, empty in TARGETS.items():
        condition &= ~Q(**{name: empty}) if name == filled else Q(**{name: empty})
    return condition


def _at_most_one_target():
    condition = _only_target("")
    for name in TARGETS:
        condition |= _only_target(name)
    return condition


def _has_a_name():
    return ~Q(title="") | Q(url="") & ~_only_target("")


class MenuItemQuerySet(AnnouncedQuerySet):
    def in_tree_order(self):
        """Each item of the upper level, then those below it."""
        return self.order_by(
            Coalesce("parent__order", "order"),
            Coalesce("parent", "pk"),
            F("parent").asc(nulls_first=True),
            "order",
            "pk",
        )

    def for_menu(self):
        """Load the tree with its targets, and whether they have something to show, in one query.

        `page_is_out` and `programme_has_videos` tell that; for categories see `portal.pages.menu`.
        """
        return (
            self.select_related("page", "programme")
            .defer("page__summary", "page__body", "page__folded", "programme__description", "programme__folded")
            .annotate(
                page_is_out=Exists(Page.objects.published().filter(pk=OuterRef("page"))),
                programme_has_videos=Exists(Video.objects.published().filter(programme=OuterRef("programme"))),
            )
            .in_tree_order()
        )


class MenuItem(Announced):
    """One entry of the menu, which has two levels; without a target it is the heading of its children."""

    title = LineField(
        "tên hiển thị",
        max_length=80,
        blank=True,
        help_text="Để trống thì lấy tên của nơi dẫn đến.",
    )
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        limit_choices_to={"parent": None},
        related_name="children",
        verbose_name="nằm trong mục",
        help_text="Để trống nếu mục ở cấp trên cùng.",
    )
    order = models.PositiveSmallIntegerField(
        "thứ tự", default=0, help_text="Số nhỏ đứng trước, trong các mục cùng cấp."
    )
    category = models.ForeignKey(
        "news.Category", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chuyên mục"
    )
    page = models.ForeignKey(Page, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="trang")
    programme = models.ForeignKey(
        "media_library.Programme", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chuyên đề"
    )
    place = models.CharField("nơi trên cổng", max_length=20, choices=places, blank=True)
    url = AddressField(
        "địa chỉ khác",
        max_length=500,
        blank=True,
        help_text="Bắt đầu bằng https:// hoặc, nếu là trang của cổng này, bằng một dấu /.",
    )

    objects = MenuItemQuerySet.as_manager()

    class Meta:
        verbose_name = "mục trình đơn"
        verbose_name_plural = "trình đơn"
        constraints = [
            models.CheckConstraint(
                condition=_at_most_one_target(),
                name="pages_menuitem_one_target",
                violation_error_message="Chọn một nơi dẫn đến mà thôi.",
            ),
            models.CheckConstraint(
                condition=_has_a_name(),
                name="pages_menuitem_has_name",
                violation_error_message="Gõ tên hiển thị: nơi dẫn đến không có tên riêng.",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~_only_target(""),
                name="pages_menuitem_below_has_target",
                violation_error_message="Chọn nơi dẫn đến: chỉ mục ở cấp trên cùng mới có thể để trống.",
            ),
            address_constraint("pages_menuitem_own_address"),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="pages_menuitem_not_own_parent",
                violation_error_message="Một mục không thể nằm trong chính nó.",
            ),
        ]

    def __str__(self):
        return self.title or str(self.target or self.get_place_display() or self.url)

    def clean(self):
        if self.parent and self.pk and self.children.exists():
            raise ValidationError({"parent": "Mục này đang có mục con nên phải ở cấp trên cùng."})

    @property
    def target(self):
        """The category, page or programme that it links to, or None."""
        return self.category or self.page or self.programme
