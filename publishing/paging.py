"""Pages of a list over time, found by key: as quick at any depth, and steady while things are added."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import Http404

PAGING = ("truoc", "sau")  # the names in the query
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LATEST = 253402300799 * 10**6  # the last second a datetime can hold


@dataclass(frozen=True)
class KeysetPage:
    """One page of a list: its things, and the query strings of itself ("" for the first) and the pages beside it."""

    things: list
    here: str
    older: str
    newer: str


def cursor_of(thing):
    """`<publish_at>-<id>`, the moment in microseconds since 1970."""
    return _written(thing.publish_at, thing.pk)


def _written(moment, pk):
    return f"{(moment - EPOCH) // MICROSECOND}-{pk}"


def keyset_page(things, request, *, lists=(), few=False, size=20):
    """The page of `things` (a Publishable QuerySet) that `?truoc=` or `?sau=` asks for; 404 for nonsense.

    `lists` are those that the things are taken from, when there are several with an index each (see `merged`); `few`
    is said of a list without one that is short enough to be sorted.
    """
    before, after = request.GET.get("truoc"), request.GET.get("sau")
    lists = lists or [things]
    if after:
        moment, pk = _parse(after)
        lists = [rows.newer_than(moment, pk) for rows in lists]
        found = list(things.merged(lists, lambda rows: rows.oldest_first(few=few)[: size + 1], few=few))
        return _newer_page(found, f"?sau={_written(moment, pk)}", size)
    here = ""
    if before:
        moment, pk = _parse(before)
        lists, here = [rows.older_than(moment, pk) for rows in lists], f"?truoc={_written(moment, pk)}"
    found = list(things.merged(lists, lambda rows: rows.newest_first(few=few)[: size + 1], few=few))
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
        older=f"?truoc={cursor_of(things[-1])}" if has_older else "",
        newer=f"?sau={cursor_of(things[0])}" if has_newer else "",
    )


def _parse(cursor):
    moment, _, pk = cursor.partition("-")
    if not (moment.isascii() and moment.isdigit() and pk.isascii() and pk.isdigit() and len(cursor) < 60):
        raise Http404("Địa chỉ trang không đúng.")
    if int(moment) > LATEST or int(pk) >= 2**63:
        raise Http404("Địa chỉ trang không đúng.")
    return EPOCH + int(moment) * MICROSECOND, int(pk)
