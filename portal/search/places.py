"""Where an entry stands among all others: one number, the newest first.

It is the entry's primary key and, on SQLite, the row's number in the full text: both databases then find the newest
without sorting, and a page is found again by this number alone. From its highest bit down: the second of the moment,
the kind, the thing. What has no date stands behind everything that has one.
"""

import datetime as dt

from django.utils import timezone

from publishing.paging import EPOCH

KIND_BITS, THING_BITS = 4, 27
SECOND_BITS = KIND_BITS + THING_BITS
UNDATED = EPOCH  # the date of what has none
BEHIND, LAST = -(2**31), 2**31 - 1  # in seconds: behind every date; the year 2038, where the calendar of places ends
FIRST_DAY, LAST_DAY = dt.date(1902, 1, 1), dt.date(2037, 12, 31)


def place_of(kind: int, thing_id: int, moment: dt.datetime) -> int:
    """The place of a thing, the same whenever it is asked for; `kind` is its number among the searched models."""
    second = BEHIND if moment == UNDATED else _second(moment)
    return (second << SECOND_BITS) | (kind % 2**KIND_BITS << THING_BITS) | thing_id % 2**THING_BITS


def first_place(moment: dt.datetime) -> int:
    """The lowest place of what bears this moment's second."""
    return _second(moment) << SECOND_BITS


def last_place(moment: dt.datetime) -> int:
    """The highest place of what bears this moment's second."""
    return first_place(moment) + 2**SECOND_BITS - 1


def month_of(place: int) -> tuple[int, int]:
    """The local year and month of a place; those of the first day for what has no date."""
    second = max(place >> SECOND_BITS, int(_midnight(FIRST_DAY).timestamp()))
    local = timezone.localtime(EPOCH + dt.timedelta(seconds=second))
    return local.year, local.month


def start_of(day: dt.date) -> int:
    """The lowest place of a local day; days that have no place stand for the nearest that has."""
    return first_place(_midnight(day))


def end_of(day: dt.date) -> int:
    """The highest place of a local day."""
    return start_of(day) + (24 * 3600 << SECOND_BITS) - 1


def _midnight(day):
    day = min(max(day, FIRST_DAY), LAST_DAY)
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _second(moment):
    return min(max((moment - EPOCH) // dt.timedelta(seconds=1), BEHIND + 1), LAST)


HIGHEST = last_place(EPOCH + dt.timedelta(seconds=LAST))
LOWEST = BEHIND << SECOND_BITS
LOWEST_DATED = start_of(FIRST_DAY)
