"""The menu for readers: the saved items, without those whose target has nothing to show now."""

from dataclasses import dataclass, field

from django.db.models import OuterRef, Subquery
from django.urls import NoReverseMatch, reverse

from news.models import Article, Category
from portal.pages.models import MenuItem, places
from publishing.absolute_urls import is_external
from publishing.error_isolation import result_or_default, row_label
from publishing.kinds import all_kinds


@dataclass
class MenuEntry:
    """A menu entry for the template; without an address it is a heading."""

    title: str
    url: str = ""
    children: list["MenuEntry"] = field(default_factory=list)

    @property
    def is_external(self):
        return is_external(self.url)


def menu_entries():
    """The upper level with its children, in at most two queries, however many items and categories there are.

    An item whose target has nothing to show is the heading of its children, or is left out.
    """
    items = MenuItem.objects.for_menu()
    if not items:
        return _default_menu()
    categories = _filled_categories() if any(item.category_id for item in items) else {}
    top = {item.pk: _menu_entry(item, categories) for item in items if item.parent_id is None}
    for item in items:
        if item.parent_id in top:
            top[item.parent_id].children += filter(_is_shown, [_menu_entry(item, categories)])
    return [entry for entry in top.values() if _is_shown(entry)]


def _default_menu():
    """The menu while staff have not saved one."""
    categories = [category for category in _filled_categories().values() if category.parent_id is None]
    own = [MenuEntry(category.name, category.get_absolute_url()) for category in categories]
    entries = {name: MenuEntry(title, _address_of(name)) for name, title in places()}
    return list(filter(_is_shown, [entries["home"], *own, *default_lists(entries), entries["links"]]))


def default_lists(entries):
    """Those of `{place: entry}` that are lists of kinds and stand in the default menu, some below others."""
    top = []
    for kind in (kind for kind in all_kinds() if kind.list_name and kind.in_default_menu):
        parent = entries.get(kind.default_menu_parent)
        (parent.children if parent else top).append(entries[kind.list_name])
    return top


def _filled_categories():
    """The categories with a public article, their own or of a descendant, by id and in their order.

    The query selects the newest article of each, not `EXISTS`: so PostgreSQL uses the index of published articles by
    category, one look-up for each, where it would else read all unpublished ones of a category.
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


def _menu_entry(item, categories):
    name, url = result_or_default(("", ""), lambda: _target(item, categories), row_label(item))
    return MenuEntry(item.title or name, url)


def _target(item, categories):
    """The name and address of an item's target; two empty ones while it has nothing to show."""
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
    """The address, or "" when the app that serves this place is not installed."""
    try:
        return reverse(place)
    except NoReverseMatch:
        return ""


def _is_shown(entry):
    return bool(entry.title and (entry.url or entry.children))
