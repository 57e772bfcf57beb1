"""Keyset pagination of a list by date: equally fast at any depth, and stable while things are added.

The cursor in `?truoc=` is one or two whole numbers with a hyphen between: the sort key the page before ended with.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import Http404

from publishing.bigints import MAX_DIGITS

OLDER, NEWER = PAGE_PARAMETERS = ("truoc", "sau")  # query parameters
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
MAX_MICROSECONDS = 253402300799 * 10**6  # the last second a datetime can hold
CURSOR = re.compile("[0-9]{1,20}(?:-[0-9]{1,20})?")
MAX_PK = 10**MAX_DIGITS - 1


@dataclass(frozen=True)
class KeysetPage:
    """One page of a list: its things, and the query strings of itself ("" for the first) and of its neighbours."""

    things: list
    here: str
    older: str
    newer: str


def cursor_of(thing):
    """`<publish_at>-<id>`, the moment in microseconds since 1970."""
    return _cursor(thing.publish_at, thing.pk)


def _cursor(moment, pk):
    return write_cursor(microseconds(moment), pk)


def microseconds(moment):
    """A moment as a number of a cursor."""
    return (moment - EPOCH) // MICROSECOND


def moment_of(number):
    """The moment, in UTC, that `microseconds` made this number of."""
    return EPOCH + number * MICROSECOND


def write_cursor(*numbers):
    """What stands behind `truoc=` for these whole numbers."""
    return "-".join(map(str, numbers))


def read_cursor(text, *most):
    """The numbers of a cursor, None for ""; 404 for any other text, `most` being the largest of each."""
    if not text:
        return None
    numbers = tuple(map(int, text.split("-"))) if CURSOR.fullmatch(text) else ()
    if len(numbers) != len(most) or any(number > largest for number, largest in zip(numbers, most, strict=True)):
        raise Http404("Địa chỉ trang không đúng.")
    return numbers


def keyset_page(things, request, *, lists=(), few=False, size=20):
    """The page of `things` (a Publishable QuerySet) that `?truoc=` or `?sau=` asks for; 404 for an invalid value.

    `lists` are those that the things are taken from, when there are several with an index each (see `merged_lists`);
    `few` is for a list without an index that is short enough to be sorted.
    """
    before, after = (_parse(request.GET.get(name, "")) for name in PAGE_PARAMETERS)
    lists = lists or [things]
    if after:
        moment, pk = after
        lists = [rows.newer_than(moment, pk) for rows in lists]
        found = list(things.merged_lists(lists, lambda rows: rows.oldest_first(few=few)[: size + 1], few=few))
        return _newer_page(found, f"?{NEWER}={_cursor(moment, pk)}", size)
    here = ""
    if before:
        moment, pk = before
        lists, here = [rows.older_than(moment, pk) for rows in lists], f"?{OLDER}={_cursor(moment, pk)}"
    found = list(things.merged_lists(lists, lambda rows: rows.newest_first(few=few)[: size + 1], few=few))
    if before and not found:
        raise Http404("Không còn tin nào cũ hơn.")
    return _page(found[:size], here, has_older=len(found) > size, has_newer=bool(before))


def _newer_page(found, here, size):
    if not found:
        raise Http404("Không có tin nào mới hơn.")
    return _page(found[size - 1 :: -1], here, has_older=True, has_newer=len(found) > size)


def _page(things, here, *, has_older, has_newer):
    return KeysetPage(
        things=things,
        here=here,
        older=f"?{OLDER}={cursor_of(things[-1])}" if has_older else "",
        newer=f"?{NEWER}={cursor_of(things[0])}" if has_newer else "",
    )


def _parse(text):
    cursor = read_cursor(text, MAX_MICROSECONDS, MAX_PK)
    return cursor and (moment_of(cursor[0]), cursor[1])
