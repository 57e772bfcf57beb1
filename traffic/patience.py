"""How long a thread of the server waits for an answer of PostgreSQL, by a clock of our own.

The limits of libpq and of the kernel end a connection over which nothing is acknowledged, and `statement_timeout` is
the server's. A peer that acknowledges every byte and says nothing, such as a process that was halted or a proxy whose
other side is gone, passes all of them and would be waited for without end. psycopg2 leaves the waiting to a callback;
this one gives up, upon which psycopg2 closes the connection.
"""

import select
import threading
from collections.abc import Callable
from time import monotonic

from django.db import connection
from psycopg2 import OperationalError
from psycopg2.extensions import POLL_OK, POLL_READ, set_wait_callback

LONGEST = 6.0  # seconds for one answer; the server's own limit for a statement comes before
LOOK_AROUND = 0.1  # seconds between two looks whether it is still worth waiting


class _Own(threading.local):
    """What this thread may wait at present."""

    patience: "patience | None" = None


_own = _Own()


def install() -> None:
    """Have all threads of this process wait as is said here; without PostgreSQL nothing waits for a network."""
    if connection.vendor == "postgresql":
        set_wait_callback(_wait)


class patience:  # noqa: N801 -- used as `with patience(2.0):`
    """In this thread no answer, nor a new connection, is waited for longer, or once `goes_on()` is false.

    What was waited for then raises OperationalError, and so does at once whatever is asked afterwards: Django's way
    out of a transaction is to connect anew.
    """

    def __init__(self, seconds: float = LONGEST, goes_on: Callable[[], bool] = lambda: True):
        self.seconds, self.goes_on = seconds, goes_on
        self.is_over = False

    def __enter__(self):
        self._before, _own.patience = _own.patience, self

    def __exit__(self, *error):
        _own.patience = self._before


def _wait(waiting) -> None:
    own = _own.patience or patience()
    ends_at = monotonic() + own.seconds
    while (state := waiting.poll()) != POLL_OK:
        left = ends_at - monotonic()
        if own.is_over or left <= 0 or not own.goes_on():
            own.is_over = True
            raise OperationalError(f"no answer of the database in {own.seconds} s")
        poller = select.poll()
        poller.register(waiting.fileno(), select.POLLIN if state == POLL_READ else select.POLLOUT)
        poller.poll(min(left, LOOK_AROUND) * 1000)
