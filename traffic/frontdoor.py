"""The front door: the WSGI callable round Django's, through which everything comes in and goes out.

Static files and the two probes are answered here, and so is every page in the store (`store`): its view is counted, its
slots are filled and it goes out, without Django and without the database. Other pages are asked of Django, of which
only a few may be in the making at once (`seats`), and kept when they are the same for everybody. Every answer bears the
guards, and a fault that nobody else caught is answered too.
"""

import logging
import multiprocessing.util
import os
import threading
from collections.abc import Callable, Iterable
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from time import time

from django.conf import settings
from django.template.loader import render_to_string
from whitenoise import WhiteNoise

from traffic import snapshot, staff
from traffic.compression import compressed, takes_gzip
from traffic.connections import KeptConnections
from traffic.cooldown import Cooldown
from traffic.fragments import EDITION
from traffic.guards import guarded, guards
from traffic.housekeeper import Housekeeper
from traffic.keeping import COUNTED, Answer, answered_page, may_be_kept
from traffic.limits import client_network
from traffic.log_limits import log_refusal, log_stand_in
from traffic.pages import MARK, is_our_name, query_values
from traffic.patience import LONGEST, install, patience
from traffic.readers import is_reader
from traffic.renders import Renders
from traffic.request_bodies import Refused, RequestBodies, SignInFirst
from traffic.request_id import HEADER, request_id
from traffic.seats import Seats
from traffic.slots import IN_FRONT, UNKNOWN
from traffic.spliced import TooWide
from traffic.store import KeptPage, Key, PageStore
from traffic.streams import Streams, whole
from traffic.tally import Tally, texts
from traffic.things import Thing

HASHED_NAME = r"\.[0-9a-f]{12}\.[^/]+$"  # as collectstatic names files by their content
SHORT_LIFE = 300  # seconds a file without a hash in its name may be kept, such as those the editor loads
LONGEST_NAME = 260  # characters of a host and its port; the domain name system allows 253
FAULT = "Trang đang gặp trục trặc. Xin tải lại sau ít phút.\n"
NAMES = 256  # by which we are asked, remembered as ours or not
BUSY, DOWN = 5, 60  # seconds after which to come back
LOOKED_AT_ENOUGH = 0.2  # seconds in which the numbers of one page are not looked after again
PATIENCE = 1.5  # seconds a page for readers waits for one answer of the database
TEXT, HTML = "text/plain; charset=utf-8", "text/html; charset=utf-8"
SAFE_METHODS = {"GET", "HEAD"}
FAULTS = ("500", "503")
LOGGED_REFUSALS = ("413", "503", "507")  # of bodies: one that breaks off, or goes where none is taken, is no news

