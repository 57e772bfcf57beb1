"""The id of a request that goes to Django: in its response, on error pages, and in the log.

Made here for each request and never taken from the client; short, without letters and digits that are mistaken for
each other, so that a reader can say it on the telephone. A page cached for other readers has none
(`captured_response`).
"""

import secrets
import threading

from django.http import HttpRequest

REQUEST_ID_HEADER = "X-Request-ID"
LETTERS = "2346789BCDFGHJKMPQRTVWXY"
LENGTH = 8
_KEY = "traffic.request_id"  # in the environ, once somebody has asked


class _Current(threading.local):
    request: HttpRequest | None = None


_current = _Current()


def request_id(environ: dict) -> str:
    """The id of the request with this environ."""
    if _KEY not in environ:
        environ[_KEY] = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return environ[_KEY]


def current_request() -> HttpRequest | None:
    """The request that this thread answers; a streamed body belongs to it until the next request."""
    return _current.request


class RequestIdMiddleware:
    """Around all middleware but SecurityHeadersMiddleware: log records from within belong to the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        _current.request = request
        response = self.get_response(request)
        response.headers[REQUEST_ID_HEADER] = request_id(request.environ)
        if not response.streaming:
            _current.request = None
        return response
