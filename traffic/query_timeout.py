"""Query timeout for PostgreSQL, measured by this process's own clock.

The limits of libpq and of the kernel end a connection over which nothing is acknowledged, and `statement_timeout` is
the server's. A peer that acknowledges every byte but never answers, such as a halted process or a proxy whose other
side is gone, passes all of them, and the wait would never end. psycopg2 leaves the waiting to a callback; this one
gives up, and psycopg2 then closes the connection.
"""

import select
import threading
from collections.abc import Callable
from time import monotonic

from django.db import connection
from psycopg2 import OperationalError
from psycopg2.extensions import POLL_OK, POLL_READ, set_wait_callback

QUERY_TIMEOUT_SECONDS = 6.0  # for one response; above the server's `statement_timeout`, so that this one fires first
POLL_INTERVAL_SECONDS = 0.1  # seconds between two calls of `keep_waiting()`


class _ThreadState(threading.local):
    """What this thread may wait at present."""

    query_timeout: "query_timeout | None" = None


_state = _ThreadState()


def install_wait_callback() -> None:
    """Have all threads of this process wait as is said here; without PostgreSQL nothing waits for a network."""
    if connection.vendor == "postgresql":
        set_wait_callback(_wait)


class query_timeout:  # noqa: N801 -- used as `with query_timeout(2.0):`
    """In this thread no response and no new connection is waited for longer, nor once `keep_waiting()` is false.

    The wait then ends with OperationalError, and every later query fails at once: to leave a transaction, Django
    would connect again.
    """

    def __init__(self, seconds: float = QUERY_TIMEOUT_SECONDS, keep_waiting: Callable[[], bool] = lambda: True):
        self.seconds, self.keep_waiting = seconds, keep_waiting
        self.has_expired = False

    def __enter__(self):
        self._before, _state.query_timeout = _state.query_timeout, self

    def __exit__(self, *error):
        _state.query_timeout = self._before


def _wait(waiting) -> None:
    own = _state.query_timeout or query_timeout()
    ends_at = monotonic() + own.seconds
    while (state := waiting.poll()) != POLL_OK:
        left = ends_at - monotonic()
        if own.has_expired or left <= 0 or not own.keep_waiting():
            own.has_expired = True
            raise OperationalError(f"no answer of the database in {own.seconds} s")
        poller = select.poll()
        poller.register(waiting.fileno(), select.POLLIN if state == POLL_READ else select.POLLOUT)
        poller.poll(min(left, POLL_INTERVAL_SECONDS) * 1000)
