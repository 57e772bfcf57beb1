"""The full text of each database, asked alike: which entries hold certain tokens, tier by tier, the newest first.

One statement reads a page and counts. Its parts, a tier each, stand in a UNION ALL below a LIMIT, which both databases
read one after the other and no further than the page is full.

SQLite's FTS5 streams rows by their number, which is the entry's place. PostgreSQL's GIN reads a word's whole list
before anything can be sorted, but skips inside it when another word is rarer. Hence months are tokens too, and a tier
is read in rungs: the latest two months, eleven before, and only then the rest.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection

from portal.search.bounds import rows_within
from portal.search.models import category_token, kind_token, month_token
from portal.search.places import HIGHEST, LOWEST, LOWEST_DATED, end_of, last_place, month_of, start_of
from portal.search.tiers import Every, Some

RUNGS = (2, 11)  # months
MOST_MONTHS = 120  # that are named in the last rung; more are cheaper not named
COUNTED = -1  # the number of the tier in whose place the count stands
FEW = 1000  # entries that are ranked one by one

SQLITE = """
    SELECT {columns} FROM search_words CROSS JOIN search_entry AS entry ON entry.id = search_words.rowid
    WHERE search_words MATCH %s AND search_words.rowid BETWEEN %s AND %s
    AND entry.publish_at <= %s AND (entry.unpublish_at IS NULL OR entry.unpublish_at > %s)
"""
# The key is spelt as a sum so that the planner does not walk along it, passing by all that does not match.
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
# Where few are found they are ranked one by one, which no tier can make slow; where many are, the first tiers are full
# soon. What was not asked for is not run: PostgreSQL looks at the count first.
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
    """Among which entries something is looked for: by kind, by categories, by place; `now` is the reader's."""

    now: datetime
    filters: tuple = ()
    low: int = LOWEST
    high: int = HIGHEST

    @classmethod
    def of(cls, now, *, kinds=(), categories=(), first=None, last=None):
        """`first` and `last` are local days, either of which may be None."""
        chosen = [Some(tuple(map(kind_token, kinds)))] if kinds else []
        chosen += [Some(tuple(map(category_token, sorted(categories))))] if categories else []
        return cls(
            now,
            tuple(chosen),
            start_of(first) if first else LOWEST_DATED if last else LOWEST,
            min(last_place(now), end_of(last) if last else HIGHEST),
        )


@dataclass
class Statement:
    """A piece of SQL with its values."""

    sql: str
    values: list = field(default_factory=list)


def page(tiers, scope, *, size, each=None, within=None, after=None, also=(), seconds):
    """The next entries as `(tier, place)`, `size` at most, and the count of all there are.

    `tiers` are pairs of a number and a condition; `after` is the pair that ended the page before. `within` is a
    condition that all tiers lie in, and the number at which counting stops; without it nothing is counted, and `also`
    may name more columns of the entries, `each` how many a tier yields at most. Raises `OutOfTime`.
    """
    tiers = [(number, condition) for number, condition in tiers if not after or number >= after[0]]
    bounded = [
        (number, condition, min(scope.high, after[1] - 1) if after and number == after[0] else scope.high)
        for number, condition in tiers
    ]
    statement = _counted(bounded, scope, size, *within) if within else _page(bounded, scope, size, each, also)
    rows = rows_within(seconds, statement.sql, statement.values)
    count = next((row[1] for row in rows if row[0] == COUNTED), None)
    return [row for row in rows if row[0] != COUNTED], count


def known(conditions, scope, *, seconds):
    """The numbers of those conditions that anything meets. Raises `OutOfTime`."""
    asked = Statement("")
    for number, condition in enumerate(conditions):
        rungs = list(_rungs(condition, scope, scope.high, "1"))
        anywhere = " OR ".join(EXISTS.format(part=part.sql) for part in rungs)
        asked.sql += f"{' UNION ALL ' if number else ''}SELECT {number} WHERE {anywhere}"
        asked.values += [value for part in rungs for value in part.values]
    return sorted(number for (number,) in rows_within(seconds, asked.sql, asked.values))


def _page(tiers, scope, size, each=None, also=()):
    parts = []
    for number, condition, high in tiers:
        columns = ", ".join([str(number), *(f"entry.{name}" for name in ("id", *also))])
        rungs = [_newest(part, size) for part in _rungs(condition, scope, high, columns)]
        parts += [_one_after_the_other(rungs, each)] if each else rungs
    return _one_after_the_other(parts, size)


