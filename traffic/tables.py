"""The tally's dealings with the database: its mark, what it adds, and what it reads."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.utils import timezone

from traffic.models import TallyMark
from traffic.tally_file import DayAndThing
from traffic.things import Thing, ids_by_kind

ADD_TO_DAYS = """
    INSERT INTO traffic_dailyviews (kind, day, thing_id, count) VALUES {rows}
    ON CONFLICT (kind, day, thing_id) DO UPDATE SET count = traffic_dailyviews.count + excluded.count
"""
ADD_TO_TOTALS = """
    INSERT INTO traffic_viewtotal (kind, thing_id, base, total) VALUES {rows}
    ON CONFLICT (kind, thing_id) DO UPDATE SET total = traffic_viewtotal.total + excluded.total
"""
ROWS_AT_ONCE = 500
MARK_AND_GENERATION = """
    SELECT '=mark', 0, turn FROM traffic_tallymark WHERE tally = %s
    UNION ALL SELECT '=generation', 0, COALESCE(SUM(step), 0) FROM traffic_generation
"""
TOTALS = "SELECT kind, thing_id, base + total FROM traffic_viewtotal WHERE kind = %s AND thing_id IN ({places})"


def hold_mark(tally: str) -> int:
    """Return the turn a tally's mark stands at and keep anybody else from moving it until the transaction ends.

    This waits for a transaction of the same tally that is still being committed, such as that of a process killed
    a moment ago or of a connection that was cut: only then is it known what has been added.
    """
    mark, _made = TallyMark.objects.select_for_update().get_or_create(tally=tally)
    return mark.turn


def write_mark(tally: str, turn: int) -> None:
    TallyMark.objects.filter(tally=tally).update(turn=turn, written_at=timezone.now())


def add(gains: Counter[DayAndThing]) -> None:
    """Add views to the tables; sorted, so that two processes never wait for each other's rows in a circle."""
    days = sorted((kind, date.fromordinal(day), thing_id, gained) for (day, (kind, thing_id)), gained in gains.items())
    totals: Counter[Thing] = Counter()
    for kind, _day, thing_id, gained in days:
        totals[kind, thing_id] += gained
    write_day = connection.ops.adapt_datefield_value
    _upsert(ADD_TO_DAYS, [(kind, write_day(day), thing_id, gained) for kind, day, thing_id, gained in days])
    _upsert(ADD_TO_TOTALS, [(kind, thing_id, 0, gained) for (kind, thing_id), gained in sorted(totals.items())])


def _upsert(statement: str, rows: list[tuple]) -> None:
    with connection.cursor() as cursor:
        for start in range(0, len(rows), ROWS_AT_ONCE):
            some = rows[start : start + ROWS_AT_ONCE]
            places = ", ".join(["(%s, %s, %s, %s)"] * len(some))
            cursor.execute(statement.format(rows=places), [value for row in some for value in row])


class Reading:
    """What the tables held at one instant: a tally's mark, the generation, and the numbers of some things.

    One statement, because only one statement sees one instant on both databases.
    """

    def __init__(self, tally: str, things: Iterable[Thing]):
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


def _reading(tally: str, things: Iterable[Thing]) -> tuple[str, list]:
    parts, values = [MARK_AND_GENERATION], [tally]
    for kind, ids in ids_by_kind(things).items():
        parts.append(TOTALS.format(places=", ".join(["%s"] * len(ids))))
        values += [kind, *ids]
    return " UNION ALL ".join(parts), values
