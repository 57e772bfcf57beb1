"""Single flight: each page is rendered once at a time; other requests for it wait, or get the stale page."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from traffic.page_store import Key


class SingleFlight:
    """The pages that one process is rendering."""

    def __init__(self):
        self._lock = threading.Lock()
        self._in_flight: dict[Key, threading.Event] = {}

    @contextmanager
    def claim(self, key: Key | None) -> Iterator[threading.Event | None]:
        """Give None to the first request for a page, and to each other the Event that is set when that render ends."""
        with self._lock:
            in_flight = self._in_flight.get(key) if key else None
            if key and not in_flight:
                own = self._in_flight[key] = threading.Event()
        try:
            yield in_flight
        finally:
            if key and not in_flight:
                with self._lock:
                    del self._in_flight[key]
                own.set()
