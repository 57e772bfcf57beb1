"""Seats in Django: a few requests may be in it, a few more may wait a moment, the rest are soon turned away.

So a slow page or a database that hangs never takes all threads of the server for long: those that are left answer kept
pages. And those who send something, which takes longer, never take all seats: half of them are for those who only ask.
"""

import threading
from collections import Counter
from collections.abc import Callable

MAX_WAITING_BODIES = 80  # requests whose bodies are on their way in (`request_bodies`), in threads of their own
IN_DJANGO = 6  # requests at once; more threads do not render more pages on one core
CHAIRS = 6  # requests that may wait for as long as it is worth
LONGEST_WAIT = 1.0  # seconds
MAX_WAITING_STRANGERS = 24  # who send something; their threads are those in which their bodies came
MAX_WAITING_OF_ONE_CLIENT = 12  # of these, so that one who floods leaves room for others
STRANGERS_WAIT_SECONDS = 5.0
STANDING = 0.2  # seconds for who finds no chair: time enough for a few pages to be rendered


class Seats:
    """`take` a seat, and `leave` it when it was given.

    Half of the seats, at least one, are for those who only ask, and one of the others is for staff: sign-ins, which
    take longest, never hold up a save. They wait among themselves, and longer, for nobody else's chairs.
    """

    def __init__(self, seats: int = IN_DJANGO, chairs: int = CHAIRS):
        senders = max(seats // 2, 1)
        self._seats = threading.BoundedSemaphore(seats)
        self._for_senders = threading.BoundedSemaphore(senders)
        self._for_strangers = threading.BoundedSemaphore(max(senders - 1, 1))
        self._chairs = threading.BoundedSemaphore(chairs)
        self._waiting_strangers: Counter[str] = Counter()  # by client
        self._lock = threading.Lock()

    def take(self, *, may_wait: bool = True, sends: bool = False, is_staff: bool = False, client: str = "") -> bool:
        """Whether there is a seat, now or in a moment.

        `sends` says that the request is none that only asks, `client` from where it comes.
        """
        taken = []
        for places in self._needed(sends=sends, is_staff=is_staff):
            if not self._take(places, may_wait=may_wait, client=client):
                break
            taken.append(places)
        else:
            return True
        for places in taken:
            places.release()
        return False

    def _needed(self, *, sends: bool, is_staff: bool) -> list[threading.BoundedSemaphore]:
        if not sends:
            return [self._seats]
        return [self._for_senders, self._seats] if is_staff else [self._for_strangers, self._for_senders, self._seats]

    def _take(self, places: threading.BoundedSemaphore, *, may_wait: bool, client: str) -> bool:
        if places.acquire(blocking=False):
            return True
        if places is self._for_strangers:
            return may_wait and self._wait_in_line(client)
        return may_wait and self.wait(lambda seconds: places.acquire(timeout=seconds))

    def _wait_in_line(self, client: str) -> bool:
        with self._lock:
            waiting = self._waiting_strangers
            if waiting.total() >= MAX_WAITING_STRANGERS or waiting[client] >= MAX_WAITING_OF_ONE_CLIENT:
                return False
            waiting[client] += 1
        try:
            return self._for_strangers.acquire(timeout=STRANGERS_WAIT_SECONDS)
        finally:
            with self._lock:
                waiting[client] -= 1
                if not waiting[client]:
                    del waiting[client]

    def wait(self, wait_for: Callable[[float], bool]) -> bool:
        """Wait for something that takes a number of seconds and says whether it has come."""
        if not self._chairs.acquire(blocking=False):
            return wait_for(STANDING)
        try:
            return wait_for(LONGEST_WAIT)
        finally:
            self._chairs.release()

    def leave(self, *, sends: bool = False, is_staff: bool = False) -> None:
        for places in self._needed(sends=sends, is_staff=is_staff):
            places.release()
