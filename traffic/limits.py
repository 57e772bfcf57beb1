"""How often one reader may ask for what is made for each asking.

Counted in the cache, which the processes of a site may share, and in this process's memory while the cache does not
answer. An address of IPv6 stands for its network of 64 bits, which one connection has to itself.
"""

import ipaddress
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from time import monotonic, time

from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.shortcuts import render
from redis.exceptions import RedisError

from traffic.cooldown import client_address
from traffic.log_limits import Outage

CACHE_FAILS = (OSError, RedisError)
LEFT_ALONE = 10  # seconds in which a cache that has failed is not asked again

_memory = LocMemCache("traffic.limits", {"OPTIONS": {"MAX_ENTRIES": 20_000}})
_failed_at = -LEFT_ALONE
_outage = Outage("Bộ nhớ đệm (CACHE_URL)")


def limited(most: int, *, seconds: int = 60) -> Callable:
    """Let an address have a view so many times within so many seconds, then answer 429 and when to come back."""

    def limit(view):
        @wraps(view)
        def page(request, *args, **kwargs):
            wait = _wait(f"{view.__module__}.{view.__name__}", client_network(request.environ), most, seconds)
            if not wait:
                return view(request, *args, **kwargs)
            response = render(request, "429.html", {"wait": wait}, status=429)
            response.headers["Retry-After"] = str(wait)  # seconds
            return response

        return page

    return limit


def client_network(environ: dict) -> str:
    """The reader's address as it is counted: of IPv6 the network, of IPv4 the same however the server writes it."""
    address = client_address(environ)
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6 and parsed.ipv4_mapped:  # else all of IPv4 would be one network
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else address


def _wait(what: str, who: str, most: int, seconds: int) -> int:
    """Count one more asking; the seconds to wait, 0 while there are not too many."""
    global _failed_at  # noqa: PLW0603 -- what this process knows of its cache
    key = "limit:" + blake2b(f"{what}\n{who}".encode(errors="replace"), digest_size=16).hexdigest()
    if monotonic() - _failed_at >= LEFT_ALONE:
        try:
            wait = _counted(cache, key, most, seconds)
        except CACHE_FAILS as error:
            _failed_at = monotonic()
            _outage.begins(error)
        else:
            _outage.ends()
            return wait
    return _counted(_memory, key, most, seconds)


def _counted(counts, key: str, most: int, seconds: int) -> int:
    now = int(time())
    if counts.add(key, 1, seconds):
        counts.set(f"{key}:end", now + seconds, seconds)
        return 0
    try:
        count = counts.incr(key)
    except ValueError:  # it has run out just now
        return 0
    return max(counts.get(f"{key}:end", now + seconds) - now, 1) if count > most else 0
