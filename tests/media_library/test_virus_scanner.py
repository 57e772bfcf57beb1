"""A file goes past the virus scanner before it is stored; where nobody could scan it, it does not come in."""

import socketserver
import struct
import threading
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from media_library import virus_scanner
from portal.environment import EnvironmentMistake, scanner
from tests.factories import make_attachment
from tests.media_library import samples

pytestmark = pytest.mark.django_db


class Clamd(socketserver.BaseRequestHandler):
    """Speaks INSTREAM; the word EICAR is its virus."""

    def handle(self):
        assert self.request.recv(10) == b"zINSTREAM\0"
        received, reader = b"", self.request.makefile("rb")
        while length := struct.unpack(">I", reader.read(4))[0]:
            received += reader.read(length)
        if b"TOO BIG" in received:
            self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")
        elif b"SILENT" not in received:
            self.request.sendall(b"stream: Eicar FOUND\0" if b"EICAR" in received else b"stream: OK\0")


@pytest.fixture
def clamd(settings):
    with socketserver.TCPServer(("127.0.0.1", 0), Clamd) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.CLAMD_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
        yield
        server.shutdown()


def attach(content):
    return make_attachment(file=ContentFile(content, name="giay-moi.pdf"))


def test_clean_file_passes_the_scanner_whole(media_root, clamd):
    content = samples.PDF + bytes(3 * virus_scanner.CHUNK_BYTES)

    assert Path(attach(content).file.path).read_bytes() == content


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        (b"EICAR", virus_scanner.INFECTED),
        (b"TOO BIG", virus_scanner.SCAN_UNAVAILABLE),
        (b"SILENT", virus_scanner.SCAN_UNAVAILABLE),
    ],
)
def test_what_is_infected_or_was_not_scanned_is_refused(stored, clamd, word, sentence):
    with pytest.raises(ValidationError) as refusal:
        attach(samples.PDF + word)

    assert refusal.value.messages == [sentence]
    assert stored() == []


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "unix:///khong/co.ctl"])
def test_scanner_that_is_away_lets_nothing_in(stored, settings, address):
    settings.CLAMD_URL = address

    with pytest.raises(ValidationError, match="Chưa quét được"):
        attach(samples.PDF)
    assert stored() == []


@pytest.mark.parametrize("value", ["clamd", "tcp://host", "tcp://host:99999", "http://host:3310", "unix://x"])
def test_scanner_is_named_by_an_address_that_can_be_used(monkeypatch, value):
    monkeypatch.setenv("CLAMD_URL", value)

    with pytest.raises(EnvironmentMistake, match="CLAMD_URL"):
        scanner("CLAMD_URL")
