"""The XML of feeds; what is in them is said in `feeds`.

RSS 2.0 and Atom with whole texts, several authors and pictures, which Django's generators lack.

An item may have `text` (HTML), `authors` (names), `picture` (a media_library Image) and `seconds`, its duration; a feed
with a `podcast_image` is a podcast: https://podcasters.apple.com/support/823-podcast-requirements. Whole texts in RSS
are https://www.rssboard.org/rss-profile#namespace-elements-content, pictures https://www.rssboard.org/media-rss.
"""

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from media_library.file_responses import media_type
from publishing.absolute_urls import absolute_url

DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
MEDIA = "http://search.yahoo.com/mrss/"


class Rss(Rss201rev2Feed):
    suffix = "rss"

    def rss_attributes(self):
        names = {"content": CONTENT, "dc": DUBLIN_CORE, "itunes": ITUNES, "media": MEDIA}
        return {**super().rss_attributes(), **{f"xmlns:{short}": name for short, name in names.items()}}

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if image := self.feed.get("podcast_image"):
            self._add_podcast(handler, image)

    def _add_podcast(self, handler, image):
        handler.addQuickElement("itunes:type", "episodic")
        handler.addQuickElement("itunes:author", self.feed["author_name"])
        handler.addQuickElement("itunes:image", "", {"href": image})
        handler.startElement("itunes:category", {"text": "News"})
        handler.addQuickElement("itunes:category", "", {"text": "Politics"})
        handler.endElement("itunes:category")
        handler.addQuickElement("itunes:explicit", "false")
        if email := self.feed["podcast_email"]:
            handler.startElement("itunes:owner", {})
            handler.addQuickElement("itunes:name", self.feed["author_name"])
            handler.addQuickElement("itunes:email", email)
            handler.endElement("itunes:owner")

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.addQuickElement("dc:creator", name)
        if item["text"]:
            handler.addQuickElement("content:encoded", item["text"])
        if item.get("seconds"):
            handler.addQuickElement("itunes:duration", str(item["seconds"]))
        add_picture(handler, item["picture"])


class Atom(Atom1Feed):
    suffix = "atom"

    def root_attributes(self):
        return {**super().root_attributes(), "xmlns:media": MEDIA}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, {**item, "description": None})
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        if item["description"]:
            handler.addQuickElement("summary", item["description"])
        if item["text"]:
            handler.addQuickElement("content", item["text"], {"type": "html"})
        add_picture(handler, item["picture"])


def add_picture(handler, picture):
    if picture:
        size = {"width": str(picture.width), "height": str(picture.height)}
        kind = {"medium": "image", "type": media_type(picture.file.name)}
        handler.addQuickElement("media:content", "", {"url": absolute_url(picture.file.url), **kind, **size})
