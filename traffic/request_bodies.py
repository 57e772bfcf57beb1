"""The bodies of requests, read whole before Django is asked.

The server calls the application when the head of a request has come; the body is then waited for in the thread of that
request, without a deadline. So a bounded number of threads may wait for bodies, which are not those that kept pages
need. When all of them wait, or past a deadline that grows with the size, the connection that has brought least is shut,
first of the client that holds most; the newest is never refused. `docs/decisions/0021-request-bodies.md` says what was
measured.

How much a request may send depends on who sends and where. Addresses outside the admin take no body unless their view
says so; a view that takes files says how much by `@takes_files`, the forms of a ModelAdmin by its attribute
`max_body_bytes`.
"""

import logging
import re
import shutil
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from traffic.limits import client_network
from traffic.seats import MAX_WAITING_BODIES

MAX_STRANGER_BYTES = 64 * 2**10  # from who bears no valid `staff` cookie: a sign-in, a letter
MAX_MEMORY_BYTES = 2**20  # of one body; what is longer lies in a file without a name
SPARE_DISK_BYTES = 200 * 2**20  # that stay free for everything else
GRACE_SECONDS = 1.0  # in which a connection is shut only if there is no older one
BASE_SECONDS = 10.0  # that any body may take
MIN_BYTES_PER_SECOND = 4 * 2**10  # beyond that, as over the worst of mobile lines
STALL_SECONDS = 60.0  # in which nothing comes; at that speed a read of the most bytes takes 16
COPIES_ON_DISK = 2  # of a large one: as it came, and the files in it as Django takes them out
NUMBER = re.compile("[0-9]{1,18}")
FIRST_READ_BYTES, MAX_READ_BYTES = 1, 2**16  # the server returns from a read when all that was asked for has come

NO_BODY = "Địa chỉ này không nhận dữ liệu gửi lên."
NO_LENGTH = "Trình duyệt không cho biết dữ liệu gửi lên dài bao nhiêu; xin gửi lại bằng trình duyệt khác."
TOO_LARGE = "Nội dung gửi lên nặng {size}, ở đây chỉ nhận nhiều nhất {most}; xin chia nhỏ hoặc chọn tệp nhẹ hơn."
SIGN_IN_FIRST = "Bạn chưa đăng nhập hoặc phiên đã hết nên chưa nhận được {size}; xin đăng nhập rồi gửi lại."
CUT_OFF = "Nội dung gửi lên đến không đủ; xin kiểm tra đường truyền rồi gửi lại."
DISK_FULL = "Ổ đĩa của máy chủ đã đầy nên chưa nhận được; xin báo người quản trị rồi gửi lại."
NO_PLACE = "Máy chủ đang nhận quá nhiều nội dung cùng lúc; xin gửi lại sau ít giây."


log = logging.getLogger(__name__)


class Refused(Exception):
    """A body that is not taken; carries the status line of the answer and one Vietnamese sentence."""

    def __init__(self, status: str, sentence: str, *headers: tuple[str, str]):
        super().__init__(status)
        self.status, self.sentence, self.headers = status, sentence, headers


class SignInFirst(Refused):
    """More than a stranger may send, of which staff may send more."""


def takes_files(max_body_bytes: int) -> Callable:
    """Mark a view that takes more than what is typed: so many bytes in one request, of staff alone."""

    def mark(view):
        view.max_body_bytes = max_body_bytes
        return view

    return mark


def max_bytes(environ: dict) -> int | None:
    """How many bytes the request may bring; None where it may bring none."""
    try:
        view = resolve(get_path_info(environ)).func
    except Resolver404:
        return None
    admin = getattr(view, "model_admin", None)
    own = getattr(view, "max_body_bytes", None) or getattr(admin, "max_body_bytes", None)
    if own is None and not environ["PATH_INFO"].startswith(settings.SESSION_COOKIE_PATH):
        return None
    if staff.bearer(environ) is None:
        return MAX_STRANGER_BYTES
    return own or settings.DATA_UPLOAD_MAX_MEMORY_SIZE


@dataclass(eq=False)
class _Body:
    """One that is waited for; `brought` bytes of `length` are there."""

    client: str
    length: int
    server_request: object
    brought: int = 0
    begun_at: float = field(default_factory=monotonic)
    last_at: float = field(default_factory=monotonic)  # when something came
    is_shut: bool = False

    @property
    def ends_at(self) -> float:
        whole_at = self.begun_at + BASE_SECONDS + self.length / MIN_BYTES_PER_SECOND
        return min(whole_at, self.last_at + STALL_SECONDS)

    def shut(self) -> None:
        """End its connection, upon which the thread that waits for it goes on.

        An answer that ends before its length is the one thing that has granian give a connection up while its body is
        being read.
        """
        headers = [("Content-Length", "1"), ("Connection", "close")]
        try:
            self.server_request.response_iter(408, headers, _Nothing())
        except Exception:  # whatever the server says of it: others are to be shut too
            log.exception("Không đóng được kết nối")


class _Nothing:
    """An answer of which nothing comes."""

    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration

    def close(self):
        pass


