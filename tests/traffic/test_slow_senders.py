"""Those who send a body a byte at a time keep nobody from reading."""

import socket
from contextlib import ExitStack

import pytest

from tests.faults.readers import until
from traffic.seats import IN_DJANGO, Seats

HEAD = (
    "POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: csrftoken={token}\r\nContent-Length: 1000\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
).format(token="a" * 32)  # with such a cookie the body is read before anything else is decided


@pytest.fixture
def slow_senders(site):
    """More of them than there are seats."""
    with ExitStack() as stack:
        for _ in range(IN_DJANGO + 2):
            line = stack.enter_context(socket.create_connection(("127.0.0.1", site.port)))
            line.sendall(HEAD.encode() + b"a")
        yield


def test_reader_and_staff_get_pages_while_others_send_slowly(slow_senders, site):
    until(lambda: site.post("/admin/login/").status == 503)  # no more of them are let in

    assert site.get("/tim-kiem/?q=mat+tran").status == 200
    assert site.get("/admin/login/").status == 200


def test_seat_of_a_sender_is_free_again_when_it_has_left():
    seats = Seats(seats=2, chairs=0)

    assert seats.take(sends=True)
    assert not seats.take(may_wait=False, sends=True)
    seats.leave(sends=True)

    assert seats.take(sends=True)
    assert seats.take()
