"""Request bodies, read whole before Django is called.

The server calls the application when the head of a request has come; the body is then waited for in the thread of that
request, without a deadline. So a bounded number of threads may wait for bodies, which are not those that cached pages
need. When all places are taken, the connection that has sent least, of the client that holds most places, is aborted;
so is a body past its deadline, which grows with its size. A new request is never refused.
`docs/decisions/0021-request-bodies.md` says what was measured.

How much a request may send depends on the sender and the address. Addresses outside the admin take no body unless
their view says so; a view that takes files sets its limit by `@takes_files`, a ModelAdmin by its attribute
`max_body_bytes`.
"""

import logging
import re
import shutil
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from time import monotonic
from typing import IO

from django.conf import settings
from django.core.handlers.wsgi import get_path_info
from django.template.defaultfilters import filesizeformat
from django.urls import Resolver404, resolve

from traffic import staff
from traffic.bulkhead import MAX_WAITING_BODIES
from traffic.client_address import client_network

MAX_ANONYMOUS_BYTES = 64 * 2**10  # without a valid `staff` cookie: a sign-in, a letter
MAX_MEMORY_BYTES = 2**20  # of one body; a longer one is in a file without a name
SPARE_DISK_BYTES = 200 * 2**20  # that stay free for everything else
GRACE_SECONDS = 1.0  # in which a connection is aborted only if there is no older one
BASE_SECONDS = 10.0  # for any body
MIN_BYTES_PER_SECOND = 4 * 2**10  # added to that time, as over the worst mobile connections
STALL_SECONDS = 60.0  # without a byte; at MIN_BYTES_PER_SECOND the largest read takes 16
COPIES_ON_DISK = 2  # of a large body: as received, and its files as Django parses them out
NUMBER = re.compile("[0-9]{1,18}")
FIRST_READ_BYTES, MAX_READ_BYTES = 1, 2**16  # the server's read returns when all the bytes asked for have come

NO_BODY = "Địa chỉ này không nhận dữ liệu gửi lên."
NO_LENGTH = "Trình duyệt không cho biết dữ liệu gửi lên dài bao nhiêu; xin gửi lại bằng trình duyệt khác."
TOO_LARGE = "Nội dung gửi lên nặng {size}, ở đây chỉ nhận nhiều nhất {most}; xin chia nhỏ hoặc chọn tệp nhẹ hơn."
SIGN_IN_FIRST = "Bạn chưa đăng nhập hoặc phiên đã hết nên chưa nhận được {size}; xin đăng nhập rồi gửi lại."
CUT_OFF = "Nội dung gửi lên đến không đủ; xin kiểm tra đường truyền rồi gửi lại."
DISK_FULL = "Ổ đĩa của máy chủ đã đầy nên chưa nhận được; xin báo người quản trị rồi gửi lại."
TOO_MANY_BODIES = "Máy chủ đang nhận quá nhiều nội dung cùng lúc; xin gửi lại sau ít giây."


log = logging.getLogger(__name__)


class BodyRefused(Exception):
    """A body that is refused; carries the status line of the response and one Vietnamese sentence."""

    def __init__(self, status: str, sentence: str, *headers: tuple[str, str]):
        super().__init__(status)
        self.status, self.sentence, self.headers = status, sentence, headers


class SignInRequired(BodyRefused):
    """More than an anonymous client may send, where staff may send more."""


def takes_files(max_body_bytes: int) -> Callable:
    """Declare a view that takes files: at most `max_body_bytes` in one request, from staff alone."""

    def mark(view):
        view.max_body_bytes = max_body_bytes
        return view

    return mark


def max_bytes(environ: dict) -> int | None:
    """How many bytes the request may send; None where it may send none."""
    try:
        view = resolve(get_path_info(environ)).func
    except Resolver404:
        return None
    admin = getattr(view, "model_admin", None)
    own = getattr(view, "max_body_bytes", None) or getattr(admin, "max_body_bytes", None)
    if own is None and not environ["PATH_INFO"].startswith(settings.SESSION_COOKIE_PATH):
        return None
    if staff.user_id(environ) is None:
        return MAX_ANONYMOUS_BYTES
    return own or settings.DATA_UPLOAD_MAX_MEMORY_SIZE


@dataclass(eq=False)
class _Body:
    """A body that is being received: `received` bytes of `length`."""

    client: str
    length: int
    server_request: object
    received: int = 0
    begun_at: float = field(default_factory=monotonic)
    last_at: float = field(default_factory=monotonic)  # when the last byte came
    is_aborted: bool = False

    @property
    def ends_at(self) -> float:
        whole_at = self.begun_at + BASE_SECONDS + self.length / MIN_BYTES_PER_SECOND
        return min(whole_at, self.last_at + STALL_SECONDS)

    def abort(self) -> None:
        """Close its connection, so that the thread that waits for it goes on.

        A response that ends before its Content-Length is the only way to make granian close a connection while its
        body is being read.
        """
        headers = [("Content-Length", "1"), ("Connection", "close")]
        nothing = (piece for piece in ())  # granian asks for the next piece and closes it
        try:
            self.server_request.response_iter(408, headers, nothing)
        except Exception:  # whatever the server raises: others must be aborted too
            log.exception("Không đóng được kết nối")


