from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from publishing.fields import FoldedField, LineField, PlainTextField, SlugFromField, SortKeyField
from publishing.models import CollectionModel


class Category(CollectionModel):
    searched_field = "description"

    name = LineField("tên", max_length=120)
    slug = SlugFromField("name", fallback="chuyen-muc", unique=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="thuộc chuyên mục"
    )
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    description = PlainTextField("giới thiệu", blank=True)
    folded = FoldedField("name")
    sort_key = SortKeyField("name")

    class Meta:
        verbose_name = verbose_name_plural = "chuyên mục"
        ordering = ["order", "sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=models.F("id")),
                name="news_category_not_own_parent",
                violation_error_message="Một chuyên mục không thể thuộc chính nó.",
            )
        ]

    def clean(self):
        if self.pk and self.parent_id in self.descendant_ids():
            raise ValidationError({"parent": "Chọn một chuyên mục khác: chuyên mục này đang nằm trong nó."})

    @cached_property
    def tree(self):
        """All categories: the tree this one was loaded with, else one loaded now."""
        return CategoryTree()

    def descendant_ids(self):
        """The ids of this category and all below it."""
        return self.tree.ids_below(self)

    def ancestors(self):
        """The categories above this one, the highest first; those not loaded with it are taken from the tree."""
        above, category = [], self
        while category.parent_id and all(category.parent_id != one.pk for one in above):
            if not Category.parent.is_cached(category):
                category = self.tree.by_pk[category.pk]
            category = category.parent
            above.insert(0, category)
        return above


class CategoryTree:
    """All categories in their order, loaded by one query; each of them finds its ancestors and descendants in it.

    Annotations are expressions that the query adds to every category.
    """

    def __init__(self, **annotations):
        loaded = Category.objects.defer("folded").annotate(**annotations)
        self.by_pk = {category.pk: category for category in loaded}
        for category in self:
            category.tree = self
            category.parent = self.by_pk.get(category.parent_id)

    def __iter__(self):
        return iter(self.by_pk.values())

    def by_slug(self, slug):
        return next((category for category in self if category.slug == slug), None)

    def branches(self, parent_id=None):
        """The categories under one, or the highest, each with all below it: `[(category, [(category, […]), …]), …]`."""
        return [(category, self.branches(category.pk)) for category in self if category.parent_id == parent_id]

    def ids_below(self, top):
        """The ids of a category and all below it."""
        found = {top.pk}
        while more := {category.pk for category in self if category.parent_id in found} - found:
            found |= more
        return found
