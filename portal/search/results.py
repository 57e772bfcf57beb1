"""Runs a query: a page of results by rank or newest first; when no entry has all words, of those with most of them."""

from dataclasses import dataclass, field

from portal.search import fulltext
from portal.search.fulltext import Scope
from portal.search.models import Entry
from portal.search.query import ParsedQuery
from portal.search.query_timeout import QueryTimeout
from portal.search.ranking import AllOf, AnyOf, matching, partial_match_tiers, term_conditions, tiers
from portal.search.snippets import SnippetPart, passage
from portal.search.sort_keys import MAX_KEY, MIN_KEY
from publishing.kinds import without_page
from publishing.paging import read_cursor, write_cursor
from vietnamese.numbers import format_integer

PAGE_SIZE = 20
MAX_COUNTED_RESULTS = 1000
MANY_RESULTS = 100
TIMEOUT_SECONDS = 0.8  # for the database
PARTIAL_TIMEOUT_SECONDS = 0.3  # in addition, when no entry has all the words
TIERS_A_LEVEL = 10  # the first tiers of levels with only some of the words are numbered by its multiples
MAX_TIER = 99  # of a cursor; there are fewer


@dataclass(frozen=True)
class Result:
    """An entry and the passage of its text that contains the words."""

    entry: Entry
    passage: list[SnippetPart]


@dataclass(frozen=True)
class ResultsPage:
    """One page of results. `more` is the cursor of the next page ("" for none).

    `count` is known on the first page alone; `is_partial` means that no entry has all the words, and these have most of
    them; `timed_out` that the database took too long.
    """

    results: list[Result] = field(default_factory=list)
    next_cursor: str = ""
    count: int | None = None
    is_partial: bool = False
    timed_out: bool = False

    @property
    def has_many(self) -> bool:
        """Whether so many entries have all the words that the query needs no correction."""
        return self.count is not None and self.count > MANY_RESULTS

    @property
    def count_in_words(self) -> str:
        """The count for readers, exact up to MAX_COUNTED_RESULTS."""
        return (
            format_integer(self.count)
            if self.count <= MAX_COUNTED_RESULTS
            else f"hơn {format_integer(MAX_COUNTED_RESULTS)}"
        )


def find(query: ParsedQuery, scope: Scope, *, after: str = "", newest: bool = False) -> ResultsPage:
    """Return a page of matches in the scope; `after` is the cursor of the page before.

    Raises Http404 for an invalid cursor.
    """
    key = _read_cursor(after)
    try:
        if not key or key[0] < TIERS_A_LEVEL:
            whole = [matching(query)] if newest else tiers(query)
            found = _page(list(enumerate(whole)), matching(query), scope, key, TIMEOUT_SECONDS)
            if found or key:
                return _with_entries(query, found)
        return _with_entries(query, _partial_page(query, scope, key), is_partial=True)
    except QueryTimeout:
        return ResultsPage(timed_out=True)


@dataclass(frozen=True)
class _Page:
    rows: list[tuple[int, int]] = field(default_factory=list)
    count: int | None = None

    def __bool__(self):
        return bool(self.rows)


def _page(numbered, condition, scope, key, seconds):
    """The sort keys of a page and of the one entry after it."""
    count_within = condition, MAX_COUNTED_RESULTS + 1
    rows, count = fulltext.page(
        numbered, scope, size=PAGE_SIZE + 1, count_within=count_within, after=key, seconds=seconds
    )
    return _Page(rows, None if key else count)


def _partial_page(query, scope, key):
    """The first level with matches, or the next page of the level in the cursor."""
    if len(query.terms) == 1:
        return _Page(count=0)
    try:
        levels = partial_match_tiers(
            query, fulltext.conditions_met(term_conditions(query), scope, seconds=PARTIAL_TIMEOUT_SECONDS)
        )
        for number, level in enumerate(levels, 1):
            if not key or key[0] // TIERS_A_LEVEL == number:
                condition = AllOf((AnyOf(tuple(level)),))
                tiers = list(enumerate(level, number * TIERS_A_LEVEL))
                if found := _page(tiers, condition, scope, key, PARTIAL_TIMEOUT_SECONDS):
                    return found
    except QueryTimeout:
        pass  # no entry has all the words, and finding those with most of them would take too long
    return _Page(count=0)


def _with_entries(query, page, *, is_partial=False):
    places = [sort_key for _, sort_key in page.rows[:PAGE_SIZE]]
    entries = Entry.objects.for_listing().in_bulk(places) if places else {}
    hidden = without_page([(entry.kind, entry.thing_id) for entry in entries.values()])
    found = [entries[sort_key] for sort_key in places if sort_key in entries]  # without those deleted meanwhile
    shown = [entry for entry in found if (entry.kind, entry.thing_id) not in hidden]
    tier, sort_key = page.rows[:PAGE_SIZE][-1] if places else (0, 0)
    return ResultsPage(
        results=[Result(entry, passage(entry.text, query)) for entry in shown],
        next_cursor=write_cursor(tier, sort_key - MIN_KEY) if len(page.rows) > PAGE_SIZE else "",
        count=page.count and page.count - len(hidden),
        is_partial=is_partial and bool(places),
    )


def _read_cursor(cursor):
    """The tier and the sort key of the last entry of the page before."""
    numbers = read_cursor(cursor, MAX_TIER, MAX_KEY - MIN_KEY)
    return numbers and (numbers[0], MIN_KEY + numbers[1])