def _counted(tiers, scope, size, condition, most):
    """The page, with the count as one more row."""
    if connection.vendor == "sqlite":
        page, found = _page(tiers, scope, size), _found(condition, scope, most, "1")
        sql = SQLITE_COUNTED.format(page=page.sql, found=found.sql, counted=COUNTED)
        return Statement(sql, page.values + found.values)
    found = _found(condition, scope, most, "entry.id, entry.tokens")
    rare = next((tier.rare for _, tier, _ in tiers if tier.rare), ())
    rarely = _found(Every(rare), scope, 1, "1") if rare else Statement("SELECT 1")
    parts = [_ranked(tiers, size)]
    for number, tier, high in tiers:
        only = IF_MANY.format(few=FEW) + (IF_ANYWHERE if tier.rare else "")
        for part in _rungs(tier, scope, high, f"{number}, entry.id"):
            parts.append(_newest(Statement(part.sql + only, part.values), size))
    page = _one_after_the_other(parts, size)
    sql = POSTGRESQL_COUNTED.format(page=page.sql, found=found.sql, rarely=rarely.sql, counted=COUNTED)
    return Statement(sql, found.values + rarely.values + page.values)


def _found(condition, scope, most, columns):
    return _one_after_the_other(list(_rungs(condition, scope, scope.high, columns)), most)


def _ranked(tiers, size):
    """The few that were found, put in their tiers one by one."""
    ranks, values = "", []
    for number, condition, high in tiers:
        ranks += f" WHEN tokens @@ %s::tsquery THEN CASE WHEN id <= %s THEN {number} END"
        values += [_tsquery(condition), high]
    return Statement(RANKED.format(ranks=ranks, few=FEW, limit=size), values)


def _newest(part, size):
    key = "search_words.rowid" if connection.vendor == "sqlite" else "entry.id + 0"
    return Statement(NEWEST.format(part=part.sql, key=key, limit=size), part.values)


def _one_after_the_other(parts, limit):
    union = " UNION ALL ".join(PART.format(part=part.sql) for part in parts)
    return Statement(f"{union} LIMIT {limit}", [value for part in parts for value in part.values])


def _rungs(condition, scope, high, columns):
    condition = Every((condition, *scope.filters))
    if connection.vendor == "sqlite":
        yield Statement(SQLITE.format(columns=columns), [_fts5(condition), scope.low, high, *_clock(scope)])
        return
    for months, lowest, highest in ladder(scope.low, high):
        wanted = Every((condition, Some(months))) if months else condition
        yield Statement(POSTGRESQL.format(columns=columns), [_tsquery(wanted), lowest, highest, *_clock(scope)])


def _clock(scope):
    return [connection.ops.adapt_datetimefield_value(scope.now)] * 2


def ladder(low, high):
    """The rungs from `high` down to `low`: the tokens of their months, and their lowest and highest places."""
    year, month = month_of(high)
    month += 12 * year - 1
    for length in RUNGS:
        months, month = range(month, month - length, -1), month - length
        begin = start_of(date((month + 1) // 12, (month + 1) % 12 + 1, 1))
        if begin <= low:
            break
        yield _month_tokens(months), begin, high
        high = begin - 1
    else:
        first_year, first_month = month_of(low)
        months = range(month, 12 * first_year + first_month - 2, -1)
    yield _month_tokens(months) if low >= LOWEST_DATED and len(months) <= MOST_MONTHS else (), low, high


def _month_tokens(months):
    return tuple(month_token(number // 12, number % 12 + 1) for number in months)


def _tsquery(condition):
    match condition:
        case Every(wanted, unwanted):
            return f"({' & '.join([*map(_tsquery, wanted), *(f'!{_tsquery(part)}' for part in unwanted)])})"
        case Some(options):
            return f"({' | '.join(map(_tsquery, options))})"
    return f"'{condition}'"


def _fts5(condition):
    match condition:
        case Every(wanted, unwanted):
            without = f" NOT ({' OR '.join(map(_fts5, unwanted))})" if unwanted else ""
            return f"(({' AND '.join(map(_fts5, wanted))}){without})"
        case Some(options):
            return f"({' OR '.join(map(_fts5, options))})"
    return f'"{condition}"'
