"""Virus scan by the clamd of CLAMD_URL, if it is set, with the command INSTREAM (manual page clamd(8)).

It fails closed: where it does not answer, no file is accepted.
"""

import socket
import struct
from contextlib import closing
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

from traffic.log_limits import Outage

SOCKET_TIMEOUT_SECONDS = 30
CHUNK_BYTES = 2**16
INFECTED = "Tệp này có mã độc nên không nhận; hãy quét lại máy của mình."
SCAN_UNAVAILABLE = "Chưa quét được mã độc trong tệp nên chưa nhận; hãy thử lại sau hoặc báo người quản trị."

outage = Outage("Trình quét mã độc (CLAMD_URL)")


def scan(file) -> None:
    """ValidationError with one sentence for an infected file and for one that could not be scanned."""
    if not settings.CLAMD_URL:
        return
    try:
        answer = _send_to_clamd(urlsplit(settings.CLAMD_URL), file)
    except OSError as error:
        outage.begins(error)
        raise ValidationError(SCAN_UNAVAILABLE, "unanswered") from error
    outage.ends()
    if answer.endswith(b"FOUND"):
        raise ValidationError(INFECTED)
    if answer != b"stream: OK":
        raise ValidationError(SCAN_UNAVAILABLE, "unanswered")


def _send_to_clamd(url, file):
    with closing(_connect(url)) as connection:
        connection.sendall(b"zINSTREAM\0")
        file.seek(0)
        while chunk := file.read(CHUNK_BYTES):
            connection.sendall(struct.pack(">I", len(chunk)) + chunk)
        connection.sendall(bytes(4))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < CHUNK_BYTES and (part := connection.recv(4096)):
            answer += part
    file.seek(0)
    return answer.rstrip(b"\0").strip()


def _connect(url):
    if url.scheme == "tcp":
        return socket.create_connection((url.hostname, url.port), timeout=SOCKET_TIMEOUT_SECONDS)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(SOCKET_TIMEOUT_SECONDS)
    try:
        connection.connect(url.path)
    except OSError:
        connection.close()
        raise
    return connection
