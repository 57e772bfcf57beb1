"""What was taken down, so that no kept page shows it while there is no database to ask.

An edition tells that something has changed, not what; while the database answers that is enough. An address whose
thing is not to be read any more is written down in the transaction of the change, and every process drops what it has
kept of it: the page itself and whatever mentions its address, such as lists, feeds and the home page.
"""

from datetime import timedelta

from django.utils import timezone

from traffic.models import TakenDown
from traffic.store import LONGEST_STALE

REMEMBERED = timedelta(seconds=LONGEST_STALE + 3600)  # by then no page is left that could show it
READ_AT_MOST = 1_000  # rows; the last, and those that were committed later than their numbers say


def write_down(address: str) -> None:
    """Part of the transaction that takes the thing down."""
    TakenDown.objects.create(address=address)


def forget() -> None:
    """Delete what no kept page can show any more."""
    TakenDown.objects.filter(at__lt=timezone.now() - REMEMBERED).delete()


class News:
    """What one process has heard of."""

    def __init__(self):
        self._heard: set[tuple[int, str]] = set()

    def read(self) -> list[str]:
        """The addresses taken down since the last time, in a process's first reading all that are remembered."""
        rows = set(TakenDown.objects.order_by("-pk").values_list("pk", "address")[:READ_AT_MOST])
        news, self._heard = rows - self._heard, rows
        return [address for _, address in news]
