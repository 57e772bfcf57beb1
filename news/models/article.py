"""Articles, with their tags, authors and sources."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from media_library.focal_point import FocalPointField
from news.models.category import Category
from news.models.highlight import Highlight
from publishing.fields import (
    FoldedField,
    LineField,
    OrderedManyToManyField,
    PlainTextField,
    SlugFromField,
    SortKeyField,
    WebAddressField,
)
from publishing.models import CollectionModel, Publishable, PublishableQuerySet, State
from publishing.richtext import RichTextField, plain_text

MAX_SORTED_ARTICLES = 20_000  # of a tag or author; up to this many, sorting is faster than walking the index of dates


class Tag(CollectionModel):
    name = LineField("tên", max_length=80, unique=True)
    slug = SlugFromField("name", fallback="the", unique=True)
    folded = FoldedField("name")
    sort_key = SortKeyField("name")

    class Meta:
        verbose_name = verbose_name_plural = "thẻ"
        ordering = ["sort_key"]

    @property
    def has_few_articles(self):
        """Whether its articles can be sorted; one query."""
        return not Article.tags.through.objects.filter(tag=self)[MAX_SORTED_ARTICLES : MAX_SORTED_ARTICLES + 1].exists()


class Author(CollectionModel):
    searched_field = "about"

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
        verbose_name = verbose_name_plural = "tác giả"
        ordering = ["sort_key"]

    @property
    def has_few_articles(self):
        """Whether their articles can be sorted; one query."""
        return not Article.authors.through.objects.filter(author=self)[
            MAX_SORTED_ARTICLES : MAX_SORTED_ARTICLES + 1
        ].exists()


class Source(CollectionModel):
    name = LineField("tên", max_length=160, unique=True)
    slug = SlugFromField("name", fallback="nguon", unique=True)
    url = WebAddressField("địa chỉ", blank=True, help_text="Trang của nguồn tin, nếu có.")
    folded = FoldedField("name")
    sort_key = SortKeyField("name")

    class Meta:
        verbose_name = verbose_name_plural = "nguồn"
        ordering = ["sort_key"]


class ArticleQuerySet(PublishableQuerySet):
    def by_category(self, category):
        """The articles of a category and of all below it, a QuerySet for each of these categories."""
        return [self.filter(category=pk) for pk in sorted(category.descendant_ids())]

    def in_period(self, period):
        """Articles of a local year, month or day (a `news.archive.Period`)."""
        return self.filter(publish_at__gte=period.start, publish_at__lt=period.end)

    def highlighted(self, category=None):
        """The highlights of a category's page, or of the home page, in their order."""
        pins = Highlight.objects.current().on(category)
        return self.filter(highlights__in=pins).order_by("highlights__order", "highlights__pk")

    def excluding(self, articles):
        return self.exclude(pk__in=[article.pk for article in articles])

    def for_listing(self):
        """Load what a headline card prints, in one query and without the body."""
        return self.select_related("category", "lead_image").defer("body", "folded")

    def for_reading(self):
        """Load what an article's page prints beside its files and related articles."""
        listed = self.select_related("category__parent__parent", "source", "lead_image").defer("folded")
        return listed.prefetch_related("authors", "tags")

    def for_sitemap(self):
        """Load an address, when it changed and the lead picture."""
        wanted = ["slug", "updated_at", "publish_at", "lead_image__file"]
        return self.select_related("lead_image").only(*wanted)

    def for_feed(self):
        """Load what a feed prints: the whole text with authors and tags, in three queries."""
        return self.select_related("category", "lead_image").defer("folded").prefetch_related("authors", "tags")


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
        "lead_focus",
        "attachments",
        "tags",
        "related",
    )

    title = LineField("tiêu đề", max_length=300)
    slug = SlugFromField("title", fallback="bai-viet")
    summary = PlainTextField("tóm tắt", max_length=1000, blank=True)
    body = RichTextField("nội dung", blank=True)
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, related_name="articles", verbose_name="chuyên mục"
    )
    authors = OrderedManyToManyField(Author, blank=True, related_name="articles", verbose_name="tác giả")
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name="nguồn"
    )
    source_url = WebAddressField("địa chỉ bài gốc", max_length=500, blank=True)
    lead_image = models.ForeignKey(
        "media_library.Image", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ảnh chính"
    )
    lead_focus = FocalPointField("điểm chính của ảnh ở bài này", of="lead_image")
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
        verbose_name = verbose_name_plural = "bài viết"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(category__isnull=False) | Q(state=State.DRAFT),
                name="news_article_has_category",
                violation_error_message="Hãy chọn chuyên mục: chỉ bản nháp mới để trống được.",
            ),
        ]
        indexes = [
            *Publishable.Meta.indexes,
            models.Index(
                "category",
                models.F("publish_at").desc(),
                models.F("id").desc(),
                condition=Q(state="published"),
                name="news_article_category_newest",
            ),
            models.Index(
                "source",
                models.F("publish_at").desc(),
                models.F("id").desc(),
                condition=Q(state="published"),
                name="news_article_source_newest",
            ),
            # The few of a tag or an author are sorted by this index alone, without reading their rows
            models.Index("id", "publish_at", "unpublish_at", condition=Q(state="published"), name="news_article_dates"),
        ]

    def section(self):
        return self.category or Category()

    def search_entry(self):
        return self.public_search_entry(
            text=f"{self.summary}\n{plain_text(self.body)}".strip(), category_id=self.category_id
        )
