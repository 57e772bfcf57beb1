"""A page compressed once and sent with fresh numbers: deflate segments with stored blocks of fixed width between them.

The page is cut at its slots. Every piece is compressed on its own and ends on a byte's boundary (a sync flush), with
the 32 kB before it as its dictionary, so that little is lost by the cutting: what a browser has unpacked so far is that
dictionary, slots included, since a slot always has the same width. Nothing is ever copied out of a slot, because in
the dictionary it holds bytes that no page contains. The number itself goes between as a stored block (RFC 1951,
3.2.4), padded with spaces, which HTML does not show.

The check sum of RFC 1952 is linear: that of the page sent is that of the page with empty slots, changed by one table
entry for every character. The tables are made when the page is kept.
"""

import struct
import zlib
from array import array
from collections.abc import Sequence
from functools import cache

WIDTH = 11  # characters of a slot: 999.999.999
WINDOW = 32_768
LEVEL = 6
EMPTY = b" " * WIDTH
UNSEEN = b"\x1a" * WIDTH  # stands for a slot in dictionaries; texts are cleaned of controls
HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
STORED = struct.pack("<BHH", 0, WIDTH, WIDTH ^ 0xFFFF)
TRAILER = struct.Struct("<II")
SPACE = ord(" ")
ROW = 32  # entries of a place in a table
ONES = 0xFFFFFFFF
SLOT_WEIGHT = 1_700  # bytes of memory, most of them its table


class TooWide(ValueError):
    """A number that has no room in a slot."""


class SplicedPage:
    """A page in pieces, ready to be sent as gzip with any numbers: `SplicedPage(pieces).filled(numbers)`.

    What was sent last is kept: mostly nothing has changed since, or one number by one view. It is one value that is
    never written in, since threads share it.
    """

    def __init__(self, pieces: Sequence[bytes]):
        """Compress the pieces; one number goes between each two of them."""
        self._size = sum(map(len, pieces)) + WIDTH * (len(pieces) - 1)
        self._tables = _tables(pieces)
        parts = [STORED + EMPTY] * (2 * len(pieces) - 1)
        parts[::2] = _segments(pieces)
        check = zlib.crc32(EMPTY.join(pieces))
        self._sent = [b""] * len(self._tables), check, parts, self._stream(parts, check)

    def filled(self, numbers: Sequence[bytes]) -> bytes:
        """The gzip stream with the numbers, each as it is written (`b"1.234"`), in their slots.

        Raises TooWide for one of more than `WIDTH` characters; they are figures, points and spaces.
        """
        before, check, parts, stream = self._sent
        if numbers == before:
            return stream
        parts = parts.copy()
        for slot, (old, number) in enumerate(zip(before, numbers, strict=True)):
            if old != number:
                if len(number) > WIDTH:
                    raise TooWide(number)
                parts[2 * slot + 1] = STORED + number.ljust(WIDTH)
                check ^= _change(self._tables[slot], old, number)
        stream = self._stream(parts, check)
        self._sent = numbers, check, parts, stream
        return stream

    def _stream(self, parts: list[bytes], check: int) -> bytes:
        return b"".join((*parts, TRAILER.pack(check, self._size)))


def _change(table: array, old: bytes, number: bytes) -> int:
    """What it does to the check sum that one number takes the place of another."""
    last = len(number) - 1
    if len(old) == len(number) and old[:last] == number[:last]:  # one view more, mostly
        row = last * ROW
        return table[row + (old[last] ^ SPACE)] ^ table[row + (number[last] ^ SPACE)]
    change = 0
    for text in (old, number):
        row = 0
        for character in text:
            change ^= table[row + (character ^ SPACE)]
            row += ROW
    return change


def _segments(pieces: Sequence[bytes]) -> list[bytes]:
    segments, before = [], b""
    for number, piece in enumerate(pieces):
        is_last = number == len(pieces) - 1
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zlib.Z_DEFAULT_STRATEGY, before)
        segments.append(packer.compress(piece) + packer.flush(zlib.Z_FINISH if is_last else zlib.Z_SYNC_FLUSH))
        before = (before + piece + UNSEEN)[-WINDOW:]
    segments[0] = HEADER + segments[0]
    return segments


def _tables(pieces: Sequence[bytes]) -> list[array]:
    """For every slot, a row for each place in it: what a character instead of a space does to the check sum.

    A row is looked up by the character's bits that differ from those of a space; figures and the point have five.
    """
    tables, behind = [], 0
    for piece in reversed(pieces[1:]):
        behind += len(piece)
        rows = []
        for _ in range(WIDTH):
            bits = [_moved(_of_byte(1 << bit), behind) for bit in range(5)]
            rows.append([_combined(bits, difference) for difference in range(ROW)])
            behind += 1
        tables.append(array("I", [effect for row in reversed(rows) for effect in row]))
    return tables[::-1]


@cache
def _of_byte(byte: int) -> int:
    """The register of CRC-32 after one byte, begun with nought."""
    return _raw(bytes([byte]), 0)


def _moved(register: int, zeros: int) -> int:
    """The register after so many bytes of nought."""
    return _raw(bytes(zeros), register)


def _raw(data: bytes, register: int) -> int:
    return zlib.crc32(data, register ^ ONES) ^ ONES


def _combined(bits: Sequence[int], byte: int) -> int:
    register = 0
    for bit, effect in enumerate(bits):
        if byte >> bit & 1:
            register ^= effect
    return register
