from news import archive
from news.demo import make_articles
from news.models import Article, Author, Category, CategoryTree, Source, Tag
from news.related_articles import related_articles
from publishing.absolute_urls import absolute_url
from publishing.dates import iso_datetime
from publishing.kinds import Collection, Kind, register


@register(Article)
class ArticleKind(Kind):
    path, list_path, list_name = "bai-viet", "tin-tuc", "latest"
    feed_name = "news"
    list_title, short_title, add_label = "Tin tức", "Tin mới", "Viết bài"
    image_field, focus_field, og_type = "lead_image", "lead_focus", "article"
    schema_type, is_news = "NewsArticle", True
    order, in_default_menu = 30, False  # its categories stand there
    required_fields = ("category",)
    make_demo = staticmethod(make_articles)

    def list_context(self):
        return {"years": archive.years()}

    def detail_context(self, article):
        tags = list(article.tags.all())
        files = {"attachments": article.attachments.all()}
        chosen = getattr(article, "relations", {}).get("related")  # of a preview
        return {"authors": article.authors.all(), "tags": tags, **files, **related_articles(article, tags, chosen)}

    def breadcrumbs(self, article):
        category = article.category
        above = (*category.ancestors(), category) if category else ()
        return [(each.name, each.get_absolute_url()) for each in above]

    def meta_properties(self, article):
        return [
            ("article:published_time", iso_datetime(article.publish_at)),
            ("article:modified_time", iso_datetime(article.modified_at)),
            ("article:section", _section_name(article)),
            *(("article:tag", tag.name) for tag in article.tags.all()),
        ]

    def structured_data(self, article, picture):
        return {
            "headline": article.title,
            "image": picture.image_object,
            "datePublished": iso_datetime(article.publish_at),
            "author": [
                {"@type": "Person", "name": author.name, "url": absolute_url(author.get_absolute_url())}
                for author in article.authors.all()
            ],
            "mainEntityOfPage": {"@type": "WebPage", "@id": absolute_url(article.get_absolute_url())},
            "articleSection": _section_name(article),
            "keywords": [tag.name for tag in article.tags.all()],
        }

    def feed_item(self, article):
        return {
            "categories": [_section_name(article), *(tag.name for tag in article.tags.all())],
            "authors": [author.name for author in article.authors.all()],
        }

    def sitemap_image(self, article):
        return article.lead_image


def _section_name(article):
    """The name of its category; a draft shown before it has one has none."""
    return article.category.name if article.category else ""


@register(Category)
class CategoryCollection(Collection):
    path, list_title, order = "chuyen-muc", "Chuyên mục", 10
    related_name = "articles"
    rights = {"submit": ("view",), "publish": ("add", "change", "delete")}

    def breadcrumbs(self, category):
        return [(each.name, each.get_absolute_url()) for each in category.ancestors()]

    def lists(self, category):
        return Article.objects.all().by_category(category)

    def branches(self):
        return CategoryTree().branches()


@register(Tag)
class TagCollection(Collection):
    path, order, in_sitemap = "the", 90, False
    related_name, has_empty_pages = "articles", False
    rights = {"submit": ("view", "add"), "review": ("change",), "publish": ("delete",)}

    def has_few(self, tag):
        return tag.has_few_articles


@register(Author)
class AuthorCollection(Collection):
    path, order = "tac-gia", 70
    related_name, has_empty_pages = "articles", False

    def description_of(self, author):
        return author.about

    def has_few(self, author):
        return author.has_few_articles


@register(Source)
class SourceCollection(Collection):
    path, order = "nguon", 80
    related_name, has_empty_pages = "articles", False
