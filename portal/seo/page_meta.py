"""The metadata of each kind of page for search engines and link previews."""

from dataclasses import dataclass, field
from functools import singledispatch

from django.urls import reverse

from media_library.file_responses import media_type
from media_library.renditions import drawable
from portal.pages.models import SiteSettings
from portal.seo import structured_data
from portal.seo.social_cards import CARD_HEIGHT, CARD_WIDTH, Card
from publishing import kinds
from publishing.absolute_urls import absolute_url

HOME_CRUMB = ("Trang chủ", "/")


@dataclass(frozen=True)
class PreviewImage:
    url: str
    width: int
    height: int
    kind: str
    alt: str = ""

    @classmethod
    def of(cls, image, site, thing, point=""):
        """The lead picture of a thing, or its social card where there is none that can be shown."""
        if not drawable(image):
            return cls.social_card(site, thing)
        responsive = image.responsive("social", point)
        return cls(
            absolute_url(responsive.address(responsive.width)),
            responsive.width,
            responsive.height,
            media_type(image.file.name),
            image.alt,
        )

    @classmethod
    def social_card(cls, site, thing=None):
        """The social card of a page without a picture; it is drawn only when it is requested."""
        return cls(
            absolute_url(card_address(site, thing)),
            CARD_WIDTH,
            CARD_HEIGHT,
            "image/png",
            thing.title if thing else str(site),
        )

    @property
    def image_object(self):
        """The picture in the words of schema.org."""
        return {"@type": "ImageObject", "url": self.url, "width": self.width, "height": self.height}


@dataclass(frozen=True)
class PageMeta:
    """`feeds` is the path of a list's feeds, `properties` are Open Graph's, `blocks` schema.org's."""

    title: str
    picture: PreviewImage
    description: str = ""
    kind: str = "website"
    feeds: str = ""
    properties: list[tuple[str, str]] = field(default_factory=list)
    blocks: list[dict] = field(default_factory=list)


def card_kinds():
    """The kinds whose things have a card of their own, by the word in its address."""
    return {kind.path: kind for kind in kinds.all_kinds() if kind.has_card}


def card_address(site, thing=None):
    digest = Card.of(site, thing).digest
    return (
        reverse("card", args=[kinds.of(thing).path, thing.pk, digest]) if thing else reverse("site_card", args=[digest])
    )


def cover_address(site, programme):
    return reverse("cover", args=[programme.pk, Card.cover_of(site, programme).digest])


@dataclass(frozen=True)
class NamedPage:
    """A page that is not about a thing: it has a name, or "" where none is known."""

    name: str
    path: str


@singledispatch
def page_meta_for(subject, site):
    """The metadata of the page about a thing, a row of a collection, the site (the home page), or of a plain one."""
    description = kinds.of(subject)
    meta = _thing_meta if isinstance(description, kinds.Kind) else _row_meta
    return meta(description, subject, site)


@page_meta_for.register
def _(page: NamedPage, site):
    blocks = [structured_data.breadcrumbs([HOME_CRUMB, (page.name, page.path)])] if page.name else []
    return PageMeta(page.name or str(site), PreviewImage.social_card(site), site.tagline, blocks=blocks)


@page_meta_for.register
def _(settings: SiteSettings, site):
    blocks = [structured_data.website(site), structured_data.organisation(site)]
    return PageMeta(str(site), PreviewImage.social_card(site), site.tagline, blocks=blocks)


def _thing_meta(kind, thing, site):
    point = getattr(thing, kind.focus_field) if kind.focus_field else ""
    picture = PreviewImage.of(kind.image_of(thing), site, thing if kind.has_card else None, point)
    blocks = [structured_data.thing_data(kind, thing, site, picture)] if kind.schema_type else []
    return PageMeta(
        str(thing),
        picture,
        kind.description_of(thing) or site.tagline,
        kind=kind.og_type,
        properties=kind.meta_properties(thing),
        blocks=[*blocks, _breadcrumbs(kind, thing)],
    )


def _row_meta(collection, row, site):
    return PageMeta(
        str(row),
        PreviewImage.social_card(site),
        collection.description_of(row),
        feeds=row.get_absolute_url(),
        blocks=[_breadcrumbs(collection, row)],
    )


def _breadcrumbs(description, thing):
    trail = [HOME_CRUMB, *description.breadcrumbs(thing), (str(thing), thing.get_absolute_url())]
    return structured_data.breadcrumbs(trail)
