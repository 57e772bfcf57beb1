"""The sort key of an entry, a single integer: publication second, kind and id, from the highest bit down.

It is the entry's primary key and, on SQLite, the row's number in the full text: both databases then find the newest
without sorting, and a page is found again by this number alone. From its highest bit down: the second of the moment,
the kind, the thing. What has no date stands behind everything that has one. What is dated before the first second or
after the last stands at that second, by kind and thing.
"""

import datetime as dt

from django.utils import timezone

from publishing.paging import EPOCH

KIND_BITS, THING_BITS = 4, 27
SECOND_BITS = KIND_BITS + THING_BITS
MAX_KINDS = 2**KIND_BITS
UNDATED = EPOCH  # the date of what has none
UNDATED_SECOND, MAX_SECOND = -(2**31), 2**32 - 1  # behind every date; the last that leaves a key within 64 bits
FIRST_DAY, LAST_DAY = dt.date(1902, 1, 1), dt.date(2106, 2, 7)  # that of MAX_SECOND


def sort_key_of(kind: int, thing_id: int, moment: dt.datetime) -> int:
    """The place of a thing, the same whenever it is asked for; `kind` is the number of its model (`KindNumber`)."""
    second = UNDATED_SECOND if moment == UNDATED else _second(moment)
    return (second << SECOND_BITS) | (kind << THING_BITS) | thing_id % 2**THING_BITS


def first_key_at(moment: dt.datetime) -> int:
    """The lowest sort key of this moment's second."""
    return _second(moment) << SECOND_BITS


def last_key_at(moment: dt.datetime) -> int:
    """The highest sort key of this moment's second."""
    return first_key_at(moment) + 2**SECOND_BITS - 1


def month_of_key(sort_key: int) -> tuple[int, int]:
    """The local year and month of a sort key; those of the first day for undated things."""
    second = max(sort_key >> SECOND_BITS, int(_midnight(FIRST_DAY).timestamp()))
    local = timezone.localtime(EPOCH + dt.timedelta(seconds=second))
    return local.year, local.month


def first_key_on(day: dt.date) -> int:
    """The lowest sort key of a local day; days out of range count as the nearest in range."""
    return first_key_at(_midnight(day))


def last_key_on(day: dt.date) -> int:
    """The highest sort key of a local day."""
    return first_key_on(day) + (24 * 3600 << SECOND_BITS) - 1


def _midnight(day):
    day = min(max(day, FIRST_DAY), LAST_DAY)
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _second(moment):
    return min(max((moment - EPOCH) // dt.timedelta(seconds=1), UNDATED_SECOND + 1), MAX_SECOND)


MAX_KEY = last_key_at(EPOCH + dt.timedelta(seconds=MAX_SECOND))
MIN_KEY = UNDATED_SECOND << SECOND_BITS
MIN_DATED_KEY = first_key_on(FIRST_DAY)
