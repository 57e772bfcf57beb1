"""Connections that announce a body and do not send it, at the running site."""

import re
import socket
import threading
import time
from contextlib import suppress
from urllib.parse import urlencode

import pytest

from news.models import Tag
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.faults
STALLED = 220
HEAD = (
    "POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: csrftoken={token}\r\nContent-Length: 100\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\n\r\na"
).format(token="a" * 32)  # with such a cookie the body is read before anything else is decided
FORM = "application/x-www-form-urlencoded"


class Stalled:
    """So many connections, opened again when they are closed, that send one byte or nothing."""

    def __init__(self, site, *, addresses, trickles):
        self.site, self.addresses, self.trickles = site, addresses, trickles
        self._done = threading.Event()
        self._threads = [threading.Thread(target=self._hold, args=[number]) for number in range(STALLED)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self._done.set()
        for thread in self._threads:
            thread.join()

    def _hold(self, number):
        source = (f"127.0.0.{1 + number % self.addresses}", 0)
        while not self._done.is_set():
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.site.port), 5, source) as line:
                line.sendall(HEAD.encode())
                while not self._done.wait(0.5):
                    line.sendall(b"a" if self.trickles else b"")
                    with suppress(BlockingIOError):
                        if not line.recv(1, socket.MSG_DONTWAIT):
                            break


class Editor:
    """Somebody who signs in and saves, without a browser."""

    def __init__(self, site):
        self.site, self.cookies = site, {}

    def send(self, path, **fields):
        form = self._asked("GET", path)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)[1]
        body = urlencode({"csrfmiddlewaretoken": token, **fields})
        return self._asked("POST", path, body, content_type=FORM).status

    def _asked(self, method, path, body=b"", **headers):
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = self.site.request(method, path, body, cookie=cookie or None, **headers)
        given = (said.split(";")[0].split("=", 1) for said in answer.headers.get_all("Set-Cookie"))
        self.cookies.update(dict(given))
        return answer


@pytest.fixture
def editor(site):
    make_user("news.add_tag", username="bien.tap")
    return Editor(site)


def signs_in_and_saves(editor, name):
    """The statuses, and the seconds that it took."""
    began = time.monotonic()
    signed_in = editor.send("/admin/login/", username="bien.tap", password=PASSWORD)
    saved = editor.send("/admin/news/tag/add/", name=name, slug=name)
    return [signed_in, saved], time.monotonic() - began


@pytest.mark.parametrize("trickles", [False, True], ids=["silent", "trickling"])
@pytest.mark.parametrize("addresses", [1, 50])
def test_stalled_senders_keep_nobody_from_signing_in_saving_and_reading(addresses, trickles, site, editor, outcome):
    site.get("/")
    _, quiet = signs_in_and_saves(editor, "truoc")

    with Stalled(site, addresses=addresses, trickles=trickles):
        time.sleep(2)
        rounds = [signs_in_and_saves(Editor(site), f"the-{number}") for number in range(3)]
        cached = [site.get("/").status for _ in range(50)]

    slowest = max(seconds for _, seconds in rounds)
    remark = f"{STALLED} from {addresses} addresses; sign-in and save {slowest:.2f} s at most, before {quiet:.2f}"
    outcome("trickling senders" if trickles else "silent senders", requests=len(cached) + 6, errors=0, remark=remark)
    assert [statuses for statuses, _ in rounds] == [[302, 302]] * 3
    assert set(cached) == {200}
    assert Tag.objects.count() == 4


def test_connection_that_brings_its_body_too_slowly_is_shut(site):
    with socket.create_connection(("127.0.0.1", site.port), 60) as line:
        line.sendall(HEAD.encode())
        while line.recv(1000):  # an answer may be begun; what matters is that there is an end
            pass

    assert site.get("/admin/login/").status == 200
