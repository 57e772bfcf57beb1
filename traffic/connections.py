"""Connections to the database: no more of them are kept than requests can be in Django.

Django keeps one for each thread, and the server answers in any of its threads: a burst of requests would leave one open
in each, until the database takes no more. So only some threads keep theirs for their next request; the others close it.
"""

import threading
from contextlib import suppress

from django.db import DatabaseError, connections

from traffic.seats import IN_DJANGO


class _Kept:
    """What a thread keeps; closed with it, for a thread that has ended lets go of it only when memory is tidied."""

    def __init__(self, free: threading.BoundedSemaphore):
        self._free = free
        self._connections = connections.all(initialized_only=True)

    def __del__(self):
        for connection in self._connections:
            with suppress(DatabaseError):
                connection.close()
        self._free.release()


class KeptConnections:
    """Those of one process."""

    def __init__(self, most: int = IN_DJANGO):
        self._free = threading.BoundedSemaphore(most)
        self._own = threading.local()

    def leave(self) -> None:
        """This thread has done with the database for now: keep its connection, or close it if enough are kept."""
        if hasattr(self._own, "kept"):
            return
        if self._free.acquire(blocking=False):
            self._own.kept = _Kept(self._free)
        else:
            connections.close_all()
