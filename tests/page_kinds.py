"""One page of every kind that the public is shown: their names, and their addresses in the database of this process."""

import json

from django.db.models import Count
from django.db.models.functions import Length
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from news.models import Article
from publishing.kinds import all_collections, all_descriptions, all_kinds
from publishing.models import State, Withdrawal

FIXED = {
    "home": "/",
    "links": "/lien-ket/",
    "search": "/tim-kiem/?q=%C4%91o%C3%A0n+k%E1%BA%BFt",
    "search_empty": "/tim-kiem/?q=xyzxyz",
    "site_map": "/so-do/",
}
ARCHIVE = {"year": "%Y", "month": "%Y/%m", "day": "%Y/%m/%d"}
NOT_FOUND = "/khong-co-trang-nay/"
LISTS = [kind.list_name for kind in all_kinds() if kind.list_name]
NAMES = [*FIXED, *LISTS, *(each.name for each in all_descriptions()), *ARCHIVE, "not_found", "gone"]


def addresses() -> dict[str, str | None]:
    """The address of each kind; None where the portal or this site has no such page."""
    fixed = {name: address if _exists(address) else None for name, address in FIXED.items()}
    lists = {name: reverse(name) for name in LISTS}
    own = {name: thing.get_absolute_url() if thing else None for name, thing in _things().items()}
    return {**fixed, **lists, **own, **_archive(), "not_found": NOT_FOUND}


def as_json() -> str:
    return json.dumps(addresses())


def _exists(address):
    try:
        resolve(address.partition("?")[0])
    except Resolver404:
        return False
    return True


def _things():
    """Of each the fullest: the longest article, the category with most articles."""
    gone = (thing for kind in all_kinds() for thing in _withdrawn_in_error(kind) if thing.was_out)
    longest = {kind.name: _longest(kind) for kind in all_kinds()}
    return {**longest, **{each.name: _largest(each) for each in all_collections()}, "gone": next(gone, None)}


def _longest(kind):
    things = kind.model.objects.published()
    if kind.image_field:
        things = things.exclude(**{kind.image_field: None})
    return things.order_by(Length("body").desc() if hasattr(kind.model, "body") else "pk").first()


def _largest(collection):
    return collection.model.objects.alias(n=Count(collection.related_name)).order_by("-n").first()


def _withdrawn_in_error(kind):
    return kind.model.objects.filter(state=State.WITHDRAWN, withdrawal=Withdrawal.IN_ERROR)


def _archive():
    newest = Article.objects.published().newest_first().first()
    if newest is None:
        return dict.fromkeys(ARCHIVE)
    day = timezone.localdate(newest.publish_at)
    paths = {name: f"/tin-tuc/{day:{form}}/" for name, form in ARCHIVE.items()}
    return {name: path if _exists(path) else None for name, path in paths.items()}
