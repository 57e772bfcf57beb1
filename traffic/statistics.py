"""Queries on the tables of views: numbers for lists, the most read, and the base set by an import."""

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
from traffic.thing_keys import FIGURE_KEYS, FIGURE_KIND, SITE_KEY, Counted, ThingKey, ids_by_kind, thing_key

PERIODS = {"today": 1, "week": 7, "month": 30}  # local days, today among them
MAX_DAILY_LEADERS = 50  # things of a day that may be among the most read of a longer period
DAILY_LEADERS_SQL = """
    SELECT thing_id FROM (
        SELECT thing_id FROM traffic_dailyviews WHERE kind = %s AND day = %s ORDER BY count DESC LIMIT %s
    ) AS of_a_day
"""  # in a query of its own because SQLite allows no LIMIT in a part of a UNION
LEADER_TOTALS_SQL = """
    SELECT
        thing_id,
        SUM(CASE WHEN day >= %s THEN count END),
        SUM(CASE WHEN day >= %s THEN count END),
        SUM(CASE WHEN day >= %s THEN count END)
    FROM traffic_dailyviews WHERE kind = %s AND day >= %s AND thing_id IN ({leaders}) GROUP BY thing_id
"""  # a column for each period

CountedModel = TypeVar("CountedModel", bound=Counted)


def set_base(thing: Counted, views: int) -> None:
    """Set the views that a thing had on the old site; those counted here stay."""
    kind, thing_id = thing_key(thing)
    ViewTotal.objects.update_or_create(kind=kind, thing_id=thing_id, defaults={"base": views})


def view_counts(things: Iterable[ThingKey]) -> dict[ThingKey, int]:
    """The views of things by their keys, one query for all kinds; 0 for what was never read."""
    found = dict.fromkeys(things, 0)
    if any(kind == FIGURE_KIND for kind, _ in found):
        found |= site_figures()
    by_kind = ids_by_kind(thing for thing in found if thing[0] != FIGURE_KIND)
    if by_kind:
        wanted = reduce(or_, (Q(kind=kind, thing_id__in=of_kind) for kind, of_kind in by_kind.items()))
        rows = ViewTotal.objects.filter(wanted).values_list("kind", "thing_id", F("base") + F("total"))
        found.update({(kind, thing_id): views for kind, thing_id, views in rows})
    return found


def site_figures() -> dict[ThingKey, int]:
    """How often any page was read today, this month and ever, from one statement."""
    today, (kind, thing_id) = timezone.localdate(), SITE_KEY
    days = DailyViews.objects.filter(kind=kind, thing_id=thing_id).order_by().values("kind")
    since = [days.filter(day__gte=day).values(views=Sum("count")) for day in (today, today.replace(day=1))]
    total = ViewTotal.objects.filter(kind=kind, thing_id=thing_id)
    found = total.values_list(*map(Subquery, since), F("base") + F("total")).first() or (0, 0, 0)
    return {FIGURE_KEYS[period]: views or 0 for period, views in zip(("today", "month", "ever"), found, strict=True)}


def views_before() -> dict[ThingKey, int]:
    """What to subtract from the views ever counted to get each of the `site_figures`: all views before its period."""
    figures = site_figures()
    return {thing: figures[FIGURE_KEYS["ever"]] - views for thing, views in figures.items()}


def totals(things: Iterable[CountedModel]) -> dict[CountedModel, int]:
    """The views of some models, for the lists of the admin."""
    names = {thing: thing_key(thing) for thing in things}
    found = view_counts(names.values())
    return {thing: found[name] for thing, name in names.items()}


def most_read(kind: str, count: int) -> dict[str, list[int]]:
    """The ids of what was read most, the most read first: today, in the last 7 and 30 local days, and ever.

    Two queries. Does not check what is still public: the caller does. To add up a month of a large site would take a
    quarter of a second, so only the leaders of its days are added up. What was never among the `MAX_DAILY_LEADERS` of
    a day is missed, which can be much only where all are read alike.
    """
    today = timezone.localdate()
    since = [today - timedelta(days=days - 1) for days in PERIODS.values()]
    days = [today - timedelta(days=ago) for ago in range(max(PERIODS.values()))]
    statement = LEADER_TOTALS_SQL.format(leaders=" UNION ALL ".join([DAILY_LEADERS_SQL] * len(days)))
    write_day = connection.ops.adapt_datefield_value
    values = [*map(write_day, since), kind, write_day(days[-1])]
    values += [value for day in days for value in (kind, write_day(day), MAX_DAILY_LEADERS)]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = cursor.fetchall()
    ever = ViewTotal.objects.filter(kind=kind).order_by((F("base") + F("total")).desc())
    found = {period: _highest(rows, column, count) for column, period in enumerate(PERIODS, start=1)}
    return {**found, "ever": list(ever.values_list("thing_id", flat=True)[:count])}


def _highest(rows: list[tuple], column: int, count: int) -> list[int]:
    return [thing_id for _, thing_id in nlargest(count, ((row[column], row[0]) for row in rows if row[column]))]
