"""What the tables of views tell: numbers for lists, the most read, and the base an import brings."""

from collections.abc import Iterable
from datetime import timedelta
from functools import reduce
from heapq import nlargest
from operator import or_
from typing import TypeVar

from django.db import connection
from django.db.models import F, Q, Subquery, Sum
from django.utils import timezone

from traffic.models import DailyViews, ViewTotal
from traffic.things import FIGURE, FIGURES, SITE, Counted, Thing, ids_by_kind, name_of

PERIODS = {"today": 1, "week": 7, "month": 30}  # local days, today among them
LEADERS = 50  # things of a day that may be among the most read of a longer period
LEADERS_OF_A_DAY = """
    SELECT thing_id FROM (
        SELECT thing_id FROM traffic_dailyviews WHERE kind = %s AND day = %s ORDER BY count DESC LIMIT %s
    ) AS of_a_day
"""  # in a query of its own because SQLite wants no LIMIT beside UNION
LED = """
    SELECT
        thing_id,
        SUM(CASE WHEN day >= %s THEN count END),
        SUM(CASE WHEN day >= %s THEN count END),
        SUM(CASE WHEN day >= %s THEN count END)
    FROM traffic_dailyviews WHERE kind = %s AND day >= %s AND thing_id IN ({leaders}) GROUP BY thing_id
"""  # a column for each period

CountedThing = TypeVar("CountedThing", bound=Counted)


def set_base(thing: Counted, views: int) -> None:
    """Let a thing begin with the views it had on the old site; those counted here stay."""
    kind, thing_id = name_of(thing)
    ViewTotal.objects.update_or_create(kind=kind, thing_id=thing_id, defaults={"base": views})


def numbers(things: Iterable[Thing]) -> dict[Thing, int]:
    """The views of things by their names, one query for all kinds; 0 for what was never read."""
    found = dict.fromkeys(things, 0)
    if any(kind == FIGURE for kind, _ in found):
        found |= site_figures()
    by_kind = ids_by_kind(thing for thing in found if thing[0] != FIGURE)
    if by_kind:
        wanted = reduce(or_, (Q(kind=kind, thing_id__in=of_kind) for kind, of_kind in by_kind.items()))
        rows = ViewTotal.objects.filter(wanted).values_list("kind", "thing_id", F("base") + F("total"))
        found.update({(kind, thing_id): views for kind, thing_id, views in rows})
    return found


def site_figures() -> dict[Thing, int]:
    """How often any page was read today, this month and ever, as one statement sees it."""
    today, (kind, thing_id) = timezone.localdate(), SITE
    days = DailyViews.objects.filter(kind=kind, thing_id=thing_id).order_by().values("kind")
    since = [days.filter(day__gte=day).values(views=Sum("count")) for day in (today, today.replace(day=1))]
    total = ViewTotal.objects.filter(kind=kind, thing_id=thing_id)
    found = total.values_list(*map(Subquery, since), F("base") + F("total")).first() or (0, 0, 0)
    return {FIGURES[period]: views or 0 for period, views in zip(("today", "month", "ever"), found, strict=True)}


def read_before() -> dict[Thing, int]:
    """What to take from the views ever counted to get each of the `site_figures`: all that came before."""
    figures = site_figures()
    return {thing: figures[FIGURES["ever"]] - views for thing, views in figures.items()}


def totals(things: Iterable[CountedThing]) -> dict[CountedThing, int]:
    """The views of some models, for the lists of the admin."""
    names = {thing: name_of(thing) for thing in things}
    found = numbers(names.values())
    return {thing: found[name] for thing, name in names.items()}


def most_read(kind: str, count: int) -> dict[str, list[int]]:
    """The ids of what was read most, the most read first: today, in the last 7 and 30 local days, and ever.

    Two queries. Knows nothing of what is still out: that is for who shows it. To add up a month of a large site would
    take a quarter of a second, so that only what led on one of its days is added up. It misses what was never among the
    `LEADERS` of a day, which can be much only where all are read alike.
    """
    today = timezone.localdate()
    since = [today - timedelta(days=days - 1) for days in PERIODS.values()]
    days = [today - timedelta(days=ago) for ago in range(max(PERIODS.values()))]
    statement = LED.format(leaders=" UNION ALL ".join([LEADERS_OF_A_DAY] * len(days)))
    write_day = connection.ops.adapt_datefield_value
    values = [*map(write_day, since), kind, write_day(days[-1])]
    values += [value for day in days for value in (kind, write_day(day), LEADERS)]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = cursor.fetchall()
    ever = ViewTotal.objects.filter(kind=kind).order_by((F("base") + F("total")).desc())
    found = {period: _highest(rows, place, count) for place, period in enumerate(PERIODS, start=1)}
    return {**found, "ever": list(ever.values_list("thing_id", flat=True)[:count])}


def _highest(rows: list[tuple], place: int, count: int) -> list[int]:
    return [thing_id for _, thing_id in nlargest(count, ((row[place], row[0]) for row in rows if row[place]))]
