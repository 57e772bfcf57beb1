"""What was acknowledged of a film stays, whatever happens to the server or the line; what was not leaves no trace."""

import os
import signal
import socket

import pytest
from django.test import Client

from media_library import chunked_uploads
from tests.factories import make_user
from tests.faults.concurrent_readers import until
from tests.faults.full_disk import Limit
from tests.media_library import samples
from tests.media_library.upload_client import UPLOAD, part
from traffic import staff

FILM = samples.mp4() + samples.box(b"free", bytes(300_000))
TOKEN = "a" * 32


class Sender:
    """A signed-in browser's script, speaking to a running site."""

    def __init__(self, site):
        browser = Client()
        browser.force_login(make_user(is_superuser=True))
        self.site, session = site, browser.cookies["sessionid"].value
        cookies = f"sessionid={session}; csrftoken={TOKEN}; {staff.COOKIE}={staff.SIGNER.sign('1')}"
        self.headers = {"Cookie": cookies, "X-CSRFToken": TOKEN}
        form = {**self.headers, "Content-Type": "application/x-www-form-urlencoded"}
        self.address = part(site.post(UPLOAD, f"name=a.mp4&size={len(FILM)}&key=1".encode(), **form).json()["id"])

    def send(self, offset, chunk):
        return self.site.request("PATCH", self.address, chunk, **self.headers, Upload_Offset=str(offset))

    def send_half_of(self, offset, chunk):
        """Begin to send a chunk and be gone in the middle of it."""
        headers = {**self.headers, "Host": "127.0.0.1", "Upload-Offset": offset, "Content-Length": len(chunk)}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        with socket.create_connection(("127.0.0.1", self.site.port)) as line:
            line.sendall(f"PATCH {self.address} HTTP/1.1\r\n{head}\r\n".encode() + chunk[: len(chunk) // 2])

    def offset(self):
        return self.site.get(self.address, **self.headers).json()["offset"]

    def stored(self):
        number = self.address.rstrip("/").rpartition("/")[2]
        return (self.site.data_dir / "uploads" / f"phim.{number}" / "film").read_bytes()


@pytest.fixture
def sender(site):
    return Sender(site)


def test_chunk_cut_by_a_lost_line_leaves_nothing_and_the_next_goes_on(sender):
    sender.send(0, FILM[:1000])

    sender.send_half_of(1000, FILM[1000:200_000])

    assert sender.offset() == 1000
    assert sender.send(1000, FILM[1000:]).json()["offset"] == len(FILM)
    assert sender.stored() == FILM


@pytest.mark.parametrize("who", ["worker", "server"])
def test_kill_between_chunks_loses_nothing_that_was_acknowledged(two_workers, sender, site, who):
    sender.send(0, FILM[:200_000])

    if who == "server":
        site.kill()
        site.start()
    else:
        killed, other = site.workers()
        os.kill(killed, signal.SIGKILL)
        until(lambda: len({*site.workers()} - {killed, other}) == 1)  # its last connections are reset till then
    until(site.answers)

    assert sender.offset() == 200_000
    assert sender.send(200_000, FILM[200_000:]).status == 200
    assert sender.stored() == FILM


def test_full_disk_takes_no_part_of_a_chunk_and_the_film_goes_on_when_there_is_room(sender, site):
    disk = Limit(site)
    sender.send(0, FILM[:1000])

    disk.fill()
    refused = sender.send(1000, FILM[1000:])
    disk.free()

    assert (refused.status, refused.json()) == (507, {"refusal": chunked_uploads.DISK_FULL})
    assert sender.offset() == 1000
    assert sender.send(1000, FILM[1000:]).status == 200
    assert sender.stored() == FILM
