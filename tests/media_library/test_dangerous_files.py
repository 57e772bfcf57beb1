"""What would act when opened, or is infected, does not come in; what cannot be looked into neither."""

import socketserver
import struct
import threading
import zlib
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from media_library import pdf, scanning
from media_library.models import Attachment
from portal.environment import EnvironmentMistake, scanner
from tests.factories import make_attachment
from tests.media_library import samples

pytestmark = pytest.mark.django_db


def stream(content, head=b"/Type/ObjStm/Filter/FlateDecode"):
    return samples.PDF + b"2 0 obj<<" + head + b">>stream\n" + content + b"\nendstream endobj"


REFUSED = {
    "launch action": (samples.PDF + b"<</S/Launch/F(cmd.exe)>>", pdf.PDF_ACTS),
    "script": (samples.PDF + b"<</S /JavaScript /JS (app.alert(1))>>", pdf.PDF_ACTS),
    "script spelt otherwise": (samples.PDF + b"<</S/#4aava#53cript>>", pdf.PDF_ACTS),
    "script in an object stream": (stream(zlib.compress(b"<</S/JavaScript>>")), pdf.PDF_ACTS),
    "script behind a stream": (stream(b"x", b"") + b"<</JS 4 0 R>>", pdf.PDF_ACTS),
    "script in a stream without end": (samples.PDF + b"stream\n/JS ", pdf.PDF_ACTS),
    "object stream that cannot be read": (stream(b"locked"), pdf.PDF_LOCKED),
}


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


@pytest.mark.parametrize(("content", "sentence"), REFUSED.values(), ids=REFUSED)
def test_pdf_that_acts_or_hides_it_is_refused_and_nothing_is_left(stored, content, sentence):
    with pytest.raises(ValidationError) as refusal:
        attach(content)

    assert refusal.value.messages == [sentence]
    assert (stored(), Attachment.objects.count()) == ([], 0)


@pytest.mark.parametrize("content", [stream(zlib.compress(b"<</S/GoTo>>")), stream(b" /JS ", b"/Length 5")])
def test_pdf_that_only_shows_is_taken(media_root, content):
    assert attach(content).kind == "pdf"


def test_clean_file_passes_the_scanner_whole(media_root, clamd):
    content = samples.PDF + bytes(3 * scanning.SLICE)

    assert Path(attach(content).file.path).read_bytes() == content


@pytest.mark.parametrize(
    ("word", "sentence"),
    [(b"EICAR", scanning.INFECTED), (b"TOO BIG", scanning.UNANSWERED), (b"SILENT", scanning.UNANSWERED)],
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
