"""The menu as readers get it: the items staff saved, without those that lead nowhere at this moment."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.urls import NoReverseMatch, reverse

from news.models import Article, Category
from portal.pages.models import MenuItem, Place
from publishing.pieces import name_of, piece_or


@dataclass
class Entry:
    """What a template prints; without an address it is a heading."""

    title: str
    url: str = ""
    children: list["Entry"] = field(default_factory=list)

    @property
    def is_external(self):
        return bool(self.url) and not self.url.startswith(("/", f"{settings.SITE_URL}/"))


def entries():
    """The upper level with what is below it, in at most two queries, however many items and categories there are.

    An item whose target has nothing to show is the heading of its children, or is not there.
    """
    items = MenuItem.objects.for_menu()
    if not items:
        return _by_default()
    categories = _filled_categories() if any(item.category_id for item in items) else {}
    top = {item.pk: _entry(item, categories) for item in items if item.parent_id is None}
    for item in items:
        if item.parent_id in top:
            top[item.parent_id].children += filter(_is_worth_showing, [_entry(item, categories)])
    return [entry for entry in top.values() if _is_worth_showing(entry)]


def _by_default():
    """The menu of a site whose staff have saved none."""
    categories = [category for category in _filled_categories().values() if category.parent_id is None]
    own = [Entry(category.name, category.get_absolute_url()) for category in categories]
    places = (Place.HOME, Place.VIDEOS, Place.ALBUMS, Place.LINKS)
    home, videos, albums, links = (Entry(place.label, reverse(place)) for place in places)
    videos.children.append(albums)
    return [home, *own, videos, links]


def _filled_categories():
    """The categories under which an article is out, their own or of one below, by id and in their order.

    The newest of each is asked for, not whether there is one: so PostgreSQL takes the index of published articles by
    category, one look-up for each, where it would wade through the unpublished ones of a category.
    """
    newest = Article.objects.published().filter(category=OuterRef("pk")).newest_first().values("pk")[:1]
    loaded = Category.objects.defer("description", "folded").annotate(newest=Subquery(newest))
    by_pk, filled = {category.pk: category for category in loaded}, set()
    for category in loaded:
        pk = category.pk if category.newest else None
        while pk is not None and pk not in filled:
            filled.add(pk)
            pk = by_pk[pk].parent_id
    return {pk: category for pk, category in by_pk.items() if pk in filled}


def _entry(item, categories):
    name, url = piece_or(("", ""), lambda: _target(item, categories), name_of(item))
    return Entry(item.title or name, url)


def _target(item, categories):
    """The name and address of what an item leads to; two empty ones while there is nothing to be found there."""
    if item.place:
        return item.get_place_display(), _address_of(item.place)
    if item.url:
        return "", item.url
    shown = [
        categories.get(item.category_id),
        item.page if item.page_is_out else None,
        item.programme if item.programme_has_videos else None,
    ]
    return next(((str(thing), thing.get_absolute_url()) for thing in shown if thing), ("", ""))


def _address_of(place):
    """The address, or "" in a house whose app for this place has been taken out."""
    try:
        return reverse(place)
    except NoReverseMatch:
        return ""


def _is_worth_showing(entry):
    return bool(entry.title and (entry.url or entry.children))
