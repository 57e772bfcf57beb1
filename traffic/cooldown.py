"""Repeats of one reader that do not count: `VIEW_COOLDOWN` seconds of quiet between two views of the same thing.

A reader is a fingerprint of address and browser under a salt that is forgotten every day; it lives in the memory of
one process and nowhere else, so nobody can be recognised by it later. Several processes each know their own readers.
"""

import re
import secrets
import threading
from hashlib import blake2b
from time import monotonic

from django.conf import settings

from traffic.things import Thing

MOST = 200_000  # fingerprints remembered; the oldest are forgotten first
DAY = 24 * 3600
MAX_ADDRESS_CHARACTERS = 100  # of what a proxy writes; an address of IPv6 and its zone are shorter
# Some proxies write the port as well, and brackets around an address of IPv6; unbracketed it has no port
WITH_PORT = re.compile(r"\[([^\[\]]+)\](?::[0-9]*)?|([^\[\]:]+):[0-9]*")


class Cooldown:
    """`cooldown.passes(environ, thing)`: whether this view counts; with no seconds everything does."""

    def __init__(self, seconds: int):
        self.seconds = seconds
        self._lock = threading.Lock()
        self._begin_day()

    def _begin_day(self) -> None:
        self._salt, self._began_at = secrets.token_bytes(16), monotonic()
        self._seen: dict[bytes, float] = {}

    def passes(self, environ: dict, thing: Thing) -> bool:
        if not self.seconds:
            return True
        now = monotonic()
        with self._lock:
            if now - self._began_at > DAY:
                self._begin_day()
            reader = self._fingerprint(environ, thing)
            seen_at = self._seen.pop(reader, None)
            counts = seen_at is None or now - seen_at >= self.seconds
            self._seen[reader] = now if counts else seen_at
            if len(self._seen) > MOST:
                del self._seen[next(iter(self._seen))]
            return counts

    def _fingerprint(self, environ: dict, thing: Thing) -> bytes:
        who = f"{client_address(environ)}\n{environ.get('HTTP_USER_AGENT', '')[:300]}\n{thing}"
        return blake2b(who.encode(errors="replace"), digest_size=12, key=self._salt).digest()


def client_address(environ: dict) -> str:
    """The reader's address: the connection's, or what the outermost of our own proxies has seen.

    X-Forwarded-For is anybody's to write; only as many entries from its end as there are TRUSTED_PROXIES are ours.
    The port that an entry may have is another for each connection, and goes.
    """
    address = environ.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        hops = [hop.strip() for hop in environ.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
        address = hops[-min(settings.TRUSTED_PROXIES, len(hops))] if hops else address
    with_port = WITH_PORT.fullmatch(address)
    return (with_port[with_port.lastindex] if with_port else address)[:MAX_ADDRESS_CHARACTERS]