class RequestBodies:
    """Those of one process; large ones lie in `directory` while they are needed."""

    def __init__(self, directory: Path):
        self._directory = directory
        self._waiting: list[_Body] = []
        self._changed = threading.Condition()
        self._watcher = threading.Thread(target=self._shut_late_ones, name="late bodies", daemon=True)

    def receive(self, environ: dict) -> IO[bytes]:
        """The whole body as a file at its beginning; raises Refused, before a byte is read where that can be known."""
        length = self._admitted_length(environ)
        if not length:
            return BytesIO()
        body = _Body(client_network(environ), length, _server_request())
        with self._place(body):
            file = self._read(environ["wsgi.input"], body)
        if body.is_shut or body.brought < length:
            file.close()
            raise Refused("400 Bad Request", CUT_OFF)
        file.seek(0)
        return file

    def _admitted_length(self, environ: dict) -> int:
        most = max_bytes(environ)
        if most is None:
            raise Refused("405 Method Not Allowed", NO_BODY, ("Allow", "GET, HEAD"))
        if environ.get("HTTP_TRANSFER_ENCODING"):
            raise Refused("411 Length Required", NO_LENGTH)
        length = environ.get("CONTENT_LENGTH") or "0"
        if not NUMBER.fullmatch(length):
            raise Refused("400 Bad Request", CUT_OFF)
        if int(length) > most:
            size = filesizeformat(int(length))
            if most == MAX_STRANGER_BYTES:
                raise SignInFirst("413 Content Too Large", SIGN_IN_FIRST.format(size=size))
            raise Refused("413 Content Too Large", TOO_LARGE.format(size=size, most=filesizeformat(most)))
        return int(length)

    @contextmanager
    def _place(self, body: _Body) -> Iterator[None]:
        """Count it among those that wait; there is always a place, be it one that another has to give up."""
        with self._changed:
            self._see_to_disk(body.length)
            weakest = self._weakest() if len(self._waiting) >= MAX_WAITING_BODIES else None
            self._waiting.append(body)
            if body.server_request and not self._watcher.is_alive():
                self._watcher.start()
            self._changed.notify()
        if weakest:
            weakest.shut()
        try:
            yield
        finally:
            with self._changed:
                if body in self._waiting:
                    self._waiting.remove(body)

    def _see_to_disk(self, length: int) -> None:
        if length <= MAX_MEMORY_BYTES:
            return
        large = [body for body in self._waiting if body.length > MAX_MEMORY_BYTES]
        promised = sum(COPIES_ON_DISK * body.length - body.brought for body in large)
        if shutil.disk_usage(self._directory).free - promised - SPARE_DISK_BYTES < COPIES_ON_DISK * length:
            raise Refused("507 Insufficient Storage", DISK_FULL)

    def _weakest(self) -> _Body:
        """Take the one out that is to give up its place; raises Refused where none can be made to."""
        held = Counter(body.client for body in self._waiting)
        now, most = monotonic(), max(held.values())
        found = [body for body in self._waiting if held[body.client] == most and body.server_request]
        if not found:  # another server than ours
            raise Refused("503 Service Unavailable", NO_PLACE, ("Retry-After", "5"))
        had_time = [body for body in found if now - body.begun_at >= GRACE_SECONDS]
        weakest = min(had_time or found, key=lambda body: (had_time and body.brought, body.begun_at))
        self._waiting.remove(weakest)
        weakest.is_shut = True
        return weakest

    def _read(self, stream: IO[bytes], body: _Body) -> IO[bytes]:
        """What comes, until it is whole, cut off or shut; the first byte by itself, to see who brings anything."""
        file = SpooledTemporaryFile(MAX_MEMORY_BYTES, dir=self._directory)  # noqa: SIM115 -- the caller closes it
        step = FIRST_READ_BYTES
        try:
            while (left := body.length - body.brought) and (piece := stream.read(min(step, left))):
                file.write(piece)
                body.brought, body.last_at = body.brought + len(piece), monotonic()
                step = MAX_READ_BYTES
        except OSError as error:
            file.close()
            raise Refused("507 Insufficient Storage", DISK_FULL) from error
        return file

    def _shut_late_ones(self) -> None:
        while True:
            with self._changed:
                now = monotonic()
                late = [body for body in self._waiting if body.ends_at <= now and body.server_request]
                for body in late:
                    self._waiting.remove(body)
                    body.is_shut = True
                if not late:
                    ends = [body.ends_at for body in self._waiting if body.server_request]
                    self._changed.wait(max(min(ends) - now, 0) if ends else None)
            for body in late:
                body.shut()


def _server_request() -> object | None:
    """Granian's own object of the request that this thread answers; None under another server.

    Granian keeps it in the function that calls the application and gives it to nobody (2.8): it is taken from there.
    """
    frame = sys._getframe(1)  # noqa: SLF001 -- there is no other way to it
    while frame and frame.f_globals.get("__name__") != "granian.wsgi":
        frame = frame.f_back
    return frame.f_locals.get("proto") if frame else None
