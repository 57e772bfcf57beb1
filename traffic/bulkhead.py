"""Bulkhead: six requests may be in Django at once, six more may wait up to a second, all others at most 0.2 s.

So a slow page or a database that hangs never takes all threads of the server for long: the others send cached pages.
Requests that write take longer, so they may hold at most half of the permits; the other half is for reads.
"""

import threading
from collections import Counter
from collections.abc import Callable

MAX_WAITING_BODIES = 80  # requests whose bodies are on their way in (`request_bodies`), in threads of their own
MAX_CONCURRENT_REQUESTS = 6  # requests at once; more threads do not render more pages on one core
MAX_WAITING_REQUESTS = 6  # requests that may wait for MAX_WAIT_SECONDS
MAX_WAIT_SECONDS = 1.0
MAX_WAITING_ANONYMOUS = 24  # writes without a sign-in; they wait in the threads that received their bodies
MAX_WAITING_PER_CLIENT = 12  # of these, so that a client that floods leaves room for others
ANONYMOUS_WAIT_SECONDS = 5.0
OVERFLOW_WAIT_SECONDS = 0.2  # seconds, when all waiting places are taken: time enough for a few pages to be rendered


class Bulkhead:
    """`acquire` a permit, and `release` it if it was granted.

    At least half of the permits are for reads, and one of the write permits is for staff, so that sign-ins, the
    slowest requests, never delay a save. Anonymous writes wait in a queue of their own, longer, and use up no waiting
    place of the others.
    """

    def __init__(self, permits: int = MAX_CONCURRENT_REQUESTS, max_waiting: int = MAX_WAITING_REQUESTS):
        writes = max(permits // 2, 1)
        self._permits = threading.BoundedSemaphore(permits)
        self._write_permits = threading.BoundedSemaphore(writes)
        self._anonymous_permits = threading.BoundedSemaphore(max(writes - 1, 1))
        self._waiting_places = threading.BoundedSemaphore(max_waiting)
        self._waiting_anonymous: Counter[str] = Counter()  # by client
        self._lock = threading.Lock()

    def acquire(
        self, *, may_wait: bool = True, is_write: bool = False, is_staff: bool = False, client: str = ""
    ) -> bool:
        """Return whether a permit was granted, at once or after a wait.

        `is_write` says that the method is not a safe one (RFC 9110), `client` is the client's network.
        """
        taken = []
        for semaphore in self._semaphores_for(is_write=is_write, is_staff=is_staff):
            if not self._acquire(semaphore, may_wait=may_wait, client=client):
                break
            taken.append(semaphore)
        else:
            return True
        for semaphore in taken:
            semaphore.release()
        return False

    def _semaphores_for(self, *, is_write: bool, is_staff: bool) -> list[threading.BoundedSemaphore]:
        if not is_write:
            return [self._permits]
        return (
            [self._write_permits, self._permits]
            if is_staff
            else [self._anonymous_permits, self._write_permits, self._permits]
        )

    def _acquire(self, semaphore: threading.BoundedSemaphore, *, may_wait: bool, client: str) -> bool:
        if semaphore.acquire(blocking=False):
            return True
        if semaphore is self._anonymous_permits:
            return may_wait and self._wait_as_anonymous(client)
        return may_wait and self.wait(lambda seconds: semaphore.acquire(timeout=seconds))

    def _wait_as_anonymous(self, client: str) -> bool:
        with self._lock:
            waiting = self._waiting_anonymous
            if waiting.total() >= MAX_WAITING_ANONYMOUS or waiting[client] >= MAX_WAITING_PER_CLIENT:
                return False
            waiting[client] += 1
        try:
            return self._anonymous_permits.acquire(timeout=ANONYMOUS_WAIT_SECONDS)
        finally:
            with self._lock:
                waiting[client] -= 1
                if not waiting[client]:
                    del waiting[client]

    def wait(self, wait_for: Callable[[float], bool]) -> bool:
        """Call `wait_for` with the seconds that it may wait, and return whether it succeeded."""
        if not self._waiting_places.acquire(blocking=False):
            return wait_for(OVERFLOW_WAIT_SECONDS)
        try:
            return wait_for(MAX_WAIT_SECONDS)
        finally:
            self._waiting_places.release()

    def release(self, *, is_write: bool = False, is_staff: bool = False) -> None:
        for semaphore in self._semaphores_for(is_write=is_write, is_staff=is_staff):
            semaphore.release()
