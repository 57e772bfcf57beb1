"""What a PDF would do when opened: found by its names alone, without a library that has to understand all of it.

Names stand outside of streams, or inside object streams (ISO 32000-1, 7.5.7), which are inflated within bounds;
`#4a` in a name is a J (7.3.5). What cannot be looked into is refused, since nobody could say what it does.
"""

import re
import zlib
from collections.abc import Iterator

from django.core.exceptions import ValidationError

ACTS = re.compile(rb"/(?:JavaScript|JS|Launch)(?![A-Za-z0-9])")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"stream\r?\n")
MOST_INFLATED = 20 * 2**20  # bytes of one object stream
HEAD = 2048  # bytes before a stream in which its dictionary is looked for

PDF_ACTS = "PDF này chạy chương trình hay mã khi mở nên không nhận; hãy in lại thành PDF thường rồi chọn lại."
PDF_LOCKED = "PDF này bị khóa hoặc hỏng nên không kiểm tra được; hãy lưu lại thành PDF không khóa rồi chọn lại."


def check(data: bytes) -> None:
    """ValidationError with one sentence for a PDF that launches something, runs a script or hides whether it does."""
    if any(ACTS.search(ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)) for part in _spoken(data)):
        raise ValidationError(PDF_ACTS)


def _spoken(data: bytes) -> Iterator[bytes]:
    """The parts of the file in which names may stand."""
    position = 0
    while found := STREAM.search(data, position):
        yield data[position : found.start()]
        end = data.find(b"endstream", found.end())
        if end < 0:
            break
        head = data[max(position, found.start() - HEAD) : found.start()].rpartition(b" obj")[2]
        if b"/ObjStm" in ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), head):
            yield _inflated(data[found.end() : end])
        position = end + len(b"endstream")
    yield data[position:]


def _inflated(body: bytes) -> bytes:
    squeezer = zlib.decompressobj()
    try:
        names = squeezer.decompress(body, MOST_INFLATED)
    except zlib.error as error:
        raise ValidationError(PDF_LOCKED) from error
    if squeezer.unconsumed_tail:
        raise ValidationError(PDF_LOCKED)
    return names
