from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from publishing.fields import (
    FoldedField,
    LineField,
    OrderedManyToManyField,
    PlainTextField,
    SlugFromField,
    SortKeyField,
    WebAddressField,
)
from publishing.models import Announced, Publishable, PublishableQuerySet
from publishing.richtext import RichTextField, plain_text


class Category(Announced):
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
        verbose_name = "chuyên mục"
        verbose_name_plural = "chuyên mục"
        ordering = ["order", "sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=models.F("id")),
                name="news_category_not_own_parent",
                violation_error_message="Một chuyên mục không thể thuộc chính nó.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("category", args=[self.slug])

    def clean(self):
        if self.pk and self.parent_id in self.descendant_ids():
            raise ValidationError({"parent": "Chọn một chuyên mục khác: chuyên mục này đang nằm trong nó."})

    def descendant_ids(self):
        """The ids of this category and all below it, in one query."""
        parents = dict(Category.objects.order_by().values_list("pk", "parent_id"))
        found = {self.pk}
        while more := {pk for pk, parent in parents.items() if parent in found} - found:
            found |= more
        return found

    def ancestors(self):
        """The categories above this one, the highest first."""
        above, category = [], self.parent
        while category is not None and category not in above:
            above.insert(0, category)
            category = category.parent
        return above


class Tag(Announced):
    name = LineField("tên", max_length=80, unique=True)
    slug = SlugFromField("name", fallback="the", unique=True)
    folded = FoldedField("name")
    sort_key = SortKeyField("name")

    class Meta:
        verbose_name = "thẻ"
        verbose_name_plural = "thẻ"
        ordering = ["sort_key"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("tag", args=[self.slug])


class Author(Announced):
    name = LineField("họ và tên", max_length=120)
    slug = SlugFromField("name", fallback="tac-gia", unique=True)
    about = PlainTextField("giới thiệu", blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name="tài khoản",
        help_text="Nếu tác giả là người của cơ quan và có tài khoản.",
    )
    folded = FoldedField("name")
    sort_key = SortKeyField("name", by_given_name=True)

    class Meta:
        verbose_name = "tác giả"
        verbose_name_plural = "tác giả"
        ordering = ["sort_key"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("author", args=[self.slug])


class Source(Announced):
    name = LineField("tên", max_length=160, unique=True)
    slug = SlugFromField("name", fallback="nguon", unique=True)
    url = WebAddressField("địa chỉ", blank=True, help_text="Trang của nguồn tin, nếu có.")
    folded = FoldedField("name")
    sort_key = SortKeyField("name")

    class Meta:
        verbose_name = "nguồn"
        verbose_name_plural = "nguồn"
        ordering = ["sort_key"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("source", args=[self.slug])


class ArticleQuerySet(PublishableQuerySet):
    def in_category(self, category):
        """Articles of a category and of all below it."""
        return self.filter(category__in=category.descendant_ids())

    def for_listing(self):
        """Load what a headline card prints, in one query and without the body."""
        return self.select_related("category", "lead_image").defer("body", "folded")

    def for_reading(self):
        """Load what an article's page prints beside its relations."""
        return self.select_related("category__parent__parent", "source", "lead_image").defer("folded")


class Article(Publishable):
    counted_as = "article"
    versioned_fields = (
        "title",
        "slug",
        "summary",
        "body",
        "category",
        "authors",
        "source",
        "source_url",
        "lead_image",
        "attachments",
        "tags",
        "related",
    )

    title = LineField("tiêu đề", max_length=300)
    slug = SlugFromField("title", fallback="bai-viet")
    summary = PlainTextField("tóm tắt", max_length=1000, blank=True)
    body = RichTextField("nội dung", blank=True)
    category = models.ForeignKey(Category, models.PROTECT, related_name="articles", verbose_name="chuyên mục")
    authors = OrderedManyToManyField(Author, blank=True, related_name="articles", verbose_name="tác giả")
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name="nguồn"
    )
    source_url = WebAddressField("địa chỉ bài gốc", max_length=500, blank=True)
    lead_image = models.ForeignKey(
        "media_library.Image", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ảnh chính"
    )
    attachments = OrderedManyToManyField(
        "media_library.Attachment", blank=True, related_name="articles", verbose_name="tệp đính kèm"
    )
    tags = models.ManyToManyField(Tag, blank=True, related_name="articles", verbose_name="thẻ")
    related = OrderedManyToManyField(
        "self", blank=True, symmetrical=False, related_name="related_from", verbose_name="bài liên quan"
    )
    folded = FoldedField("title", "summary")

    objects = ArticleQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = "bài viết"
        verbose_name_plural = "bài viết"
        indexes = [
            *Publishable.Meta.indexes,
            models.Index(
                "category",
                models.F("publish_at").desc(),
                models.F("id").desc(),
                condition=Q(state="published"),
                name="news_article_category_newest",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("article", args=[self.slug, self.pk])

    def section(self):
        return self.category

    def search_entry(self):
        return self.entry_if_out(text=f"{self.summary}\n{plain_text(self.body)}".strip(), category_id=self.category_id)
