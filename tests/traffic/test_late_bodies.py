"""Which bodies are given up: what is late, what has fallen silent, and the weakest where all places are taken."""

import threading
from contextlib import suppress
from io import BytesIO

import pytest

from tests.faults.concurrent_readers import until
from traffic import request_bodies
from traffic.request_bodies import BodyRefused, RequestBodies

AS_GRANIAN = {"__name__": "granian.wsgi"}
exec("def answer(proto, call):\n    return call()", AS_GRANIAN)  # noqa: S102 -- where the server keeps its request
ADDRESS = {"PATH_INFO": "/admin/login/", "CONTENT_LENGTH": "9", "REMOTE_ADDR": "203.0.113.7"}


class Request:
    """The server's own object of a request, and its body: it comes when the server is told to end, or never."""

    def __init__(self, error=None):
        self.error, self.ended = error, threading.Event()

    def response_iter(self, status, headers, chunks):
        self.status = status
        self.ended.set()
        if self.error:
            raise self.error

    def read(self, size):
        assert self.ended.wait(20)
        return b""


class Come(Request):
    """One whose body is there."""

    def __init__(self):
        super().__init__()
        self.read = BytesIO(b"a" * 9).read


@pytest.fixture
def bodies(tmp_path):
    return RequestBodies(tmp_path)


def receive(bodies, request, client="203.0.113.7"):
    environ = {**ADDRESS, "wsgi.input": request, "REMOTE_ADDR": client}
    return AS_GRANIAN["answer"](request, lambda: bodies.receive(environ))


def refused_or_not(*args):
    with suppress(BodyRefused):
        receive(*args)


def waiting(bodies, *clients):
    """Requests of these clients, each of which waits before the next one comes."""
    requests = [Request() for _ in clients]
    for number, (request, client) in enumerate(zip(requests, clients, strict=True)):
        threading.Thread(target=refused_or_not, args=[bodies, request, client], daemon=True).start()
        until(lambda number=number: len(bodies._waiting) > number)
    return requests


@pytest.mark.parametrize("limit", ["BASE_SECONDS", "STALL_SECONDS"])
def test_late_bodies_are_shut_one_after_another_whatever_the_server_says(limit, bodies, caplog, monkeypatch):
    for name in ("BASE_SECONDS", "STALL_SECONDS"):
        monkeypatch.setattr(request_bodies, name, 0.2 if name == limit else 100)

    for request in (Request(), Request(RuntimeError("it is gone")), Request()):
        with pytest.raises(BodyRefused, match="400"):
            receive(bodies, request)

        assert request.status == 408

    assert "Không đóng được kết nối" in caplog.text


def test_newcomer_takes_the_place_of_the_oldest_of_the_client_that_holds_most(bodies, monkeypatch):
    monkeypatch.setattr(request_bodies, "MAX_WAITING_BODIES", 3)
    other, first, second = waiting(bodies, "198.51.100.1", "203.0.113.7", "203.0.113.7")

    with receive(bodies, Come(), "203.0.113.7") as body:
        assert body.read() == b"a" * 9

    assert [request.ended.is_set() for request in (other, first, second)] == [False, True, False]
    for request in (other, second):
        request.ended.set()


def test_what_has_brought_least_goes_before_what_is_older(bodies, monkeypatch):
    monkeypatch.setattr(request_bodies, "MAX_WAITING_BODIES", 2)
    monkeypatch.setattr(request_bodies, "GRACE_SECONDS", 0)
    trickling, silent = waiting(bodies, "203.0.113.7", "203.0.113.7")
    bodies._waiting[0].received = 1

    receive(bodies, Come()).close()

    assert [request.ended.is_set() for request in (trickling, silent)] == [False, True]
    trickling.ended.set()


def test_newcomer_is_sent_away_where_the_server_lets_nobody_close_a_connection(bodies, monkeypatch):
    monkeypatch.setattr(request_bodies, "MAX_WAITING_BODIES", 1)

    class OneAfterTheOther:
        def read(self, size):
            with pytest.raises(BodyRefused, match="503"):
                bodies.receive({**ADDRESS, "wsgi.input": Come()})
            return b"a" * 9

    with bodies.receive({**ADDRESS, "wsgi.input": OneAfterTheOther()}) as body:
        assert body.read() == b"a" * 9
