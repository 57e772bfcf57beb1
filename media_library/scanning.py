"""A virus scanner, where CLAMD_URL names one: clamd asked by INSTREAM (its manual page, clamd(8)).

It fails closed: where it does not answer, nothing is taken in.
"""

import socket
import struct
from contextlib import closing
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

from traffic.log_limits import Outage

SECONDS = 30
SLICE = 2**16
INFECTED = "Tệp này có mã độc nên không nhận; hãy quét lại máy của mình."
UNANSWERED = "Chưa quét được mã độc trong tệp nên chưa nhận; hãy thử lại sau hoặc báo người quản trị."

outage = Outage("Trình quét mã độc (CLAMD_URL)")


def scan(file) -> None:
    """ValidationError with one sentence for what is infected and for what nobody could scan."""
    if not settings.CLAMD_URL:
        return
    try:
        answer = _ask(urlsplit(settings.CLAMD_URL), file)
    except OSError as error:
        outage.begins(error)
        raise ValidationError(UNANSWERED, "unanswered") from error
    outage.ends()
    if answer.endswith(b"FOUND"):
        raise ValidationError(INFECTED)
    if answer != b"stream: OK":
        raise ValidationError(UNANSWERED, "unanswered")


def _ask(url, file):
    with closing(_connected(url)) as line:
        line.sendall(b"zINSTREAM\0")
        file.seek(0)
        while chunk := file.read(SLICE):
            line.sendall(struct.pack(">I", len(chunk)) + chunk)
        line.sendall(bytes(4))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < SLICE and (part := line.recv(4096)):
            answer += part
    file.seek(0)
    return answer.rstrip(b"\0").strip()


def _connected(url):
    if url.scheme == "tcp":
        return socket.create_connection((url.hostname, url.port), timeout=SECONDS)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(SECONDS)
    try:
        line.connect(url.path)
    except OSError:
        line.close()
        raise
    return line
