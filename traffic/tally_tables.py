"""The tally's database access: its mark, the views it adds, and the numbers it reads."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.utils import timezone

from traffic.models import TallyMark
from traffic.tally_file import DayAndThing
from traffic.thing_keys import ThingKey, ids_by_kind

UPSERT_DAYS = """
    INSERT INTO traffic_dailyviews (kind, day, thing_id, count) VALUES {rows}
    ON CONFLICT (kind, day, thing_id) DO UPDATE SET count = traffic_dailyviews.count + excluded.count
"""
UPSERT_TOTALS = """
    INSERT INTO traffic_viewtotal (kind, thing_id, base, total) VALUES {rows}
    ON CONFLICT (kind, thing_id) DO UPDATE SET total = traffic_viewtotal.total + excluded.total
"""
MAX_ROWS_PER_INSERT = 500
SELECT_MARK_AND_GENERATION = """
    SELECT '=mark', 0, turn FROM traffic_tallymark WHERE tally = %s
    UNION ALL SELECT '=generation', 0, COALESCE(SUM(step), 0) FROM traffic_generation
"""
SELECT_TOTALS = (
    "SELECT kind, thing_id, base + total FROM traffic_viewtotal WHERE kind = %s AND thing_id IN ({placeholders})"
)


def lock_mark(tally: str) -> int:
    """Return the turn of a tally's mark and lock the mark until the transaction ends.

    This waits for a transaction of the same tally that is still being committed, such as that of a process killed
    a moment ago or of a connection that was cut: only then is it known what has been added.
    """
    mark, _made = TallyMark.objects.select_for_update().get_or_create(tally=tally)
    return mark.turn


def write_mark(tally: str, turn: int) -> None:
    TallyMark.objects.filter(tally=tally).update(turn=turn, written_at=timezone.now())


def add(gains: Counter[DayAndThing]) -> None:
    """Add views to the tables; sorted, so that two processes cannot deadlock."""
    days = sorted((kind, date.fromordinal(day), thing_id, gained) for (day, (kind, thing_id)), gained in gains.items())
    totals: Counter[ThingKey] = Counter()
    for kind, _day, thing_id, gained in days:
        totals[kind, thing_id] += gained
    write_day = connection.ops.adapt_datefield_value
    _upsert(UPSERT_DAYS, [(kind, write_day(day), thing_id, gained) for kind, day, thing_id, gained in days])
    _upsert(UPSERT_TOTALS, [(kind, thing_id, 0, gained) for (kind, thing_id), gained in sorted(totals.items())])


def _upsert(statement: str, rows: list[tuple]) -> None:
    with connection.cursor() as cursor:
        for start in range(0, len(rows), MAX_ROWS_PER_INSERT):
            some = rows[start : start + MAX_ROWS_PER_INSERT]
            placeholders = ", ".join(["(%s, %s, %s, %s)"] * len(some))
            cursor.execute(statement.format(rows=placeholders), [value for row in some for value in row])


class Reading:
    """What the tables held at one instant: a tally's mark, the generation, and the numbers of some things.

    One statement, because only one statement sees one instant on both databases.
    """

    def __init__(self, tally: str, things: Iterable[ThingKey]):
        self.mark = self.generation = 0
        self.totals = dict.fromkeys(things, 0)
        statement, values = _reading(tally, self.totals)
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            for name, thing_id, number in cursor.fetchall():
                if name == "=mark":
                    self.mark = number
                elif name == "=generation":
                    self.generation = int(number)
                else:
                    self.totals[name, thing_id] = number


def _reading(tally: str, things: Iterable[ThingKey]) -> tuple[str, list]:
    parts, values = [SELECT_MARK_AND_GENERATION], [tally]
    for kind, ids in ids_by_kind(things).items():
        parts.append(SELECT_TOTALS.format(placeholders=", ".join(["%s"] * len(ids))))
        values += [kind, *ids]
    return " UNION ALL ".join(parts), values
