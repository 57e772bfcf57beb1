"""Full-text search in both databases by one interface: the entries with certain tokens, by tier, the newest first.

One statement reads a page and counts. Its parts, one for each tier, are in a UNION ALL below a LIMIT, which both
databases read one after the other and only until the page is full.

SQLite's FTS5 streams rows by rowid, which is the entry's sort key. PostgreSQL's GIN reads a word's whole list before
anything can be sorted, but skips inside it when another word is rarer. Hence months are indexed as tokens, and each
tier is read in time windows: the latest two months, the eleven before, and only then the rest.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection

from portal.search.models import category_token, kind_token, month_token
from portal.search.query_timeout import fetch_within
from portal.search.ranking import AllOf, AnyOf
from portal.search.sort_keys import (
    MAX_KEY,
    MIN_DATED_KEY,
    MIN_KEY,
    first_key_on,
    last_key_at,
    last_key_on,
    month_of_key,
)

WINDOW_MONTHS = (2, 11)
MAX_NAMED_MONTHS = 120  # named as tokens in the last window; with more, it is faster without them
COUNT_ROW = -1  # the tier number of the row that has the count
MAX_RANKED_ENTRIES = 1000  # up to so many matches are ranked row by row

SQLITE = """
    SELECT {columns} FROM search_words CROSS JOIN search_entry AS entry ON entry.id = search_words.rowid
    WHERE search_words MATCH %s AND search_words.rowid BETWEEN %s AND %s
    AND entry.publish_at <= %s AND (entry.unpublish_at IS NULL OR entry.unpublish_at > %s)
"""
# `id + 0` keeps the planner from scanning the primary key in order and filtering out what does not match.
POSTGRESQL = """
    SELECT {columns} FROM search_entry AS entry
    WHERE entry.tokens @@ %s::tsquery AND entry.id + 0 BETWEEN %s AND %s
    AND entry.publish_at <= %s AND (entry.unpublish_at IS NULL OR entry.unpublish_at > %s)
"""
NEWEST = "{part} ORDER BY {key} DESC LIMIT {limit}"
EXISTS = "EXISTS ({part})"
PART = "SELECT * FROM ({part}) AS part"
SQLITE_COUNTED = """
    SELECT * FROM ({page}) AS page UNION ALL SELECT {counted}, (SELECT count(*) FROM ({found}) AS found)
"""
# Up to MAX_RANKED_ENTRIES matches are ranked row by row, which no tier can make slow; of more, the first tiers soon
# fill the page. PostgreSQL evaluates the count first and skips the other branch.
POSTGRESQL_COUNTED = """
    WITH found (id, tokens) AS MATERIALIZED ({found}),
        counted AS MATERIALIZED (SELECT count(*) AS number FROM found),
        rarely AS MATERIALIZED ({rarely})
    SELECT * FROM ({page}) AS page UNION ALL SELECT {counted}, number FROM counted
"""
RANKED = """
    SELECT * FROM (
        SELECT CASE{ranks} END AS tier, id
        FROM (SELECT id, tokens || '' AS tokens FROM found WHERE (SELECT number FROM counted) <= {few} OFFSET 0) AS few
    ) AS ranked WHERE tier IS NOT NULL ORDER BY tier, id DESC LIMIT {limit}
