"""Captures Django's response and decides whether it may be cached for everybody."""

from collections.abc import Callable
from hashlib import blake2b
from time import time

from django.http import HttpRequest

from traffic.count_slots import split
from traffic.edition import Edition
from traffic.page_store import CachedPage, Headers
from traffic.public_pages import CACHE_POLICY_KEY, CachePolicy
from traffic.thing_keys import Counted, thing_key

CACHEABLE_STATUSES = ("200", "410")
COUNTED_KEY, GONE_AT_KEY = "traffic.counted", "traffic.gone_at"  # in the environ, by mark_view


class CapturedResponse:
    """A start_response that collects status and headers, so that headers can still be set when the body is known."""

    def __init__(self):
        self.status = ""
        self.headers: Headers = []

    def __call__(self, status: str, headers: Headers, exc_info=None) -> Callable:
        self.status, self.headers = status, headers
        return _no_write

    @property
    def is_page(self) -> bool:
        return self.header("Content-Type").startswith("text/html")

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.title() == name), "")

    def headers_with(self, **values: str) -> Headers:
        """The headers with these instead of any of the same name; an empty value removes the header."""
        new = {name.replace("_", "-").title(): value for name, value in values.items()}
        unchanged = [(name, value) for name, value in self.headers if name.title() not in new]
        return unchanged + [(name, value) for name, value in new.items() if value]


def _no_write(data: bytes) -> None:
    raise NotImplementedError("Django gives its body back")


def mark_view(request: HttpRequest, thing: Counted) -> None:
    """The answer to this request is a view of the thing; no cached page outlives the end that the thing may have."""
    request.environ[COUNTED_KEY] = thing_key(thing)
    request.environ[GONE_AT_KEY] = getattr(thing, "unpublish_at", None)


def is_cacheable(environ: dict, answer: CapturedResponse) -> bool:
    """Whether everybody would get this answer: a public page that touched neither session, CSRF nor a cookie.

    Django's response shows it: a session that was read varies by cookie, a CSRF token that was made sets its cookie.
    """
    cache_policy = environ.get(CACHE_POLICY_KEY)
    is_shared = cache_policy is not None and cache_policy.is_cached and answer.status.startswith(CACHEABLE_STATUSES)
    caching, varying = answer.header("Cache-Control").lower(), answer.header("Vary").lower()
    is_private = "private" in caching or "no-store" in caching or "cookie" in varying or varying == "*"
    return is_shared and not is_private and not answer.header("Set-Cookie")


def page_from_response(
    environ: dict, answer: CapturedResponse, body: bytes, edition: Edition, *, is_cached: bool = True
) -> CachedPage:
    """Split the body at its slots; X-Request-ID is dropped where the page is cached for others."""
    cache_policy, now = environ.get(CACHE_POLICY_KEY, CachePolicy()), time()
    pieces, things = split(body) if answer.is_page else ([body], [])
    gone_at = environ.get(GONE_AT_KEY)
    said = {"x_request_id": ""} if is_cached else {}
    if things:  # it changes with every view
        headers = answer.headers_with(content_length="", etag="", last_modified="", **said)
    else:
        headers = answer.headers_with(
            content_length="", etag=f'W/"{blake2b(body, digest_size=12).hexdigest()}"', **said
        )
    return CachedPage(
        status=answer.status,
        headers=headers,
        pieces=pieces,
        things=things,
        counted=environ.get(COUNTED_KEY),
        is_page=answer.is_page,
        edition=edition,
        stale_at=now + cache_policy.max_age,
        gone_at=gone_at.timestamp() if gone_at else float("inf"),
        rendered_at=now,
    )
