"""Finding entries: by rank or newest first, page by page, and in part when nothing holds all the words."""

import re
from dataclasses import dataclass, field

from django.http import Http404

from portal.search import fulltext
from portal.search.bounds import OutOfTime
from portal.search.fulltext import Scope
from portal.search.models import Entry
from portal.search.places import HIGHEST, LOWEST
from portal.search.question import Question
from portal.search.snippets import Piece, passage
from portal.search.tiers import Every, Some, matching, of_each_term, tiers, tiers_in_part
from vietnamese.numbers import grouped

SIZE = 20
MOST_COUNTED = 1000
PLENTY = 100
LONGEST = 0.8  # seconds for the database
LONGEST_IN_PART = 0.3  # seconds besides, when nothing has all the words
IN_PART = 10  # and its multiples are the numbers of the first tiers of the levels that hold only some of the words
CURSOR = re.compile("([0-9]{1,2})-([0-9]{1,20})")


@dataclass(frozen=True)
class Result:
    """An entry and the passage of its text that holds the words."""

    entry: Entry
    passage: list[Piece]


@dataclass(frozen=True)
class Found:
    """One page of results. `more` is the cursor of the next page ("" for none).

    `count` is known on the first page alone; `in_part` says that nothing holds all the words, and these hold most of
    them; `ran_out` that the database took too long.
    """

    results: list[Result] = field(default_factory=list)
    more: str = ""
    count: int | None = None
    in_part: bool = False
    ran_out: bool = False

    @property
    def is_plenty(self) -> bool:
        """Whether so many have all the words that these will be the words that were meant."""
        return self.count is not None and self.count > PLENTY

    @property
    def count_in_words(self) -> str:
        """The count for readers; beyond a thousand nobody counts on."""
        return grouped(self.count) if self.count <= MOST_COUNTED else f"hơn {grouped(MOST_COUNTED)}"


def find(question: Question, scope: Scope, *, after: str = "", newest: bool = False) -> Found:
    """Return a page of those in the scope that meet the question; `after` is the cursor of the page before.

    Raises Http404 for a cursor that is none.
    """
    key = _read_cursor(after)
    try:
        if not key or key[0] < IN_PART:
            whole = [matching(question)] if newest else tiers(question)
            found = _page(list(enumerate(whole)), matching(question), scope, key, LONGEST)
            if found or key:
                return _shown(question, found)
        return _shown(question, _page_in_part(question, scope, key), in_part=True)
    except OutOfTime:
        return Found(ran_out=True)


@dataclass(frozen=True)
class _Page:
    rows: list[tuple[int, int]] = field(default_factory=list)
    count: int | None = None

    def __bool__(self):
        return bool(self.rows)


def _page(numbered, every, scope, key, seconds):
    """The places of a page and of the one entry after it."""
    within = every, MOST_COUNTED + 1
    rows, count = fulltext.page(numbered, scope, size=SIZE + 1, within=within, after=key, seconds=seconds)
    return _Page(rows, None if key else count)


def _page_in_part(question, scope, key):
    """The first level on which there is anything, or the next page of the one that the cursor names."""
    if len(question.terms) == 1:
        return _Page(count=0)
    try:
        levels = tiers_in_part(question, fulltext.known(of_each_term(question), scope, seconds=LONGEST_IN_PART))
        for number, level in enumerate(levels, 1):
            if not key or key[0] // IN_PART == number:
                every = Every((Some(tuple(level)),))
                tiers = list(enumerate(level, number * IN_PART))
                if found := _page(tiers, every, scope, key, LONGEST_IN_PART):
                    return found
    except OutOfTime:
        pass  # nothing has all the words, and what has most of them would take too long to tell
    return _Page(count=0)


def _shown(question, page, *, in_part=False):
    places = [place for _, place in page.rows[:SIZE]]
    entries = Entry.objects.for_listing().in_bulk(places) if places else {}
    shown = [entries[place] for place in places if place in entries]  # what has gone meanwhile has gone
    tier, place = page.rows[:SIZE][-1] if places else (0, 0)
    return Found(
        results=[Result(entry, passage(entry.text, question)) for entry in shown],
        more=f"{tier}-{place - LOWEST}" if len(page.rows) > SIZE else "",
        count=page.count,
        in_part=in_part and bool(places),
    )


def _read_cursor(cursor):
    """The tier and the place of the last entry of the page before."""
    if not cursor:
        return None
    parts = CURSOR.fullmatch(cursor)
    if not parts or int(parts[2]) > HIGHEST - LOWEST:
        raise Http404("Địa chỉ trang không đúng.")
    return int(parts[1]), LOWEST + int(parts[2])