"""
IF_MANY = " AND (SELECT number FROM counted) > {few}"
IF_ANYWHERE = " AND EXISTS (SELECT 1 FROM rarely)"


@dataclass(frozen=True)
class Scope:
    """The entries that are searched: by kind, by categories, by sort key; `now` is the time of the request."""

    now: datetime
    filters: tuple = ()
    low: int = MIN_KEY
    high: int = MAX_KEY

    @classmethod
    def of(cls, now, *, kinds=(), categories=(), first=None, last=None):
        """`first` and `last` are local days, either of which may be None."""
        chosen = [AnyOf(tuple(map(kind_token, kinds)))] if kinds else []
        chosen += [AnyOf(tuple(map(category_token, sorted(categories))))] if categories else []
        return cls(
            now,
            tuple(chosen),
            first_key_on(first) if first else MIN_DATED_KEY if last else MIN_KEY,
            min(last_key_at(now), last_key_on(last) if last else MAX_KEY),
        )


@dataclass
class Statement:
    """A part of SQL with its parameters."""

    sql: str
    values: list = field(default_factory=list)


def page(tiers, scope, *, size, tier_limit=None, count_within=None, after=None, extra_columns=(), seconds):
    """The next entries as `(tier, sort key)`, `size` at most, and the count of all matches.

    `tiers` are pairs of a number and a condition; `after` is the last pair of the page before. `count_within` is a
    condition that includes all tiers, and the number at which counting stops; without it nothing is counted, and
    `extra_columns` may name more columns of the entries, `tier_limit` how many a tier yields at most. Raises
    `QueryTimeout`.
    """
    tiers = [(number, condition) for number, condition in tiers if not after or number >= after[0]]
    bounded = [
        (number, condition, min(scope.high, after[1] - 1) if after and number == after[0] else scope.high)
        for number, condition in tiers
    ]
    statement = (
        _counted(bounded, scope, size, *count_within)
        if count_within
        else _page(bounded, scope, size, tier_limit, extra_columns)
    )
    rows = fetch_within(seconds, statement.sql, statement.values)
    count = next((row[1] for row in rows if row[0] == COUNT_ROW), None)
    return [row for row in rows if row[0] != COUNT_ROW], count


def conditions_met(conditions, scope, *, seconds):
    """The indexes of those conditions that some entry meets. Raises `QueryTimeout`."""
    asked = Statement("")
    for number, condition in enumerate(conditions):
        windows = list(_window_statements(condition, scope, scope.high, "1"))
        anywhere = " OR ".join(EXISTS.format(part=part.sql) for part in windows)
        asked.sql += f"{' UNION ALL ' if number else ''}SELECT {number} WHERE {anywhere}"
        asked.values += [value for part in windows for value in part.values]
    return sorted(number for (number,) in fetch_within(seconds, asked.sql, asked.values))


def _page(tiers, scope, size, tier_limit=None, extra_columns=()):
    parts = []
    for number, condition, high in tiers:
        columns = ", ".join([str(number), *(f"entry.{name}" for name in ("id", *extra_columns))])
        windows = [_newest(part, size) for part in _window_statements(condition, scope, high, columns)]
        parts += [_union_all(windows, tier_limit)] if tier_limit else windows
    return _union_all(parts, size)


def _counted(tiers, scope, size, condition, count_limit):
    """The page, with the count as one more row."""
    if connection.vendor == "sqlite":
        page, found = _page(tiers, scope, size), _found(condition, scope, count_limit, "1")
        sql = SQLITE_COUNTED.format(page=page.sql, found=found.sql, counted=COUNT_ROW)
        return Statement(sql, page.values + found.values)
    found = _found(condition, scope, count_limit, "entry.id, entry.tokens")
    rare = next((tier.rare for _, tier, _ in tiers if tier.rare), ())
    rarely = _found(AllOf(rare), scope, 1, "1") if rare else Statement("SELECT 1")
    parts = [_ranked(tiers, size)]
    for number, tier, high in tiers:
        only = IF_MANY.format(few=MAX_RANKED_ENTRIES) + (IF_ANYWHERE if tier.rare else "")
        for part in _window_statements(tier, scope, high, f"{number}, entry.id"):
            parts.append(_newest(Statement(part.sql + only, part.values), size))
    page = _union_all(parts, size)
    sql = POSTGRESQL_COUNTED.format(page=page.sql, found=found.sql, rarely=rarely.sql, counted=COUNT_ROW)
    return Statement(sql, found.values + rarely.values + page.values)


def _found(condition, scope, count_limit, columns):
    return _union_all(list(_window_statements(condition, scope, scope.high, columns)), count_limit)


def _ranked(tiers, size):
    """The few matches, with their tiers computed row by row."""
    ranks, values = "", []
    for number, condition, high in tiers:
        ranks += f" WHEN tokens @@ %s::tsquery THEN CASE WHEN id <= %s THEN {number} END"
        values += [_tsquery(condition), high]
    return Statement(RANKED.format(ranks=ranks, few=MAX_RANKED_ENTRIES, limit=size), values)


def _newest(part, size):
    key = "search_words.rowid" if connection.vendor == "sqlite" else "entry.id + 0"
    return Statement(NEWEST.format(part=part.sql, key=key, limit=size), part.values)


def _union_all(parts, limit):
    union = " UNION ALL ".join(PART.format(part=part.sql) for part in parts)
    return Statement(f"{union} LIMIT {limit}", [value for part in parts for value in part.values])


def _window_statements(condition, scope, high, columns):
    condition = AllOf((condition, *scope.filters))
    if connection.vendor == "sqlite":
        yield Statement(SQLITE.format(columns=columns), [_fts5(condition), scope.low, high, *_now_twice(scope)])
        return
    for months, lowest, highest in time_windows(scope.low, high):
        wanted = AllOf((condition, AnyOf(months))) if months else condition
        yield Statement(POSTGRESQL.format(columns=columns), [_tsquery(wanted), lowest, highest, *_now_twice(scope)])


def _now_twice(scope):
    return [connection.ops.adapt_datetimefield_value(scope.now)] * 2


def time_windows(low, high):
    """The time windows from `high` down to `low`: the tokens of their months, their lowest and highest sort keys."""
    year, month = month_of_key(high)
    month += 12 * year - 1
    for length in WINDOW_MONTHS:
        months, month = range(month, month - length, -1), month - length
        begin = first_key_on(date((month + 1) // 12, (month + 1) % 12 + 1, 1))
        if begin <= low:
            break
        yield _month_tokens(months), begin, high
        high = begin - 1
    else:
        first_year, first_month = month_of_key(low)
        months = range(month, 12 * first_year + first_month - 2, -1)
    yield _month_tokens(months) if low >= MIN_DATED_KEY and len(months) <= MAX_NAMED_MONTHS else (), low, high


def _month_tokens(months):
    return tuple(month_token(number // 12, number % 12 + 1) for number in months)


def _tsquery(condition):
    match condition:
        case AllOf(wanted, unwanted):
            return f"({' & '.join([*map(_tsquery, wanted), *(f'!{_tsquery(part)}' for part in unwanted)])})"
        case AnyOf(options):
            return f"({' | '.join(map(_tsquery, options))})"
    return f"'{condition}'"


def _fts5(condition):
    match condition:
        case AllOf(wanted, unwanted):
            without = f" NOT ({' OR '.join(map(_fts5, unwanted))})" if unwanted else ""
            return f"(({' AND '.join(map(_fts5, wanted))}){without})"
        case AnyOf(options):
            return f"({' OR '.join(map(_fts5, options))})"
    return f'"{condition}"'
