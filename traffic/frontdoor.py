"""The front door: the WSGI callable round Django's, through which everything comes in and goes out.

Static files and the two probes are answered here, pages by Django. On a page's way out its view is counted, the slots
for numbers are filled and it is compressed. Every answer bears the guards, and a fault that nobody else caught is
answered too.
"""

import logging
import multiprocessing.util
import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from whitenoise import WhiteNoise

from traffic.compression import compressed, takes_gzip
from traffic.guards import Headers, guarded, guards
from traffic.housekeeper import Housekeeper
from traffic.readers import is_reader
from traffic.slots import IN_FRONT, fill, split
from traffic.tally import Tally

HASHED_NAME = r"\.[0-9a-f]{12}\.[^/]+$"  # as collectstatic names files by their content
SHORT_LIFE = 300  # seconds a file without a hash in its name may be kept, such as those the editor loads
FAULT = "Trang đang gặp trục trặc. Xin tải lại sau ít phút.\n".encode()

log = logging.getLogger(__name__)


class Answer:
    """Stands in for the server's start_response, so that headers can still be set when the body is known."""

    def __init__(self):
        self.status = ""
        self.headers: Headers = []

    def __call__(self, status: str, headers: Headers, exc_info=None):
        self.status, self.headers = status, headers

    @property
    def is_page(self) -> bool:
        return any(name.lower() == "content-type" and value.startswith("text/html") for name, value in self.headers)

    def with_headers(self, **values: str) -> Headers:
        """The headers with these in the place of any of the same name; an empty one is left out."""
        new = {name.replace("_", "-").title(): value for name, value in values.items()}
        kept = [(name, value) for name, value in self.headers if name.title() not in new]
        return kept + [(name, value) for name, value in new.items() if value]

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.title() == name), "")


class FrontDoor:
    """Opens by itself with the first request, in whatever process that arrives."""

    def __init__(self, django: Callable):
        self._django = django
        self._opening = threading.Lock()
        self._is_open = False
        self._closing = False
        self._probes = {"/healthz": self._healthz, "/readyz": self._readyz}
        os.register_at_fork(after_in_child=self._leave_to_parent)

    def open(self, *, housekeeping: bool = True) -> None:
        """Make this process's tally and set its housekeeper to work; does nothing when it is open already.

        Without housekeeping one turn is taken now and others when they are asked for.
        """
        with self._opening:
            if self._is_open:
                return
            self.tally = Tally(settings.DATA_DIR / "tally")
            self.housekeeper = Housekeeper(self.tally)
            self._static = self._static_files()
            self._guards = guards()
            if housekeeping:
                self.housekeeper.start()
            else:
                self.housekeeper.turn()
            self._at_exit = multiprocessing.util.Finalize(self, self.housekeeper.stop, exitpriority=100)
            self._closing, self._is_open = False, True

    def close(self) -> None:
        """Take the views to the tables and give up the tally."""
        with self._opening:
            if self._is_open:
                self._closing = True
                self._at_exit()
                self.tally.close()
                self._is_open = False

    def _leave_to_parent(self) -> None:
        self._opening = threading.Lock()
        if self._is_open:
            self.tally.leave_to_parent()
            self._is_open = False

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if not self._is_open:
            self.open()
        start_response = guarded(start_response, self._guards)
        try:
            return self._answer(environ, start_response)
        except Exception:  # the last one who can answer the reader
            log.exception("No answer to %s", environ["PATH_INFO"])
            headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(FAULT)))]
            start_response("500 Internal Server Error", [*headers, ("Cache-Control", "no-store")])
            return [FAULT]

    def _answer(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path.startswith(settings.STATIC_URL):
            # WhiteNoise looks for the word alone, and would send gzip to who refuses it
            environ["HTTP_ACCEPT_ENCODING"] = "gzip" if takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")) else ""
            return self._static(environ, start_response)
        if path in self._probes:
            return self._probe(self._probes[path], environ, start_response)
        return self._page(environ, start_response)

    # Pages

    def _page(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        environ[IN_FRONT] = True
        answer = Answer()
        response = self._django(environ, answer)
        if getattr(response, "streaming", True):
            start_response(answer.status, answer.headers)
            return response
        try:
            page, headers = b"".join(response), answer.headers
            if answer.is_page:
                self._count(environ, answer)
                page, headers = self._filled(page, answer)
        finally:
            response.close()
        page, headers = compressed(page, headers, environ.get("HTTP_ACCEPT_ENCODING", ""))
        start_response(answer.status, headers)
        return [page]

    def _count(self, environ: dict, answer: Answer) -> None:
        thing = environ.get("traffic.counted")
        if thing and answer.status.startswith("200") and is_reader(environ):
            self.tally.count(thing)

    def _filled(self, page: bytes, answer: Answer) -> tuple[bytes, Headers]:
        """Put the numbers in; a page that shows them changes with every view and is asked for anew each time."""
        pieces, things = split(page)
        if not things:
            return page, answer.headers
        if unread := self.tally.unread(set(things)):
            self.housekeeper.look_up(unread)
        page = fill(pieces, things, {thing: self.tally.number(thing) for thing in things})
        caching = answer.header("Cache-Control") or "no-cache"
        return page, answer.with_headers(
            content_length=str(len(page)), cache_control=caching, etag="", last_modified=""
        )

    # Static files

    def _static_files(self) -> WhiteNoise:
        files = WhiteNoise(
            self._page,
            max_age=SHORT_LIFE,
            allow_all_origins=False,
            immutable_file_test=HASHED_NAME,
        )
        if Path(settings.STATIC_ROOT).is_dir():
            files.add_files(settings.STATIC_ROOT, prefix=settings.STATIC_URL)
        return files

    # Probes

    def _probe(self, probe: Callable, environ: dict, start_response: Callable) -> list[bytes]:
        status, text = probe()
        body = text.encode()
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
        start_response(status, [*headers, ("Cache-Control", "no-store")])
        return [body]

    def _healthz(self) -> tuple[str, str]:
        return "200 OK", "ok\n"

    def _readyz(self) -> tuple[str, str]:
        """Ready as long as pages can be answered: without a database the kept ones still can."""
        database = f"database: {'ok' if self.housekeeper.database_up else 'down'}\n"
        if self._closing or not self.housekeeper.has_turned.is_set():
            return "503 Service Unavailable", f"{'draining' if self._closing else 'starting'}\n{database}"
        return "200 OK", f"ready\n{database}"
