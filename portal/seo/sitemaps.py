"""The sitemap: an index of sections, each split at round ids, so that no page needs a count or an OFFSET.

A page has what is public among the next thousand ids and is found by the primary key, however many there are:
protocol and limits at https://www.sitemaps.org/protocol.html, 50,000 pages of an index make 50 million articles.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from media_library.renditions import drawable
from portal.pages.models import SiteSettings
from portal.seo.page_meta import PreviewImage
from publishing import kinds
from publishing.absolute_urls import absolute_url
from publishing.dates import iso_datetime
from publishing.error_isolation import skip_failing

IDS_A_PAGE = 1000  # of a page


@dataclass(frozen=True)
class SitemapEntry:
    """One address of the sitemap, with its last change, its lead picture and its film, as far as known.

    A film is a list of elements, as pairs of name and text:
    https://developers.google.com/search/docs/crawling-indexing/sitemaps/video-sitemaps
    """

    address: str
    changed_at: str = ""
    picture: str = ""
    film: list[tuple[str, str]] = field(default_factory=list)


def sections() -> dict[str, kinds.Description]:
    return {each.path: each for each in kinds.all_descriptions() if each.in_sitemap}


def pages() -> Iterator[str]:
    """The addresses of all pages of the sitemap: two look-ups by key for a section, however many things it has."""
    yield absolute_url(reverse("sitemap_lists"))
    for name, section in sections().items():
        numbers = page_numbers(section.for_sitemap())
        yield from (absolute_url(reverse("sitemap", args=[name, number])) for number in numbers)


def page_numbers(things: QuerySet) -> range:
    """The page numbers of a section, from its first id to its last."""
    ids = things.order_by("pk").values_list("pk", flat=True)
    first, last = ids.first(), ids.last()
    return range(0) if first is None else range(first // IDS_A_PAGE, last // IDS_A_PAGE + 1)


def entries(name: str, number: int) -> list[SitemapEntry] | None:
    """What stands on one page of a section, in one query more, two for films without a picture; None for no page."""
    section = sections().get(name)
    if section is None or number not in page_numbers(section.for_sitemap()):
        return None
    on_page = section.for_sitemap().filter(pk__gte=number * IDS_A_PAGE, pk__lt=(number + 1) * IDS_A_PAGE)
    site = SimpleLazyObject(SiteSettings.current)
    return list(skip_failing(lambda thing: _entry(section, thing, site), on_page.order_by("pk")))


def lists() -> list[SitemapEntry]:
    """The pages that are no row of a table."""
    links = ["links"] if apps.is_installed("portal.links") else []
    names = ["home", *(kind.list_name for kind in kinds.all_kinds() if kind.list_name), *links, "site_map"]
    return [SitemapEntry(absolute_url(reverse(name))) for name in names]


def _entry(section, thing, site) -> SitemapEntry:
    image, film = drawable(section.sitemap_image(thing)), section.sitemap_video(thing)
    if film:
        film = [("thumbnail_loc", PreviewImage.of(section.image_of(thing), site, thing).url), *film]
    return SitemapEntry(
        absolute_url(thing.get_absolute_url()),
        iso_datetime(thing.modified_at) if hasattr(thing, "modified_at") else "",
        absolute_url(image.file.url) if image else "",
        film,
    )
