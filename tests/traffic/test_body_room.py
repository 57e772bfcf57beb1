"""A body needs a place while it comes, and a large one room on the disk; what needs neither asks for neither."""

from io import BytesIO

import pytest

from traffic import request_bodies
from traffic.request_bodies import BodyRefused, RequestBodies


def receive(directory, length):
    sent = {"PATH_INFO": "/admin/login/", "CONTENT_LENGTH": str(length), "wsgi.input": BytesIO(b"a" * length)}
    with RequestBodies(directory).receive({**sent, "REMOTE_ADDR": "203.0.113.7"}) as body:
        return body.read()


@pytest.mark.parametrize("length", [2_000, 200_000])  # less than a file holds back of what is written to it, and more
def test_sender_is_told_that_the_disk_is_full(tmp_path, full_disk, monkeypatch, length):
    monkeypatch.setattr(request_bodies, "MAX_MEMORY_BYTES", 1_000)
    monkeypatch.setattr(request_bodies, "MAX_ANONYMOUS_BYTES", length)

    with pytest.raises(BodyRefused, match="507"):
        receive(tmp_path, length)


def test_small_body_needs_no_room_on_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(request_bodies, "SPARE_DISK_BYTES", 2**60)

    assert receive(tmp_path, 9) == b"a" * 9


def test_request_without_a_body_needs_no_place(tmp_path, monkeypatch):
    monkeypatch.setattr(request_bodies, "MAX_WAITING_BODIES", 0)

    assert receive(tmp_path, 0) == b""
