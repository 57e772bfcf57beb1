"""Persistent database connections: no more of them stay open than requests can be in Django.

Django keeps one per thread, and the server answers in any of its threads: a burst of requests would leave one open in
each, until the database accepts no more. So only some threads keep their connection for the next request; the others
close it.
"""

import threading
from pathlib import Path

from django.db import connections

from traffic.bulkhead import MAX_CONCURRENT_REQUESTS

LIVE_THREADS_DIR = Path("/proc/self/task")  # one directory for each living thread


class PersistentConnections:
    """The connections of one process."""

    def __init__(self, most: int = MAX_CONCURRENT_REQUESTS):
        self._max_threads = most
        self._lock = threading.Lock()
        self._by_thread: dict[int, list] = {}  # by the system's thread id

    def release(self) -> None:
        """Called when this thread's request ends: keep its connections, or close them if enough are kept."""
        thread, own = threading.get_native_id(), connections.all(initialized_only=True)
        with self._lock:
            if not own or self._by_thread.get(thread) == own:
                return
            if thread in self._by_thread or len(self._by_thread) >= self._max_threads:
                self._close_ended(excluding=own)
            if len(self._by_thread) < self._max_threads:
                for connection in own:
                    connection.inc_thread_sharing()  # another thread may close it once this one has ended
                self._by_thread[thread] = own
                return
        connections.close_all()

    def close(self) -> None:
        """Close those of threads that have ended; a living thread closes its own."""
        with self._lock:
            self._close_ended(excluding=connections.all(initialized_only=True))

    def _close_ended(self, *, excluding: list) -> None:
        """Not done when a thread ends: the server's threads are not Python's, and that would crash the process."""
        alive = {int(folder.name) for folder in LIVE_THREADS_DIR.iterdir()} - {threading.get_native_id()}
        for thread in self._by_thread.keys() - alive:
            for connection in self._by_thread.pop(thread):
                if connection not in excluding:
                    connection.close()
