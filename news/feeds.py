from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse

from media_library.templatetags.rich_text import rich_text
from news.models import Article, Author, Category, Source, Tag

LENGTH = 30  # items a feed holds


class LatestFeed(Feed):
    """The newest articles, each with its whole text."""

    title = "Tin mới"
    description = "Các bài viết mới đăng"
    language = "vi"

    def link(self):
        return reverse("latest")

    def items(self):
        return self._newest(Article.objects)

    def item_title(self, article):
        return article.title

    def item_description(self, article):
        return rich_text(article.body) or article.summary

    def item_pubdate(self, article):
        return article.publish_at

    def item_updateddate(self, article):
        return article.updated_at

    def item_author_name(self, article):
        return ", ".join(author.name for author in article.authors.all()) or None

    def item_categories(self, article):
        return [article.category.name]

    def _newest(self, *lists):
        listed = [articles.published().select_related("category").prefetch_related("authors") for articles in lists]
        return listed[0].merged(listed, lambda articles: articles.newest_first()[:LENGTH])


class ListFeed(LatestFeed):
    """The newest articles of one list: the feed's object is a row with a slug and a name."""

    model = None

    def get_object(self, request, slug):
        return get_object_or_404(self.model, slug=slug)

    def title(self, thing):
        return thing.name

    def description(self, thing):
        return f"{thing._meta.verbose_name.capitalize()}: {thing.name}"

    def link(self, thing):
        return thing.get_absolute_url()

    def items(self, thing):
        return self._newest(thing.articles)


class CategoryFeed(ListFeed):
    model = Category

    def items(self, category):
        return self._newest(*Article.objects.all().by_category(category))


class AuthorFeed(ListFeed):
    model = Author


class SourceFeed(ListFeed):
    model = Source


class TagFeed(ListFeed):
    model = Tag
