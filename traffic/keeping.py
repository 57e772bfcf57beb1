"""What Django has answered, and whether the next reader may be given the same."""

from collections.abc import Callable
from hashlib import blake2b
from time import time

from traffic.edition import Edition
from traffic.pages import MARK, Mark
from traffic.slots import split
from traffic.store import Headers, KeptPage

KEPT = ("200", "410")
COUNTED, GONE_AT = "traffic.counted", "traffic.gone_at"  # in the environ, by {% counts %}


class Answer:
    """Stands in for the server's start_response, so that headers can still be set when the body is known."""

    def __init__(self, guards: dict[str, str]):
        self._guards = guards
        self.status = ""
        self.headers: Headers = []

    def __call__(self, status: str, headers: Headers, exc_info=None) -> Callable:
        self.status = status
        said = {name.title() for name, _ in headers}
        self.headers = headers + [(name, value) for name, value in self._guards.items() if name not in said]
        return _no_write

    @property
    def is_page(self) -> bool:
        return self.header("Content-Type").startswith("text/html")

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.title() == name), "")

    def but(self, **values: str) -> Headers:
        """The headers with these in the place of any of the same name; an empty one is left out."""
        new = {name.replace("_", "-").title(): value for name, value in values.items()}
        kept = [(name, value) for name, value in self.headers if name.title() not in new]
        return kept + [(name, value) for name, value in new.items() if value]


def _no_write(data: bytes) -> None:
    raise NotImplementedError("Django gives its body back")


def may_be_kept(environ: dict, answer: Answer) -> bool:
    """Whether everybody would get this answer: a public page that touched neither session, CSRF nor a cookie.

    Django says so of itself: a session that was looked at varies by cookie, a token that was made sends its cookie.
    """
    mark = environ.get(MARK)
    is_shared = mark is not None and mark.is_kept and answer.status.startswith(KEPT)
    caching, varying = answer.header("Cache-Control").lower(), answer.header("Vary").lower()
    is_private = "private" in caching or "no-store" in caching or "cookie" in varying or varying == "*"
    return is_shared and not is_private and not answer.header("Set-Cookie")


def answered_page(environ: dict, answer: Answer, body: bytes, edition: Edition, *, is_kept: bool = True) -> KeptPage:
    """The answer cut at its slots, with the headers it goes out with; what is kept for others bears no request's id."""
    mark, now = environ.get(MARK, Mark()), time()
    pieces, things = split(body) if answer.is_page else ([body], [])
    gone_at = environ.get(GONE_AT)
    said = {"x_request_id": ""} if is_kept else {}
    if things:  # it changes with every view
        headers = answer.but(content_length="", etag="", last_modified="", **said)
    else:
        headers = answer.but(content_length="", etag=f'W/"{blake2b(body, digest_size=12).hexdigest()}"', **said)
    return KeptPage(
        status=answer.status,
        headers=headers,
        pieces=pieces,
        things=things,
        counted=environ.get(COUNTED),
        is_page=answer.is_page,
        edition=edition,
        stale_at=now + mark.max_age,
        gone_at=gone_at.timestamp() if gone_at else float("inf"),
        rendered_at=now,
    )
