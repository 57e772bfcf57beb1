"""What a page shows of itself to machines: search engines, and those who draw a preview where it is shared."""

from dataclasses import dataclass, field
from functools import singledispatch

from django.urls import reverse

from media_library.delivery import media_type
from media_library.models import Album, Programme, Video
from media_library.renditions import drawable
from news.models import Article, Author, Category, Source, Tag
from portal.addresses import absolute
from portal.machines import structured
from portal.machines.cards import HEIGHT, WIDTH, Card
from portal.pages.models import SiteSettings

HOME = ("Trang chủ", "/")
KINDS = {"bai-viet": Article, "video": Video, "album": Album}  # what has a card of its own


@dataclass(frozen=True)
class Picture:
    url: str
    width: int
    height: int
    kind: str
    alt: str = ""

    @classmethod
    def of(cls, image, site, thing, point=""):
        """The picture that leads a thing, or the card drawn for it where there is none that can be shown."""
        if not drawable(image):
            return cls.drawn(site, thing)
        cut = image.cut("social", point)
        return cls(absolute(cut.address(cut.width)), cut.width, cut.height, media_type(image.file.name), image.alt)

    @classmethod
    def drawn(cls, site, thing=None):
        """The card that is drawn for a page without a picture; nothing is drawn before somebody asks for it."""
        return cls(absolute(card_address(site, thing)), WIDTH, HEIGHT, "image/png", thing.title if thing else str(site))


@dataclass(frozen=True)
class Face:
    """`feeds` is the path under which a list has them, `properties` are Open Graph's, `blocks` schema.org's."""

    title: str
    picture: Picture
    description: str = ""
    kind: str = "website"
    feeds: str = ""
    properties: list[tuple[str, str]] = field(default_factory=list)
    blocks: list[dict] = field(default_factory=list)


def card_address(site, thing=None):
    digest = Card.of(site, thing).digest
    kind = next((name for name, model in KINDS.items() if isinstance(thing, model)), None)
    return reverse("card", args=[kind, thing.pk, digest]) if kind else reverse("site_card", args=[digest])


def cover_address(site, programme):
    return reverse("cover", args=[programme.pk, Card.cover_of(site, programme).digest])


@dataclass(frozen=True)
class PlainPage:
    """A page that is about no thing: it has a name, or "" where none is known."""

    name: str
    path: str


@singledispatch
def face_of(subject, site):
    """The face of the page about a thing, of the home page (the settings), or of a plain one."""
    raise TypeError(f"{type(subject).__name__} has no face")


@face_of.register
def _(page: PlainPage, site):
    blocks = [structured.breadcrumbs([HOME, (page.name, page.path)])] if page.name else []
    return Face(page.name or str(site), Picture.drawn(site), site.tagline, blocks=blocks)


@face_of.register
def _(settings: SiteSettings, site):
    blocks = [structured.website(site), structured.organisation(site)]
    return Face(str(site), Picture.drawn(site), site.tagline, blocks=blocks)


@face_of.register
def _(article: Article, site):
    picture = Picture.of(article.lead_image, site, article, article.lead_focus)
    above = [(category.name, category.get_absolute_url()) for category in article.category.ancestors()]
    category = (article.category.name, article.category.get_absolute_url())
    trail = [HOME, *above, category, (article.title, article.get_absolute_url())]
    dates = [("article:published_time", structured.written(article.publish_at))]
    dates += [("article:modified_time", structured.written(max(article.updated_at, article.publish_at)))]
    tags = [("article:tag", tag.name) for tag in article.tags.all()]
    return Face(
        article.title,
        picture,
        article.summary or article.title,
        kind="article",
        properties=[*dates, ("article:section", article.category.name), *tags],
        blocks=[structured.news_article(article, site, picture), structured.breadcrumbs(trail)],
    )


@face_of.register
def _(video: Video, site):
    picture = Picture.of(video.poster, site, video)
    programme = [(video.programme.name, video.programme.get_absolute_url())] if video.programme else []
    trail = [HOME, ("Video", reverse("videos")), *programme, (video.title, video.get_absolute_url())]
    film = []
    if video.file:
        film = [("og:video", absolute(video.file.url)), ("og:video:type", media_type(video.file.name))]
    return Face(
        video.title,
        picture,
        video.summary or video.title,
        kind="video.other",
        properties=film,
        blocks=[structured.video_object(video, site, picture), structured.breadcrumbs(trail)],
    )


@face_of.register
def _(album: Album, site):
    picture = Picture.of(album.cover, site, album)
    trail = [HOME, ("Album ảnh", reverse("albums")), (album.title, album.get_absolute_url())]
    return Face(
        album.title,
        picture,
        album.summary or album.title,
        blocks=[structured.image_gallery(album, site, picture), structured.breadcrumbs(trail)],
    )


@face_of.register
def _(category: Category, site):
    above = [(category.name, category.get_absolute_url()) for category in category.ancestors()]
    return _list_face(category, site, [HOME, *above])


@face_of.register(Author)
@face_of.register(Source)
@face_of.register(Tag)
def _(owner, site):
    return _list_face(owner, site, [HOME])


@face_of.register
def _(programme: Programme, site):
    return _list_face(programme, site, [HOME, ("Video", reverse("videos"))])


def _list_face(owner, site, above):
    path = owner.get_absolute_url()
    about = getattr(owner, "description", "") or getattr(owner, "about", "")
    trail = [*above, (owner.name, path)]
    return Face(owner.name, Picture.drawn(site), about, feeds=path, blocks=[structured.breadcrumbs(trail)])
