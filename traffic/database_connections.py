"""Persistent database connections, handed from thread to thread: as many as requests can be in Django.

Django keeps one per thread, and the server answers in any of its threads: each would connect anew, and keep what it has
open until the database accepts no more. So a request takes the connection that was used last and leaves it to the next.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

from traffic.bulkhead import MAX_CONCURRENT_REQUESTS


class ConnectionPool:
    """The connections of one process that no request is using, `{alias: connection}` of each request that left them."""

    def __init__(self, most: int = MAX_CONCURRENT_REQUESTS):
        self._most = most
        self._lock = threading.Lock()
        self._idle: list[dict] = []

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Within this the thread has the connections that were used last; one that has its own keeps those."""
        if connections.all(initialized_only=True):
            yield
            return
        with self._lock:
            taken = self._idle.pop() if self._idle else {}
        for alias, connection in taken.items():
            connections[alias] = connection
        try:
            yield
        finally:
            self._take_back()

    def _take_back(self) -> None:
        used = {connection.alias: connection for connection in connections.all(initialized_only=True)}
        for alias, connection in used.items():
            del connections[alias]
            if not connection.allow_thread_sharing:
                connection.inc_thread_sharing()
        is_clean = not any(connection.in_atomic_block for connection in used.values())
        with self._lock:
            is_kept = is_clean and bool(used) and len(self._idle) < self._most
            if is_kept:
                self._idle.append(used)
        if not is_kept:
            _close(used)

    def close(self) -> None:
        """Close what no request is using."""
        with self._lock:
            idle, self._idle = self._idle, []
        for used in idle:
            _close(used)


def _close(used: dict) -> None:
    for connection in used.values():
        connection.close()
