"""The sitemap: an index of sections, each cut at round ids, so that no page of it is counted or skipped to.

A page holds whatever is out among the next thousand ids and is found by the primary key, however many there are:
protocol and limits at https://www.sitemaps.org/protocol.html, 50,000 pages of an index make 50 million articles.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from media_library.models import Album, Programme, Video
from media_library.renditions import drawable
from news.models import Article, Author, Category, Source
from portal.addresses import absolute
from portal.machines.faces import Picture
from portal.machines.structured import written
from portal.pages.models import Page, SiteSettings
from publishing.pieces import drawn

IDS = 1000  # of a page
LONGEST_ABOUT = 2048  # characters
LONGEST_FILM = 28_800  # seconds
SECTIONS = {
    "chuyen-muc": Category.objects.all,
    "chuyen-de": Programme.objects.all,
    "bai-viet": lambda: Article.objects.published().for_sitemap(),
    "video": lambda: Video.objects.published().for_sitemap(),
    "album": lambda: Album.objects.published().for_sitemap(),
    "trang": Page.objects.published,
    "tac-gia": Author.objects.all,
    "nguon": Source.objects.all,
}
LISTS = ["home", "latest", "videos", "albums", "links", "site_map"]  # pages that are no row of a table


@dataclass(frozen=True)
class Entry:
    """One address of the sitemap, with when it last changed, its leading picture and its film, as far as known.

    A film is its elements, as pairs of name and text:
    https://developers.google.com/search/docs/crawling-indexing/sitemaps/video-sitemaps
    """

    address: str
    changed_at: datetime | None = None
    picture: str = ""
    film: list[tuple[str, str]] = field(default_factory=list)


def pages() -> Iterator[str]:
    """The addresses of all pages of the sitemap: two look-ups by key for a section, however many things it has."""
    yield absolute(reverse("sitemap_lists"))
    for section, things in SECTIONS.items():
        yield from (absolute(reverse("sitemap", args=[section, number])) for number in numbers(things()))


def numbers(things: QuerySet) -> range:
    """The numbers of a section's pages, from that of its first id to that of its last."""
    ids = things.order_by("pk").values_list("pk", flat=True)
    first, last = ids.first(), ids.last()
    return range(0) if first is None else range(first // IDS, last // IDS + 1)


def entries(section: str, number: int) -> list[Entry] | None:
    """What stands on one page of a section, in one query more, two for films; None when there is no such page."""
    things = SECTIONS[section]() if section in SECTIONS else None
    if things is None or number not in numbers(things):
        return None
    on_page = things.filter(pk__gte=number * IDS, pk__lt=(number + 1) * IDS).order_by("pk")
    site = SiteSettings.current() if section == "video" else None
    return list(drawn(lambda thing: _entry(thing, _film(thing, site) if site else []), on_page))


def lists() -> list[Entry]:
    return [Entry(absolute(reverse(name))) for name in LISTS]


def _entry(thing, film) -> Entry:
    picture = drawable(getattr(thing, "lead_image", None))
    return Entry(
        absolute(thing.get_absolute_url()),
        max(thing.updated_at, thing.publish_at) if hasattr(thing, "publish_at") else None,
        absolute(picture.file.url) if picture else "",
        film,
    )


def _film(video, site) -> list[tuple[str, str]]:
    """What search engines ask for, in their order; nothing where there is no film to play."""
    if video.file:
        source = ("content_loc", absolute(video.file.url))
    elif video.embed_url:
        source = ("player_loc", video.embed_url)
    else:
        return []
    picture = Picture.of(video.poster, site, video)
    about = (video.summary or video.title)[:LONGEST_ABOUT]
    found = [("thumbnail_loc", picture.url), ("title", video.title), ("description", about), source]
    if video.duration and video.duration <= LONGEST_FILM:
        found.append(("duration", str(video.duration)))
    if video.unpublish_at:
        found.append(("expiration_date", written(video.unpublish_at)))
    return [*found, ("publication_date", written(video.publish_at)), ("family_friendly", "yes")]
