"""Readers who ask for a long film and then take next to nothing of it."""

import socket
import time

import pytest
from django.conf import settings

from tests.factories import make_article
from tests.faults.concurrent_readers import Readers
from traffic.streaming import MAX_CONCURRENT_STREAMS

pytestmark = pytest.mark.faults
SLOW = 20  # more than there are threads for pages
LENGTH = 32 * 2**20


@pytest.fixture
def film(site):
    """The address of a file that no buffer between us and a reader can hold."""
    (settings.MEDIA_ROOT / "phim.mp4").write_bytes(bytes(LENGTH))
    yield "/media/phim.mp4"
    (settings.MEDIA_ROOT / "phim.mp4").unlink()


def ask_slowly(site, path):
    """Somebody who has read the status and stops there."""
    slow = socket.socket()
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    slow.connect(("127.0.0.1", site.port))
    slow.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    return slow, int(slow.recv(12).split()[1])


def test_slow_readers_of_a_film_hold_up_nobody(site, film, outcome):
    pages = [make_article().get_absolute_url(), "/", "/tin-tuc/"]
    assert [site.get(path).status for path in pages] == [200] * 3
    slow = [ask_slowly(site, film) for _ in range(SLOW)]

    with Readers(site, pages) as readers:
        time.sleep(1)
    part = site.get(film, range="bytes=0-")
    refused = site.get(film)
    for each, _ in slow:
        each.close()
    time.sleep(1)
    whole = site.get(film)

    slowest = max(each.seconds for each in readers.seen)
    remark = f"{SLOW} slow readers of a film; a page took {slowest:.2f} s at most"
    outcome("slow readers", requests=len(readers.seen), errors=readers.errors, remark=remark)
    assert sorted(status for _, status in slow) == [200] * MAX_CONCURRENT_STREAMS + [503] * (
        SLOW - MAX_CONCURRENT_STREAMS
    )
    assert (readers.errors, part.status, len(part.body)) == (0, 206, 2**20)
    assert (refused.status, refused.headers["Retry-After"]) == (503, "5")
    assert (whole.status, len(whole.body)) == (200, LENGTH)
