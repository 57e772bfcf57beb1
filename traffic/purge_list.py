"""The purge list: what was taken down, so that no cached page shows it while the database is down.

An edition tells that something has changed, not what; while the database answers that is enough. The address of a
thing that may not be read any more is inserted in the transaction that takes it down; every process then drops the
page itself and every cached page that contains the address, such as lists, feeds and the home page.
"""

from datetime import timedelta

from django.utils import timezone

from traffic.models import TakenDown
from traffic.page_store import STALE_IF_ERROR_SECONDS

RETENTION = timedelta(seconds=STALE_IF_ERROR_SECONDS + 3600)  # by then no page is left that could show it
MAX_READ_ROWS = 1_000  # the latest, and those committed out of the order of their numbers


def add(address: str) -> None:
    """Insert an address, in the transaction that takes its thing down."""
    TakenDown.objects.create(address=address)


def delete_expired() -> None:
    """Delete the rows that no cached page can contain any more."""
    TakenDown.objects.filter(at__lt=timezone.now() - RETENTION).delete()


class PurgeListReader:
    """Remembers which rows one process has read."""

    def __init__(self):
        self._seen: set[tuple[int, str]] = set()

    def read(self) -> list[str]:
        """The addresses added since the last read; at a process's first read, all of them."""
        rows = set(TakenDown.objects.order_by("-pk").values_list("pk", "address")[:MAX_READ_ROWS])
        new_rows, self._seen = rows - self._seen, rows
        return [address for _, address in new_rows]
