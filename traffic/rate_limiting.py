"""Limits how often one reader may request pages that are rendered for each request.

Counted in the cache, which the processes of a site may share, and in this process's memory while the cache does not
answer.
"""

import sys
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from time import monotonic, time

from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.shortcuts import render

from traffic.client_address import client_network
from traffic.log_limits import Outage

CACHE_RETRY_SECONDS = 10  # seconds in which a cache that has failed is not asked again

_local_counts = LocMemCache("traffic.rate_limiting", {"OPTIONS": {"MAX_ENTRIES": 20_000}})
_failed_at = -CACHE_RETRY_SECONDS
_outage = Outage("Bộ nhớ đệm (CACHE_URL)")


def rate_limited(max_requests: int, *, seconds: int = 60) -> Callable:
    """Allow an address `max_requests` requests of a view within `seconds`, then answer 429 with Retry-After."""

    def limit(view):
        @wraps(view)
        def page(request, *args, **kwargs):
            wait = _retry_after_seconds(
                f"{view.__module__}.{view.__name__}", client_network(request.environ), max_requests, seconds
            )
            if not wait:
                return view(request, *args, **kwargs)
            response = render(request, "429.html", {"wait": wait}, status=429)
            response.headers["Retry-After"] = str(wait)  # seconds
            return response

        return page

    return limit


def _retry_after_seconds(what: str, who: str, max_requests: int, seconds: int) -> int:
    """Count one more request; return the seconds to wait, 0 while there are not too many."""
    global _failed_at  # noqa: PLW0603 -- when this process's cache last failed
    key = "limit:" + blake2b(f"{what}\n{who}".encode(errors="replace"), digest_size=16).hexdigest()
    if monotonic() - _failed_at >= CACHE_RETRY_SECONDS:
        try:
            wait = _counted(cache, key, max_requests, seconds)
        except _cache_errors() as error:
            _failed_at = monotonic()
            _outage.begins(error)
        else:
            _outage.ends()
            return wait
    return _counted(_local_counts, key, max_requests, seconds)


def _cache_errors() -> tuple:
    """What a cache raises that does not answer; redis, a tenth of a start, is loaded where CACHE_URL names one."""
    redis = sys.modules.get("redis.exceptions")
    return (OSError, redis.RedisError) if redis else (OSError,)


def _counted(counts, key: str, max_requests: int, seconds: int) -> int:
    now = int(time())
    if counts.add(key, 1, seconds):
        counts.set(f"{key}:end", now + seconds, seconds)
        return 0
    try:
        count = counts.incr(key)
    except ValueError:  # the key has expired just now
        return 0
    return max(counts.get(f"{key}:end", now + seconds) - now, 1) if count > max_requests else 0
