"""RSS 2.0 and Atom with whole texts, several authors and pictures: what Django's generators leave out.

An item may be given `text` (HTML), `authors` (names) and `picture` (a media_library Image). Whole texts in RSS are
https://www.rssboard.org/rss-profile#namespace-elements-content, pictures https://www.rssboard.org/media-rss.
"""

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from media_library.delivery import media_type
from portal.addresses import absolute

DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
MEDIA = "http://search.yahoo.com/mrss/"


class Rss(Rss201rev2Feed):
    suffix = "rss"

    def rss_attributes(self):
        return {**super().rss_attributes(), "xmlns:content": CONTENT, "xmlns:dc": DUBLIN_CORE, "xmlns:media": MEDIA}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.addQuickElement("dc:creator", name)
        if item["text"]:
            handler.addQuickElement("content:encoded", item["text"])
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
        handler.addQuickElement("media:content", "", {"url": absolute(picture.file.url), **kind, **size})
