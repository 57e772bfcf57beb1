"""The feeds of every list: what is in them; their XML, RSS and Atom, is made by `feed_generators`.

URLs in them are absolute, under the site's canonical host.
"""

from itertools import repeat
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.exceptions import SuspiciousFileOperation
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Enclosure
from django.utils.timezone import localtime

from media_library.file_responses import media_type
from media_library.renditions import drawable
from media_library.templatetags.rich_text import rich_texts
from portal.pages.models import SiteSettings
from portal.seo.page_meta import cover_address
from publishing.absolute_urls import absolute_url, with_absolute_urls
from publishing.error_isolation import skip_failing

MAX_ITEMS = 30  # of a feed


class KindFeed(Feed):
    """The newest things of a kind; `owner`, the feed's object, is None."""

    language = "vi"
    item_guid_is_permalink = False

    def __init__(self, feed_type, kind):
        self.feed_type, self.kind = feed_type, kind

    def get_feed(self, owner, request):
        feed = super().get_feed(owner, request)
        site = str(SiteSettings.current())
        feed.feed.update(title=f"{feed.feed['title']} - {site}", author_name=site, feed_url=absolute_url(request.path))
        return feed

    def title(self, owner):
        return self.kind.short_title or self.kind.list_title

    def description(self, owner):
        return f"Các {self.kind.verbose_name} mới đăng"

    def link(self, owner):
        return absolute_url(reverse(self.kind.list_name))

    def items(self, owner):
        return skip_failing(self._with_feed_item, self.with_texts(self.newest([self.kind.model.objects.all()])))

    def newest(self, lists, *, few=False):
        lists = [things.published().for_feed() for things in lists]
        return list(lists[0].merged_lists(lists, lambda things: things.newest_first(few=few)[:MAX_ITEMS], few=few))

    def with_texts(self, things):
        """The things, each with its whole text, where they have any, as its page shows it."""
        texts = rich_texts([thing.body for thing in things]) if hasattr(self.kind.model, "body") else repeat("")
        for thing, text in zip(things, texts, strict=False):
            thing.text = text
        return things

    def _with_feed_item(self, thing):
        """A thing of which everything that may fail has been said, so that one failing leaves the others there."""
        item, address = self.kind.feed_item(thing), thing.get_absolute_url()
        picture = drawable(self.kind.image_of(thing))
        thing.feed_item = {
            "link": absolute_url(address),
            "guid": self._guid(thing),
            "enclosures": self._enclosures(item.get("file"), picture),
            "categories": item.get("categories", []),
            "extra": {
                "text": with_absolute_urls(thing.text, address) if thing.text else "",
                "authors": item.get("authors", []),
                "picture": picture,
                **self.more_of(item),
            },
        }
        return thing

    def more_of(self, item):
        return {}

    def item_title(self, thing):
        return thing.title

    def item_link(self, thing):
        return thing.feed_item["link"]

    def item_guid(self, thing):
        return thing.feed_item["guid"]

    def item_categories(self, thing):
        return thing.feed_item["categories"]

    def item_extra_kwargs(self, thing):
        return thing.feed_item["extra"]

    def item_enclosures(self, thing):
        return thing.feed_item["enclosures"]

    def _guid(self, thing):
        """An id that does not change with title, address and date (RFC 4151)."""
        host = urlsplit(settings.SITE_URL).hostname
        return f"tag:{host},{localtime(thing.id_date):%Y-%m-%d}:{thing.counted_as}/{thing.pk}"

    def item_description(self, thing):
        return getattr(thing, "summary", "") or None

    def item_pubdate(self, thing):
        return localtime(thing.publish_at)

    def item_updateddate(self, thing):
        return localtime(thing.modified_at)

    def _enclosures(self, file, picture):
        file = file or (picture and picture.file)
        return [Enclosure(absolute_url(file.url), str(file_size(file)), media_type(file.name))] if file else []


class CollectionFeed(KindFeed):
    """The newest things under a row of a collection, the `owner`."""

    def __init__(self, feed_type, collection):
        super().__init__(feed_type, collection.kind)
        self.collection = collection

    def get_object(self, request, *args, **kwargs):
        return get_object_or_404(self.collection.with_page(), **kwargs)

    def title(self, owner):
        return owner.name

    def description(self, owner):
        return getattr(owner, "description", "") or f"{self.collection.verbose_name.capitalize()}: {owner.name}"

    def link(self, owner):
        return absolute_url(owner.get_absolute_url())

    def items(self, owner):
        things = self.newest(self.collection.lists(owner), few=self.collection.has_few(owner))
        return skip_failing(self._with_feed_item, self.with_texts(things))


class PodcastFeed(CollectionFeed):
    """As RSS a podcast: what is enclosed is the file alone."""

    def feed_extra_kwargs(self, owner):
        site = SiteSettings.current()
        return {"podcast_image": absolute_url(cover_address(site, owner)), "podcast_email": site.email}

    def more_of(self, item):
        return {"seconds": item.get("seconds")}

    def _enclosures(self, file, picture):
        return super()._enclosures(file, None)


def file_size(file):
    """The length of a stored file in bytes; 0, as the RSS profile says, where it is unknown."""
    try:
        return file.size
    except (OSError, SuspiciousFileOperation, ValueError):
        return 0