log = logging.getLogger(__name__)


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
            install()
            self.tally = Tally(settings.DATA_DIR / "tally")
            self.store = PageStore(settings.PAGE_STORE_BYTES)
            self._snapshot = settings.DATA_DIR / "pages" / "kept"
            snapshot.load(self.store, self._snapshot)
            self._saved, self._disk_refuses = self.store.changes, False
            self.housekeeper = Housekeeper(self.tally, self._save_pages, self._take_down)
            self._cooldown = Cooldown(settings.VIEW_COOLDOWN)
            self._seats = Seats()
            self._connections = KeptConnections()
            self._bodies = RequestBodies(settings.FILE_UPLOAD_TEMP_DIR)
            self._streams = Streams()
            self._renders = Renders()
            self._is_our_name = lru_cache(maxsize=NAMES)(is_our_name)
            self._static = self._static_files()
            self._guards = guards()
            self._sorry = render_to_string("503.html").encode()  # while it can still be read
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
                self._connections.close()
                self.tally.close()
                self._is_open = False

    def _save_pages(self) -> None:
        """Write what has been rendered since the last time to the node's disk, or say once that there is no room."""
        changes = self.store.changes
        if self._saved == changes:
            return
        try:
            snapshot.save(self.store, self._snapshot)
        except OSError as error:
            if not self._disk_refuses:
                log.error("Không ghi được %s (%s); trang được giữ trong bộ nhớ.", self._snapshot, error)
            self._disk_refuses = True
        else:
            if self._disk_refuses:
                log.warning("Đã ghi lại được %s.", self._snapshot)
            self._saved, self._disk_refuses = changes, False

    def _take_down(self, addresses: list[str]) -> None:
        """Drop what shows them, here and on the node's disk, be it full."""
        self.store.take_down(addresses)
        self._snapshot.unlink(missing_ok=True)
        self._save_pages()

    def _leave_to_parent(self) -> None:
        self._opening = threading.Lock()
        if self._is_open:
            self.tally.leave_to_parent()
            self._is_open = False

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if not self._is_open:
            self.open()
        try:
            key = self._key(environ)
            page = key and self.store.get(key)
            housekeeper = self.housekeeper
            if page and housekeeper.database_up and page.is_fresh(housekeeper.edition, now := time()):
                return self._send(page, environ, start_response, now)
            return self._answer(key, page, environ, guarded(start_response, self._guards))
        except Exception:  # the last one who can answer the reader
            log.exception("Không trả lời được", extra={"environ": environ, "status_code": 500})
            fault = f"{FAULT}Mã sự cố: {request_id(environ)}\n".encode()
            told = (HEADER, request_id(environ))
            return _in_words("500 Internal Server Error", fault, guarded(start_response, self._guards), TEXT, told)

    def _answer(self, key: Key | None, page: KeptPage | None, environ: dict, start_response: Callable):
        path = environ["PATH_INFO"]
        if path.startswith(settings.STATIC_URL):
            # WhiteNoise looks for the word alone, and would send gzip to who refuses it
            environ["HTTP_ACCEPT_ENCODING"] = "gzip" if takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")) else ""
            return whole(self._static(environ, start_response))
        if path in self._probes:
            return self._probe(self._probes[path], environ, start_response)
        if path.startswith(settings.MEDIA_URL):
            key = None  # files need no database, and are kept by browsers
        return self._page(key, page, environ, start_response)

    # Kept pages

    def _key(self, environ: dict) -> Key | None:
        """What tells a page that may be kept from others; None for a request that only Django can answer."""
        if environ["REQUEST_METHOD"] not in SAFE_METHODS or staff.bearer(environ) is not None:
            return None
        name = environ.get("HTTP_HOST", environ["SERVER_NAME"])
        if len(name) > LONGEST_NAME or not self._is_our_name(name):
            return None
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING")
        values = query_values(path, query) if query else ()
        return None if values is None else (path, values)

    def _send(self, page: KeptPage, environ: dict, start_response: Callable, now: float, *, is_stale: bool = False):
        etag = environ.get("HTTP_IF_NONE_MATCH")
        if etag and page.etag and page.etag in etag:
            start_response("304 Not Modified", page.headers)
            return []
        if page.counts and is_reader(environ):
            self._count(page.counts, environ)
        numbers = self._numbers(page, environ, now) if page.things else []
        is_packed = page.is_packable and takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")) and UNKNOWN not in numbers
        try:
            body, headers = page.packed(numbers) if is_packed else page.plain(numbers)
        except TooWide:
            body, headers = page.plain(numbers)
        if is_stale:
            headers = [*headers, ("Cache-Status", "portal; hit; detail=stale")]  # RFC 9211
        start_response(page.status, headers)
        return [body]

    def _count(self, things: tuple[Thing, ...], environ: dict) -> None:
        """One view of the site, and of the thing the page is about unless the reader was just here."""
        if self._cooldown.seconds and len(things) > 1 and not self._cooldown.passes(environ, things[1]):
            things = things[:1]
        self.tally.count(*things)

    def _count_download(self, environ: dict) -> None:
        """One download of the file that the view names; it is no page of the site that was read."""
        thing = environ.get(COUNTED)
        if thing and is_reader(environ) and self._cooldown.passes(environ, thing):
            self.tally.count(thing)

    def _numbers(self, page: KeptPage, environ: dict, now: float) -> list[bytes]:
        """Those of its slots, as they are written; what was not looked at lately is read."""
        if now > page.looked_at + LOOKED_AT_ENOUGH:
            unread = self.tally.unread(page.watched)
            page.views = self.tally.views(page.things)
            page.looked_at = now  # from here on other threads use what was found
            if unread:
                self._look_up(unread, environ)
        return texts(page.views)

    def _look_up(self, things: list[Thing], environ: dict) -> None:
        """Read numbers, unless Django is full; who comes from there has a seat."""
        if IN_FRONT in environ:
            self.housekeeper.look_up(things)
        elif self._seats.take(may_wait=False):
            try:
                self.housekeeper.look_up(things)
            finally:
                self._leave()

    # Pages asked of Django

    def _page(self, key: Key | None, page: KeptPage | None, environ: dict, start_response: Callable):
        """A page that is not kept, or not fresh any more, or what is to be done with something sent."""
        if environ["REQUEST_METHOD"] in SAFE_METHODS:
            environ["wsgi.input"] = BytesIO()  # whatever a body would be for, nobody waits for it
            return self._page_in_turn(key, page, environ, start_response)
        try:
            body = self._bodies.receive(environ)
        except Refused as refusal:
            return self._refuse(refusal, environ, start_response)
        with body:
            environ["wsgi.input"] = body
            return self._page_in_turn(key, page, environ, start_response)

    def _refuse(self, refusal: Refused, environ: dict, start_response: Callable) -> list[bytes]:
        if refusal.status.startswith(LOGGED_REFUSALS):
            log_refusal(environ, int(refusal.status[:3]))
        context = {"sentence": refusal.sentence, "is_signed_out": isinstance(refusal, SignInFirst)}
        words = render_to_string("refused_body.html", context).encode()
        return _in_words(refusal.status, words, start_response, HTML, *refusal.headers)

    def _page_in_turn(self, key: Key | None, page: KeptPage | None, environ: dict, start_response: Callable):
        old = page if page and page.may_be_shown_stale(time()) else None
        if not self._is_worth_an_attempt(environ):
            return self._make_do(old, environ, start_response, wait=DOWN)
        with self._renders.of(key) as others:
            if others:
                if old and old.may_be_shown_meanwhile(time()):
                    return self._send(old, environ, start_response, time())
                self._seats.wait(others.wait)
            who = {
                "sends": environ["REQUEST_METHOD"] not in SAFE_METHODS,
                "is_staff": staff.bearer(environ) is not None,
            }
            if not self._seats.take(**who, client=client_network(environ) if who["sends"] else ""):
                return self._make_do(old, environ, start_response, wait=BUSY)
            try:
                kept = key and self.store.get(key)
                if kept and kept.is_fresh(self.housekeeper.edition, time()):  # rendered while this one waited
                    return self._send(kept, environ, start_response, time())
                return self._ask_django(key, old, environ, start_response)
            finally:
                self._leave(**who)

    def _leave(self, **who: bool) -> None:
        self._connections.leave()
        self._seats.leave(**who)

    def _is_worth_an_attempt(self, environ: dict) -> bool:
        """Whether Django can be asked: for files and for what somebody has written even without a database."""
        is_file = environ["PATH_INFO"].startswith(settings.MEDIA_URL)
        only_reads = environ["REQUEST_METHOD"] in SAFE_METHODS and not is_file
        return self.housekeeper.database_up or not only_reads

    def _make_do(self, old: KeptPage | None, environ: dict, start_response: Callable, *, wait: int):
        """What there is while nothing better can be had: for so many seconds, about."""
        if old:
            return self._send(old, environ, start_response, time(), is_stale=True)
        log_refusal(environ, 503)
        return _in_words("503 Service Unavailable", self._sorry, start_response, HTML, ("Retry-After", str(wait)))

    def _ask_django(self, key: Key | None, old: KeptPage | None, environ: dict, start_response: Callable):
        environ[IN_FRONT] = True
        edition = self.housekeeper.edition  # before anything is read of what it stands for
        if key or (environ["REQUEST_METHOD"] in SAFE_METHODS and staff.bearer(environ) is None):
            environ[EDITION] = edition  # a page for one reader alone, such as a search, still shares what all have
        answer = Answer(self._guards)
        with patience(PATIENCE if key else LONGEST, lambda: self._is_worth_an_attempt(environ)):
            response = self._django(environ, answer)
        if getattr(response, "streaming", True):
            body = self._streams.body(response, answer.header("Content-Length"))
            if body is None:
                return self._make_do(None, environ, start_response, wait=BUSY)
            self._count_download(environ)
            start_response(answer.status, answer.headers)
            return body
        try:
            body = b"".join(response)
        finally:
            response.close()
        if old and answer.status.startswith(FAULTS):
            log_stand_in(environ, int(answer.status[:3]))
            return self._send(old, environ, start_response, time(), is_stale=True)
        if key and may_be_kept(environ, answer):
            page = answered_page(environ, answer, body, edition)
            self._keep(key, page)
            return self._send(page, environ, start_response, time())
        if old:
            self.store.drop(key)
        return self._send_once(answer, body, environ, start_response)

    def _keep(self, key: Key, page: KeptPage) -> None:
        """Keep a page unless its edition is over: it may show what was taken down while it was rendered."""
        if page.edition is self.housekeeper.edition:
            self.store.put(key, page)
            if page.edition is not self.housekeeper.edition:  # the housekeeper may have been through before it was in
                self.store.drop(key)

    def _send_once(self, answer: Answer, body: bytes, environ: dict, start_response: Callable):
        """An answer for this reader alone, such as a search, an error or what staff see."""
        page = answered_page(environ, answer, body, self.housekeeper.edition, is_kept=False)
        if (MARK in environ or COUNTED in environ) and page.counts and is_reader(environ):
            self._count(page.counts, environ)
        body, headers = page.plain(self._numbers(page, environ, time())) if page.things else (body, answer.headers)
        body, headers = compressed(body, headers, environ.get("HTTP_ACCEPT_ENCODING", ""))
        start_response(answer.status, headers)
        return [body]

    # Static files

    def _static_files(self) -> WhiteNoise:
        files = WhiteNoise(
            lambda environ, start_response: self._page(None, None, environ, start_response),
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
        return _in_words(status, text.encode(), start_response)

    def _healthz(self) -> tuple[str, str]:
        return "200 OK", "ok\n"

    def _readyz(self) -> tuple[str, str]:
        """Ready as long as pages can be answered: without a database the kept ones still can."""
        database = f"database: {'ok' if self.housekeeper.database_up else 'down'}\n"
        if self._closing or not self.housekeeper.has_turned.is_set():
            return "503 Service Unavailable", f"{'draining' if self._closing else 'starting'}\n{database}"
        return "200 OK", f"ready\n{database}"


def _in_words(status: str, words: bytes, start_response: Callable, kind: str = TEXT, *more: tuple[str, str]):
    """A short answer that is made for the moment."""
    start_response(
        status,
        [("Content-Type", kind), ("Content-Length", str(len(words))), ("Cache-Control", "no-store"), *more],
    )
    return [words]
