"""Pages of a list over time, found by key: as quick at any depth, and steady while things are added."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import Http404

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LATEST = 253402300799 * 10**6  # the last second a datetime can hold


@dataclass(frozen=True)
class KeysetPage:
    """One page of a list: its things, and the query strings of the pages beside it ("" for none)."""

    things: list
    older: str
    newer: str


def cursor_of(thing):
    """`<publish_at>-<id>`, the moment in microseconds since 1970."""
    return f"{(thing.publish_at - EPOCH) // MICROSECOND}-{thing.pk}"


def keyset_page(things, request, *, lists=(), size=20):
    """The page of `things` (a Publishable QuerySet) that `?truoc=` or `?sau=` asks for; 404 for nonsense.

    `lists` are those that the things are taken from, when there are several with an index each (see `merged`).
    """
    before, after = request.GET.get("truoc"), request.GET.get("sau")
    lists = lists or [things]
    if after:
        lists = [rows.newer_than(*_parse(after)) for rows in lists]
        return _newer_page(list(things.merged(lists, lambda rows: rows.oldest_first()[: size + 1])), size)
    if before:
        lists = [rows.older_than(*_parse(before)) for rows in lists]
    found = list(things.merged(lists, lambda rows: rows.newest_first()[: size + 1]))
    if before and not found:
        raise Http404("Không còn tin nào cũ hơn.")
    return _page(found[:size], has_older=len(found) > size, has_newer=bool(before))


def _newer_page(found, size):
    if not found:
        raise Http404("Không có tin nào mới hơn.")
    return _page(found[size - 1 :: -1], has_older=True, has_newer=len(found) > size)


def _page(things, *, has_older, has_newer):
    return KeysetPage(
        things=things,
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
