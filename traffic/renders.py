"""Which pages are being rendered, so that each is rendered once: others wait for it or make do with the old one."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from traffic.store import Key


class Renders:
    """The renders of one process."""

    def __init__(self):
        self._lock = threading.Lock()
        self._under_way: dict[Key, threading.Event] = {}

    @contextmanager
    def of(self, key: Key | None) -> Iterator[threading.Event | None]:
        """Give None to the first who wants a page, and to the others what is set when that one is done with it."""
        with self._lock:
            under_way = self._under_way.get(key) if key else None
            if key and not under_way:
                own = self._under_way[key] = threading.Event()
        try:
            yield under_way
        finally:
            if key and not under_way:
                with self._lock:
                    del self._under_way[key]
                own.set()
