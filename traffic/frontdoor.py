"""The front door: the WSGI callable round Django's; every request comes in and every response goes out through it.

Static files, the two probes and cached pages (`page_store`) are answered here: a page's view is counted, its slots are
filled and it is sent, without Django and without the database. Of the rest, only as many requests as the bulkhead
permits are in Django at once, and a page that is the same for everybody is cached. Every response gets the security
headers, and an exception that nobody caught becomes a 500.
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

from traffic import admin_networks, page_snapshot, staff
from traffic.bulkhead import Bulkhead
from traffic.captured_response import COUNTED_KEY, CapturedResponse, is_cacheable, page_from_response
from traffic.client_address import client_network
from traffic.compression import compressed, takes_gzip
from traffic.count_slots import FRONT_DOOR_KEY, UNKNOWN_COUNT
from traffic.database_connections import ConnectionPool
from traffic.fragment_cache import EDITION_KEY
from traffic.housekeeper import Housekeeper
from traffic.log_limits import log_refusal, log_stale_answer
from traffic.page_store import CachedPage, Key, PageStore
from traffic.public_pages import CACHE_POLICY_KEY, is_allowed_host, query_values
from traffic.query_timeout import QUERY_TIMEOUT_SECONDS, install_wait_callback, query_timeout
from traffic.reader_detection import is_reader
from traffic.request_bodies import BodyRefused, RequestBodies, SignInRequired
from traffic.request_id import REQUEST_ID_HEADER, request_id
from traffic.security_headers import security_headers, with_security_headers
from traffic.single_flight import SingleFlight
from traffic.spliced_gzip import NumberTooWide
from traffic.streaming import StreamLimiter, buffered
from traffic.tally import Tally, count_texts
from traffic.thing_keys import ThingKey
from traffic.view_cooldown import Cooldown

HASHED_NAME = r"\.[0-9a-f]{12}\.[^/]+$"  # as collectstatic names files by their content
UNHASHED_MAX_AGE_SECONDS = 300  # of files without a hash in their names, such as those the editor loads
MAX_HOST_CHARACTERS = 260  # characters of a host and its port; the domain name system allows 253
FAULT_TEXT = "Trang đang gặp trục trặc. Xin tải lại sau ít phút.\n"
MAX_KNOWN_HOSTS = 256  # hosts of requests, remembered as allowed or not
BUSY_RETRY_SECONDS, DOWN_RETRY_SECONDS = 5, 60  # Retry-After
COUNTS_FRESH_SECONDS = 0.2  # seconds in which a page's view counts are not read again
PAGE_QUERY_TIMEOUT_SECONDS = 1.5  # seconds a page for readers waits for one answer of the database
TEXT_TYPE, HTML_TYPE = "text/plain; charset=utf-8", "text/html; charset=utf-8"
SAFE_METHODS = {"GET", "HEAD"}
FAULT_STATUSES = ("500", "503")
LOGGED_REFUSALS = ("413", "503", "507")  # of bodies; one that breaks off or is sent where none is allowed is not logged

log = logging.getLogger(__name__)


class FrontDoor:
    """Opens by itself with the first request of a process."""

    def __init__(self, django: Callable):
        self._django = django
        self._open_lock = threading.Lock()
        self._is_open = False
        self._closing = False
        self._probes = {"/healthz": self._healthz, "/readyz": self._readyz}
        os.register_at_fork(after_in_child=self._forget_after_fork)

    def open(self, *, housekeeping: bool = True) -> None:
        """Create this process's tally and start its housekeeper; does nothing when it is open already.

        Without housekeeping one turn is made now, and others only when `turn` is called.
        """
        with self._open_lock:
            if self._is_open:
                return
            install_wait_callback()
            self.tally = Tally(settings.DATA_DIR / "tally")
            self.store = PageStore(settings.PAGE_STORE_BYTES)
            self._snapshot = settings.DATA_DIR / "pages" / "kept"
            page_snapshot.load(self.store, self._snapshot)
            self._saved_changes, self._disk_refuses = self.store.changes, False
            self.housekeeper = Housekeeper(self.tally, self._save_pages, self._purge)
            self._cooldown = Cooldown(settings.VIEW_COOLDOWN)
            self._bulkhead = Bulkhead()
            self._connections = ConnectionPool()
            self._bodies = RequestBodies(settings.FILE_UPLOAD_TEMP_DIR)
            self._streams = StreamLimiter()
            self._single_flight = SingleFlight()
            self._is_allowed_host = lru_cache(maxsize=MAX_KNOWN_HOSTS)(is_allowed_host)
            self._static = self._static_files()
            self._security_headers = security_headers()
            self._unavailable_page = render_to_string("503.html").encode()  # while it can still be read
            self._outside_page = render_to_string("outside_admin_networks.html").encode()
            if housekeeping:
                self.housekeeper.start()
            else:
                self.housekeeper.turn()
            self._at_exit = multiprocessing.util.Finalize(self, self.housekeeper.stop, exitpriority=100)
            self._closing, self._is_open = False, True

    def close(self) -> None:
        """Add the views to the tables and close the tally."""
        with self._open_lock:
            if self._is_open:
                self._closing = True
                self._at_exit()
                self._connections.close()
                self.tally.close()
                self._is_open = False

    def _save_pages(self) -> None:
        """Write the pages rendered since the last time to the node's disk, or log once that there is no room."""
        changes = self.store.changes
        if self._saved_changes == changes:
            return
        try:
            page_snapshot.save(self.store, self._snapshot)
        except OSError as error:
            if not self._disk_refuses:
                log.error("Không ghi được %s (%s); trang được giữ trong bộ nhớ.", self._snapshot, error)
            self._disk_refuses = True
        else:
            if self._disk_refuses:
                log.warning("Đã ghi lại được %s.", self._snapshot)
            self._saved_changes, self._disk_refuses = changes, False

    def _purge(self, addresses: list[str]) -> None:
        """Drop the pages that show these addresses, here and on the node's disk, even if it is full."""
        self.store.purge(addresses)
        self._snapshot.unlink(missing_ok=True)
        self._save_pages()

    def _forget_after_fork(self) -> None:
        self._open_lock = threading.Lock()
        if self._is_open:
            self.tally.forget_after_fork()
            self._is_open = False

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if not self._is_open:
            self.open()
        try:
            key = self._page_key(environ)
            page = key and self.store.get(key)
            housekeeper = self.housekeeper
            if page and housekeeper.database_up and page.is_fresh(housekeeper.edition, now := time()):
                return self._send(page, environ, start_response, now)
            return self._answer(key, page, environ, with_security_headers(start_response, self._security_headers))
        except Exception:  # last resort
            log.exception("Không trả lời được", extra={"environ": environ, "status_code": 500})
            fault = f"{FAULT_TEXT}Mã sự cố: {request_id(environ)}\n".encode()
            told = (REQUEST_ID_HEADER, request_id(environ))
            return _short_response(
                "500 Internal Server Error",
                fault,
                with_security_headers(start_response, self._security_headers),
                TEXT_TYPE,
                told,
            )

    def _answer(self, key: Key | None, page: CachedPage | None, environ: dict, start_response: Callable):
        path = environ["PATH_INFO"]
        if admin_networks.is_outside(environ):
            return _short_response("403 Forbidden", self._outside_page, start_response, HTML_TYPE)
        if path.startswith(settings.STATIC_URL):
            # WhiteNoise looks for the word alone, and would send gzip to a client that refuses it (q=0)
            environ["HTTP_ACCEPT_ENCODING"] = "gzip" if takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")) else ""
            return buffered(self._static(environ, start_response))
        if path in self._probes:
            return self._probe(self._probes[path], environ, start_response)
        if path.startswith(settings.MEDIA_URL):
            key = None  # files need no database, and browsers cache them
        return self._page(key, page, environ, start_response)

    # Cached pages

    def _page_key(self, environ: dict) -> Key | None:
        """The key of a page that may be cached; None for a request that only Django can answer."""
        if environ["REQUEST_METHOD"] not in SAFE_METHODS or staff.user_id(environ) is not None:
            return None
        name = environ.get("HTTP_HOST", environ["SERVER_NAME"])
        if len(name) > MAX_HOST_CHARACTERS or not self._is_allowed_host(name):
            return None
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING")
        values = query_values(path, query) if query else ()
        return None if values is None else (path, values)

    def _send(self, page: CachedPage, environ: dict, start_response: Callable, now: float, *, is_stale: bool = False):
        etag = environ.get("HTTP_IF_NONE_MATCH")
        if etag and page.etag and page.etag in etag:
            start_response("304 Not Modified", page.headers)
            return []
        if page.counted_things and is_reader(environ):
            self._count(page.counted_things, environ)
        numbers = self._view_counts(page, environ, now) if page.things else []
        is_gzipped = (
            page.can_gzip and takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")) and UNKNOWN_COUNT not in numbers
        )
        try:
            body, headers = page.as_gzip(numbers) if is_gzipped else page.as_plain(numbers)
        except NumberTooWide:
            body, headers = page.as_plain(numbers)
        if is_stale:
            headers = [*headers, ("Cache-Status", "portal; hit; detail=stale")]  # RFC 9211
        start_response(page.status, headers)
        return [body]

    def _count(self, things: tuple[ThingKey, ...], environ: dict) -> None:
        """One view of the site, and of the thing the page is about unless the reader was just here."""
        if self._cooldown.seconds and len(things) > 1 and not self._cooldown.passes(environ, things[1]):
            things = things[:1]
        self.tally.count(*things)

    def _count_download(self, environ: dict) -> None:
        """One download of the file that the view names; it does not count for the site total."""
        thing = environ.get(COUNTED_KEY)
        if thing and is_reader(environ) and self._cooldown.passes(environ, thing):
            self.tally.count(thing)

    def _view_counts(self, page: CachedPage, environ: dict, now: float) -> list[bytes]:
        """The formatted counts of the page's slots; those not read lately are read now."""
        if now > page.counts_read_at + COUNTS_FRESH_SECONDS:
            stale_counts = self.tally.stale_counts(page.unique_things)
            page.views = self.tally.views(page.things)
            page.counts_read_at = now  # from here on other threads use these counts
            if stale_counts:
                self._look_up(stale_counts, environ)
        return count_texts(page.views)

    def _look_up(self, things: list[ThingKey], environ: dict) -> None:
        """Read the numbers if there is a free permit; a request that comes from Django already holds one."""
        if FRONT_DOOR_KEY in environ:
            self.housekeeper.look_up(things)
        elif self._bulkhead.acquire(may_wait=False):
            try:
                with self._connections.lent():
                    self.housekeeper.look_up(things)
            finally:
                self._bulkhead.release()

    # Pages from Django

    def _page(self, key: Key | None, page: CachedPage | None, environ: dict, start_response: Callable):
        """Answer with a page that is not cached or not fresh any more, or handle a request that writes."""
        if environ["REQUEST_METHOD"] in SAFE_METHODS:
            environ["wsgi.input"] = BytesIO()  # no view uses the body of such a request
            return self._admitted_page(key, page, environ, start_response)
        try:
            body = self._bodies.receive(environ)
        except BodyRefused as refusal:
            return self._refuse(refusal, environ, start_response)
        with body:
            environ["wsgi.input"] = body
            return self._admitted_page(key, page, environ, start_response)

    def _refuse(self, refusal: BodyRefused, environ: dict, start_response: Callable) -> list[bytes]:
        if refusal.status.startswith(LOGGED_REFUSALS):
            log_refusal(environ, int(refusal.status[:3]))
        context = {"sentence": refusal.sentence, "is_signed_out": isinstance(refusal, SignInRequired)}
        words = render_to_string("refused_body.html", context).encode()
        return _short_response(refusal.status, words, start_response, HTML_TYPE, *refusal.headers)

    def _admitted_page(self, key: Key | None, page: CachedPage | None, environ: dict, start_response: Callable):
        old = page if page and page.may_show_on_error(time()) else None
        if not self._can_ask_django(environ):
            return self._send_fallback(old, environ, start_response, wait=DOWN_RETRY_SECONDS)
        with self._single_flight.claim(key) as in_flight:
            if in_flight:
                if old and old.may_show_while_rendering(time()):
                    return self._send(old, environ, start_response, time())
                self._bulkhead.wait(in_flight.wait)
            who = {
                "is_write": environ["REQUEST_METHOD"] not in SAFE_METHODS,
                "is_staff": staff.user_id(environ) is not None,
            }
            if not self._bulkhead.acquire(**who, client=client_network(environ) if who["is_write"] else ""):
                return self._send_fallback(old, environ, start_response, wait=BUSY_RETRY_SECONDS)
            try:
                cached = key and self.store.get(key)
                if cached and cached.is_fresh(self.housekeeper.edition, time()):  # rendered while this one waited
                    return self._send(cached, environ, start_response, time())
                with self._connections.lent():
                    return self._ask_django(key, old, environ, start_response)
            finally:
                self._bulkhead.release(**who)

    def _can_ask_django(self, environ: dict) -> bool:
        """Whether Django can be asked: for files and for requests that write even without a database."""
        is_file = environ["PATH_INFO"].startswith(settings.MEDIA_URL)
        only_reads = environ["REQUEST_METHOD"] in SAFE_METHODS and not is_file
        return self.housekeeper.database_up or not only_reads

    def _send_fallback(self, old: CachedPage | None, environ: dict, start_response: Callable, *, wait: int):
        """Answer with the stale page, or 503 with Retry-After, when Django cannot be asked now."""
        if old:
            return self._send(old, environ, start_response, time(), is_stale=True)
        log_refusal(environ, 503)
        return _short_response(
            "503 Service Unavailable", self._unavailable_page, start_response, HTML_TYPE, ("Retry-After", str(wait))
        )

    def _ask_django(self, key: Key | None, old: CachedPage | None, environ: dict, start_response: Callable):
        environ[FRONT_DOOR_KEY] = True
        edition = self.housekeeper.edition  # before any row is read
        if key or (environ["REQUEST_METHOD"] in SAFE_METHODS and staff.user_id(environ) is None):
            environ[EDITION_KEY] = edition  # a page for one reader alone, such as a search, still uses cached fragments
        answer = CapturedResponse()
        with query_timeout(
            PAGE_QUERY_TIMEOUT_SECONDS if key else QUERY_TIMEOUT_SECONDS, lambda: self._can_ask_django(environ)
        ):
            response = self._django(environ, with_security_headers(answer, self._security_headers))
        if getattr(response, "streaming", True):
            body = self._streams.body(response, answer.header("Content-Length"))
            if body is None:
                return self._send_fallback(None, environ, start_response, wait=BUSY_RETRY_SECONDS)
            self._count_download(environ)
            start_response(answer.status, answer.headers)
            return body
        try:
            body = b"".join(response)
        finally:
            response.close()
        if old and answer.status.startswith(FAULT_STATUSES):
            log_stale_answer(environ, int(answer.status[:3]))
            return self._send(old, environ, start_response, time(), is_stale=True)
        if key and is_cacheable(environ, answer):
            page = page_from_response(environ, answer, body, edition)
            self._store_page(key, page)
            return self._send(page, environ, start_response, time())
        if old:
            self.store.drop(key)
        return self._send_uncached(answer, body, environ, start_response)

    def _store_page(self, key: Key, page: CachedPage) -> None:
        """Cache the page unless its edition has ended: it may show what was purged while it was rendered."""
        if page.edition is self.housekeeper.edition:
            self.store.put(key, page)
            if page.edition is not self.housekeeper.edition:  # the housekeeper may have purged just before
                self.store.drop(key)

    def _send_uncached(self, answer: CapturedResponse, body: bytes, environ: dict, start_response: Callable):
        """A response for this reader alone, such as a search, an error or a page for staff."""
        page = page_from_response(environ, answer, body, self.housekeeper.edition, is_cached=False)
        if (CACHE_POLICY_KEY in environ or COUNTED_KEY in environ) and page.counted_things and is_reader(environ):
            self._count(page.counted_things, environ)
        body, headers = (
            page.as_plain(self._view_counts(page, environ, time())) if page.things else (body, answer.headers)
        )
        body, headers = compressed(body, headers, environ.get("HTTP_ACCEPT_ENCODING", ""))
        start_response(answer.status, headers)
        return [body]

    # Static files

    def _static_files(self) -> WhiteNoise:
        files = WhiteNoise(
            lambda environ, start_response: self._page(None, None, environ, start_response),
            max_age=UNHASHED_MAX_AGE_SECONDS,
            allow_all_origins=False,
            immutable_file_test=HASHED_NAME,
        )
        if Path(settings.STATIC_ROOT).is_dir():
            files.add_files(settings.STATIC_ROOT, prefix=settings.STATIC_URL)
        return files

    # Probes

    def _probe(self, probe: Callable, environ: dict, start_response: Callable) -> list[bytes]:
        status, text = probe()
        return _short_response(status, text.encode(), start_response)

    def _healthz(self) -> tuple[str, str]:
        return "200 OK", "ok\n"

    def _readyz(self) -> tuple[str, str]:
        """Ready as long as pages can be answered: without a database the cached ones still can."""
        database = f"database: {'ok' if self.housekeeper.database_up else 'down'}\n"
        if self._closing or not self.housekeeper.has_turned.is_set():
            return "503 Service Unavailable", f"{'draining' if self._closing else 'starting'}\n{database}"
        return "200 OK", f"ready\n{database}"


def _short_response(status: str, words: bytes, start_response: Callable, kind: str = TEXT_TYPE, *more: tuple[str, str]):
    """A short response that nobody may cache."""
    start_response(
        status,
        [("Content-Type", kind), ("Content-Length", str(len(words))), ("Cache-Control", "no-store"), *more],
    )
    return [words]
