"""The feeds under every list, each as RSS and as Atom; addresses in them are whole, under the site's own name."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.exceptions import SuspiciousFileOperation
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Enclosure
from django.utils.timezone import localtime

from media_library.delivery import media_type
from media_library.models import Album, Programme, Video
from media_library.renditions import drawable
from media_library.templatetags.rich_text import rich_texts
from news.models import Article, Author, Category, Source, Tag
from portal.addresses import absolute, with_absolute_addresses
from portal.machines.faces import cover_address
from portal.pages.models import SiteSettings
from publishing.pieces import drawn

LENGTH = 30  # items a feed holds


class PublishedFeed(Feed):
    """The newest things of a list; `model` names what the list belongs to, None for the list of all.

    The feed's object is that row, or None. Subclasses say which things, with what text, picture and file.
    """

    language = "vi"
    model = None
    name = about = list_name = ""  # of the list of all: what it is called, a sentence on it, the name of its address

    def __init__(self, feed_type):
        self.feed_type = feed_type

    def get_object(self, request, slug=None):
        return get_object_or_404(self.model, slug=slug) if self.model else None

    def get_feed(self, owner, request):
        feed = super().get_feed(owner, request)
        site = str(SiteSettings.current())
        feed.feed.update(title=f"{feed.feed['title']} - {site}", author_name=site, feed_url=absolute(request.path))
        return feed

    def title(self, owner):
        return owner.name if owner else self.name

    def description(self, owner):
        if owner is None:
            return self.about
        return getattr(owner, "description", "") or f"{owner._meta.verbose_name.capitalize()}: {owner.name}"

    def link(self, owner):
        return absolute(owner.get_absolute_url() if owner else reverse(self.list_name))

    def items(self, owner):
        return drawn(self._told, self.things(owner))

    def things(self, owner):
        raise NotImplementedError

    def _told(self, thing):
        """A thing of which everything that may fail has been said, so that one failing leaves the others there."""
        thing.told = {
            "link": absolute(thing.get_absolute_url()),
            "guid": self._guid(thing),
            "enclosures": self._enclosures(thing),
            "categories": self.categories_of(thing),
            "more": self.more_of(thing),
        }
        return thing

    def item_title(self, thing):
        return thing.title

    def item_link(self, thing):
        return thing.told["link"]

    def item_guid(self, thing):
        return thing.told["guid"]

    def item_categories(self, thing):
        return thing.told["categories"]

    def item_extra_kwargs(self, thing):
        return thing.told["more"]

    def item_enclosures(self, thing):
        return thing.told["enclosures"]

    def _guid(self, thing):
        """A name that stays when title, address and date change (RFC 4151)."""
        host = urlsplit(settings.SITE_URL).hostname
        return f"tag:{host},{localtime(thing.first_publish_at):%Y-%m-%d}:{thing.counted_as}/{thing.pk}"

    item_guid_is_permalink = False

    def item_description(self, thing):
        return thing.summary or None

    def item_pubdate(self, thing):
        return localtime(thing.publish_at)

    def item_updateddate(self, thing):
        return localtime(max(thing.updated_at, thing.publish_at))

    def _enclosures(self, thing):
        file = self.item_file(thing)
        return [Enclosure(absolute(file.url), str(size_of(file)), media_type(file.name))] if file else []


def size_of(file):
    """The length of a stored file in bytes; 0, as the RSS profile wants it, where it cannot be told."""
    try:
        return file.size
    except (OSError, SuspiciousFileOperation, ValueError):
        return 0


class LatestFeed(PublishedFeed):
    """The newest articles, each with its whole text."""

    name, about, list_name = "Tin mới", "Các bài viết mới đăng", "latest"

    def lists(self, owner):
        return [owner.articles if owner else Article.objects]

    def things(self, owner):
        lists = [articles.published().for_feed() for articles in self.lists(owner)]
        few = getattr(owner, "has_few", False)
        articles = list(lists[0].merged(lists, lambda articles: articles.newest_first(few=few)[:LENGTH], few=few))
        for article, text in zip(articles, rich_texts([article.body for article in articles]), strict=True):
            article.text = text
        return articles

    def categories_of(self, article):
        return [article.category.name, *(tag.name for tag in article.tags.all())]

    def more_of(self, article):
        text = with_absolute_addresses(article.text, article.get_absolute_url())
        authors = [author.name for author in article.authors.all()]
        return {"text": text, "authors": authors, "picture": drawable(article.lead_image)}

    def item_file(self, article):
        return drawable(article.lead_image) and article.lead_image.file


class CategoryFeed(LatestFeed):
    model = Category

    def lists(self, category):
        return Article.objects.all().by_category(category)


class AuthorFeed(LatestFeed):
    model = Author


class SourceFeed(LatestFeed):
    model = Source


class TagFeed(LatestFeed):
    model = Tag


class VideosFeed(PublishedFeed):
    """The newest segments of all programmes and those of none."""

    name, about, list_name = "Video", "Các video mới đăng", "videos"

    def things(self, owner):
        videos = owner.videos if owner else Video.objects
        return videos.published().for_listing().newest_first()[:LENGTH]

    def categories_of(self, video):
        return [video.programme.name] if video.programme else []

    def more_of(self, video):
        return {"text": "", "authors": [], "picture": drawable(video.poster)}

    def item_file(self, video):
        return video.file or (drawable(video.poster) and video.poster.file)


class ProgrammeFeed(VideosFeed):
    """A programme's segments, as RSS a podcast: what is enclosed is the film alone."""

    model = Programme

    def feed_extra_kwargs(self, programme):
        site = SiteSettings.current()
        return {"podcast_image": absolute(cover_address(site, programme)), "podcast_email": site.email}

    def more_of(self, video):
        return {**super().more_of(video), "seconds": video.duration}

    def item_file(self, video):
        return video.file


class AlbumsFeed(PublishedFeed):
    name, about, list_name = "Album ảnh", "Các album ảnh mới đăng", "albums"

    def things(self, owner):
        return Album.objects.published().for_listing().newest_first()[:LENGTH]

    def categories_of(self, album):
        return []

    def more_of(self, album):
        return {"text": "", "authors": [], "picture": drawable(album.cover)}

    def item_file(self, album):
        return drawable(album.cover) and album.cover.file