class RequestBodies:
    """The bodies of one process; large ones are in `directory` while they are needed."""

    def __init__(self, directory: Path):
        self._directory = directory
        self._waiting: list[_Body] = []
        self._changed = threading.Condition()
        self._watcher = threading.Thread(target=self._abort_late_bodies, name="late bodies", daemon=True)

    def receive(self, environ: dict) -> IO[bytes]:
        """Return the whole body as a rewound file; raises BodyRefused, before a byte is read where that is possible."""
        length = self._admitted_length(environ)
        if not length:
            return BytesIO()
        body = _Body(client_network(environ), length, _server_request())
        with self._waiting_place(body):
            file = self._read(environ["wsgi.input"], body)
        if body.is_aborted or body.received < length:
            file.close()
            raise BodyRefused("400 Bad Request", CUT_OFF)
        return file

    def _admitted_length(self, environ: dict) -> int:
        most = max_bytes(environ)
        if most is None:
            raise BodyRefused("405 Method Not Allowed", NO_BODY, ("Allow", "GET, HEAD"))
        if environ.get("HTTP_TRANSFER_ENCODING"):
            raise BodyRefused("411 Length Required", NO_LENGTH)
        length = environ.get("CONTENT_LENGTH") or "0"
        if not NUMBER.fullmatch(length):
            raise BodyRefused("400 Bad Request", CUT_OFF)
        if int(length) > most:
            size = filesizeformat(int(length))
            if most == MAX_ANONYMOUS_BYTES:
                raise SignInRequired("413 Content Too Large", SIGN_IN_FIRST.format(size=size))
            raise BodyRefused("413 Content Too Large", TOO_LARGE.format(size=size, most=filesizeformat(most)))
        return int(length)

    @contextmanager
    def _waiting_place(self, body: _Body) -> Iterator[None]:
        """Hold a waiting place for the body; when all are taken, another body is aborted for it."""
        with self._changed:
            self._check_disk_space(body.length)
            slowest = self._evict_slowest() if len(self._waiting) >= MAX_WAITING_BODIES else None
            self._waiting.append(body)
            if body.server_request and not self._watcher.is_alive():
                self._watcher.start()
            self._changed.notify()
        if slowest:
            slowest.abort()
        try:
            yield
        finally:
            with self._changed:
                if body in self._waiting:
                    self._waiting.remove(body)

    def _check_disk_space(self, length: int) -> None:
        if length <= MAX_MEMORY_BYTES:
            return
        large = [body for body in self._waiting if body.length > MAX_MEMORY_BYTES]
        reserved = sum(COPIES_ON_DISK * body.length - body.received for body in large)
        if shutil.disk_usage(self._directory).free - reserved - SPARE_DISK_BYTES < COPIES_ON_DISK * length:
            raise BodyRefused("507 Insufficient Storage", DISK_FULL)

    def _evict_slowest(self) -> _Body:
        """Remove and return the body to abort; raises BodyRefused where none can be aborted."""
        held = Counter(body.client for body in self._waiting)
        now, most = monotonic(), max(held.values())
        found = [body for body in self._waiting if held[body.client] == most and body.server_request]
        if not found:  # another server than ours
            raise BodyRefused("503 Service Unavailable", TOO_MANY_BODIES, ("Retry-After", "5"))
        past_grace = [body for body in found if now - body.begun_at >= GRACE_SECONDS]
        slowest = min(past_grace or found, key=lambda body: (past_grace and body.received, body.begun_at))
        self._waiting.remove(slowest)
        slowest.is_aborted = True
        return slowest

    def _read(self, stream: IO[bytes], body: _Body) -> IO[bytes]:
        """Read until the body is complete, cut off or aborted; the first byte alone, to see who sends anything."""
        file = SpooledTemporaryFile(MAX_MEMORY_BYTES, dir=self._directory)  # noqa: SIM115 -- the caller closes it
        step = FIRST_READ_BYTES
        try:
            while (left := body.length - body.received) and (piece := stream.read(min(step, left))):
                file.write(piece)
                body.received, body.last_at = body.received + len(piece), monotonic()
                step = MAX_READ_BYTES
            file.seek(0)  # writes what is still held back
        except OSError as error:
            with suppress(OSError):  # it tries to write once more
                file.close()
            raise BodyRefused("507 Insufficient Storage", DISK_FULL) from error
        return file

    def _abort_late_bodies(self) -> None:
        while True:
            with self._changed:
                now = monotonic()
                late = [body for body in self._waiting if body.ends_at <= now and body.server_request]
                for body in late:
                    self._waiting.remove(body)
                    body.is_aborted = True
                if not late:
                    ends = [body.ends_at for body in self._waiting if body.server_request]
                    self._changed.wait(max(min(ends) - now, 0) if ends else None)
            for body in late:
                body.abort()


def _server_request() -> object | None:
    """Granian's own object of the request that this thread answers; None under another server.

    Granian (2.8) has it as a local variable of the function that calls the application; it is read from that frame.
    """
    frame = sys._getframe(1)  # noqa: SLF001 -- there is no other way to it
    while frame and frame.f_globals.get("__name__") != "granian.wsgi":
        frame = frame.f_back
    return frame.f_locals.get("proto") if frame else None
