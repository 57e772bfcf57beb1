"""Repeats of one reader that do not count: `VIEW_COOLDOWN` seconds of quiet between two views of the same thing.

A reader is a fingerprint of address and browser under a salt that is forgotten every day; it lives in the memory of
one process and nowhere else, so nobody can be recognised by it later. Several processes each know their own readers.
"""

import secrets
import threading
from hashlib import blake2b
from time import monotonic

from traffic.client_address import client_address
from traffic.thing_keys import ThingKey

MAX_FINGERPRINTS = 200_000  # fingerprints remembered; the oldest are forgotten first
DAY_SECONDS = 24 * 3600


class Cooldown:
    """`cooldown.passes(environ, thing)`: whether this view counts; with no seconds everything does."""

    def __init__(self, seconds: int):
        self.seconds = seconds
        self._lock = threading.Lock()
        self._begin_day()

    def _begin_day(self) -> None:
        self._salt, self._began_at = secrets.token_bytes(16), monotonic()
        self._seen: dict[bytes, float] = {}

    def passes(self, environ: dict, thing: ThingKey) -> bool:
        if not self.seconds:
            return True
        now = monotonic()
        with self._lock:
            if now - self._began_at > DAY_SECONDS:
                self._begin_day()
            reader = self._fingerprint(environ, thing)
            seen_at = self._seen.pop(reader, None)
            counts = seen_at is None or now - seen_at >= self.seconds
            self._seen[reader] = now if counts else seen_at
            if len(self._seen) > MAX_FINGERPRINTS:
                del self._seen[next(iter(self._seen))]
            return counts

    def _fingerprint(self, environ: dict, thing: ThingKey) -> bytes:
        who = f"{client_address(environ)}\n{environ.get('HTTP_USER_AGENT', '')[:300]}\n{thing}"
        return blake2b(who.encode(errors="replace"), digest_size=12, key=self._salt).digest()
