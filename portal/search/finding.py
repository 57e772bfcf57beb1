"""Finding entries: the best matches first, the newest first among equals, page by page.

The folded texts are read through, newest first, until a page is full. That is quick for common words at any size and
costs some ten microseconds for each entry passed by (a second for 100,000 articles, on SQLite and PostgreSQL alike). So
at most the newest `MOST_SEARCHED` of what the filters leave are looked at, and the database gets `LONGEST` seconds for
a page and as long for the number of results.
"""

import re
from dataclasses import dataclass, field

from django.db.models import Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from django.http import Http404

from portal.search.bounds import OutOfTime, at_most
from portal.search.models import Entry
from portal.search.question import Question
from portal.search.snippets import Piece, passage
from publishing.paging import EPOCH, LATEST, MICROSECOND, cursor_of
from vietnamese.numbers import grouped

SIZE = 20
MOST_COUNTED = 1000
MOST_SEARCHED = 100_000
LONGEST = 3.0
CURSOR = re.compile("([0-2])-([0-9]{1,18})-([0-9]{1,18})")


@dataclass(frozen=True)
class Result:
    """An entry and the passage of its text that holds the words."""

    entry: Entry
    passage: list[Piece]


@dataclass(frozen=True)
class Found:
    """One page of results. `more` is the cursor of the next page ("" for none).

    `count` is known on the first page alone, and None when it could not be told in time; `ran_out` says that not even
    the results could.
    """

    results: list[Result] = field(default_factory=list)
    more: str = ""
    count: int | None = None
    ran_out: bool = False

    @property
    def count_in_words(self) -> str:
        """The count for readers; beyond a thousand nobody counts on."""
        return grouped(self.count) if self.count <= MOST_COUNTED else f"hơn {grouped(MOST_COUNTED)}"


def find(question: Question, entries, *, after: str = "") -> Found:
    """Return a page of those among `entries` that meet the question; `after` is the cursor of the page before.

    Raises Http404 for a cursor that is none.
    """
    tiers = _tiers(question)
    tier, key = _read_cursor(after)
    try:
        with at_most(LONGEST):
            entries = entries.newest(MOST_SEARCHED)
            found = _page(tiers, entries.for_listing(), tier, key)
    except OutOfTime:
        return Found(ran_out=True)
    has_more = len(found) > SIZE
    found = found[:SIZE]
    return Found(
        results=[Result(entry, passage(entry.text, question)) for _, entry in found],
        more=f"{found[-1][0]}-{cursor_of(found[-1][1])}" if has_more else "",
        count=None if after else _count(entries.filter(_holds("folded_text", question.folded)), len(found), has_more),
    )


def _tiers(question):
    """What the entries of each rank meet, the best first; none meets two of them.

    Who types no accents means none of them.
    """
    exact = _holds("exact_title", question.exact) if question.is_accented else Q(pk__in=[])
    title = _holds("folded_title", question.folded)
    text = _holds("folded_text", question.folded)
    return [exact, title & ~exact, text & ~title & ~exact]


def _holds(name, phrases):
    """Every phrase in that column; by the database's search for a position, which takes a third of LIKE's time."""
    condition = Q()
    for phrase in phrases:
        condition &= Q(GreaterThan(StrIndex(name, Value(phrase)), 0))
    return condition


def _page(tiers, entries, first, key):
    """The next entries with their tiers, one more than a page takes if there are more."""
    found = []
    for tier, condition in list(enumerate(tiers))[first:]:
        matching = entries.filter(condition).newest_first()
        if key and tier == first:
            matching = matching.older_than(*key)
        found += [(tier, entry) for entry in matching[: SIZE + 1 - len(found)]]
        if len(found) > SIZE:
            break
    return found


def _count(matching, shown, has_more):
    if not has_more:
        return shown
    try:
        with at_most(LONGEST):
            return matching[: MOST_COUNTED + 1].count()
    except OutOfTime:
        return None


def _read_cursor(cursor):
    """The tier and the key of the last entry of the page before."""
    if not cursor:
        return 0, None
    parts = CURSOR.fullmatch(cursor)
    if not parts or int(parts[2]) > LATEST:
        raise Http404("Địa chỉ trang không đúng.")
    return int(parts[1]), (EPOCH + int(parts[2]) * MICROSECOND, int(parts[3]))
