"""The desk's search: titles and summaries of every kind of published thing that somebody may see, in any state."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from publishing import dashboard
from publishing.bigints import parse_bigint
from vietnamese.tokens import words

MAX_SEARCH_CHARACTERS = 200  # the rest of a search is ignored
MAX_FOUND = 8  # of each kind
NEWEST_SEARCHED = 100_000  # of each kind; the others are found by the search of its list


@dataclass(frozen=True)
class Found:
    """What was found of a kind: its Options, the things, the list of all, and whether older ones were not looked at."""

    opts: object
    things: list
    address: str
    has_more: bool
    is_bounded: bool


def matching(things, text):
    """Those of a QuerySet that have every word of a text in `folded`, without accents and case."""
    for word in words(text[:MAX_SEARCH_CHARACTERS]):
        things = things.filter(folded__contains=word.folded)
    return things


def search(user, text):
    """What this user may see and the text finds, the newest of each kind; a number also finds the thing it is of.

    A list of `Found`, without the kinds of which nothing was found; two or three queries for each kind.
    """
    if not words(text[:MAX_SEARCH_CHARACTERS]):
        return []
    found = [_search_kind(model, text) for model in dashboard.kinds_visible_to(user)]
    return [each for each in found if each.things or each.is_bounded]


def _search_kind(model, text):
    things = model.objects.for_listing().not_trashed().order_by("-pk")
    newest = model._base_manager.order_by("-pk").values_list("pk", flat=True).first() or 0
    is_bounded = newest > NEWEST_SEARCHED
    within = things.filter(pk__gt=newest - NEWEST_SEARCHED) if is_bounded else things
    by_number = list(things.filter(pk=parse_bigint(text.strip()))) if parse_bigint(text.strip()) else []
    rows = [thing for thing in matching(within, text)[: MAX_FOUND + 1] if thing not in by_number]
    changelist = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    address = f"{changelist}?{urlencode({'q': text[:MAX_SEARCH_CHARACTERS]})}"
    return Found(model._meta, [*by_number, *rows[:MAX_FOUND]], address, len(rows) > MAX_FOUND, is_bounded)
