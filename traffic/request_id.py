"""The id of a request that goes to Django: on its answer, on the page of a fault, and in the log.

Made here for each request and taken from nobody outside; short, without letters and digits that are mistaken for each
other, so that a reader can say it on the telephone. What is kept for other readers bears none (`keeping`).
"""

import secrets
import threading

from django.http import HttpRequest

HEADER = "X-Request-ID"
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
    """What this thread is answering; a body that is sent in pieces belongs to it until the next request."""
    return _current.request


class RequestIdMiddleware:
    """Around all others but the guards: whatever is logged on the way is known to belong to the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        _current.request = request
        response = self.get_response(request)
        response.headers[HEADER] = request_id(request.environ)
        if not response.streaming:
            _current.request = None
        return response
