"""Connections to the database: no more of them are kept than requests can be in Django.

Django keeps one for each thread, and the server answers in any of its threads: a burst of requests would leave one open
in each, until the database takes no more. So only some threads keep theirs for their next request; the others close it.
"""

import threading
from pathlib import Path

from django.db import connections

from traffic.seats import IN_DJANGO

THREADS = Path("/proc/self/task")  # a folder for each that lives


class KeptConnections:
    """Those of one process."""

    def __init__(self, most: int = IN_DJANGO):
        self._most = most
        self._lock = threading.Lock()
        self._kept: dict[int, list] = {}  # by the number that the system gives a thread

    def leave(self) -> None:
        """This thread has done with the database for now: keep its connections, or close them if enough are kept."""
        thread, own = threading.get_native_id(), connections.all(initialized_only=True)
        with self._lock:
            if not own or self._kept.get(thread) == own:
                return
            if thread in self._kept or len(self._kept) >= self._most:
                self._close_ended(but=own)
            if len(self._kept) < self._most:
                for connection in own:
                    connection.inc_thread_sharing()  # whoever finds the thread gone may close it
                self._kept[thread] = own
                return
        connections.close_all()

    def close(self) -> None:
        """Close those of threads that have ended; the others are closed by who has them."""
        with self._lock:
            self._close_ended(but=connections.all(initialized_only=True))

    def _close_ended(self, *, but: list) -> None:
        """Not done at a thread's own end: the server's threads are not Python's, and its process would die of it."""
        alive = {int(folder.name) for folder in THREADS.iterdir()} - {threading.get_native_id()}
        for thread in self._kept.keys() - alive:
            for connection in self._kept.pop(thread):
                if connection not in but:
                    connection.close()
