"""Bodies that do not come in time, where the server cannot even be told to shut their connections."""

import threading

import pytest

from traffic import request_bodies
from traffic.request_bodies import Refused, RequestBodies

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


@pytest.fixture
def bodies(tmp_path, monkeypatch):
    monkeypatch.setattr(request_bodies, "BASE_SECONDS", 0.2)
    return RequestBodies(tmp_path)


def receive(bodies, request):
    return AS_GRANIAN["answer"](request, lambda: bodies.receive({**ADDRESS, "wsgi.input": request}))


def test_late_bodies_are_shut_one_after_another_whatever_the_server_says(bodies, caplog):
    for request in (Request(), Request(RuntimeError("it is gone")), Request()):
        with pytest.raises(Refused, match="400"):
            receive(bodies, request)

        assert request.status == 408

    assert "Không đóng được kết nối" in caplog.text
