"""A page compressed once and sent with fresh numbers: deflate segments with stored blocks of fixed width between them.

The page is cut at its slots. Every piece is compressed on its own and ends on a byte's boundary (a sync flush), with
the 32 kB before it as its dictionary, so that little is lost by splitting: what a browser has unpacked so far is that
dictionary, slots included, since a slot always has the same width. Nothing is ever copied out of a slot, because in
the dictionary it holds bytes that no page contains. The number itself goes between as a stored block (RFC 1951,
3.2.4), padded with spaces, which HTML does not show.

The check sum of RFC 1952 is linear: that of the page sent is that of the page with empty slots, changed by one table
entry for every character. The tables are made when the page is cached.
"""

import struct
import zlib
from array import array
from collections.abc import Sequence
from functools import cache

SLOT_WIDTH = 11  # characters of a slot: 999.999.999
WINDOW_BYTES = 32_768
DEFLATE_LEVEL = 6
EMPTY_SLOT = b" " * SLOT_WIDTH
DICTIONARY_FILLER = b"\x1a" * SLOT_WIDTH  # fills the slots in dictionaries; texts never contain this byte
GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
STORED_BLOCK_HEADER = struct.pack("<BHH", 0, SLOT_WIDTH, SLOT_WIDTH ^ 0xFFFF)
GZIP_TRAILER = struct.Struct("<II")
SPACE = ord(" ")
ROW_ENTRIES = 32  # entries of a character position in a table
ALL_ONES = 0xFFFFFFFF
SLOT_MEMORY_BYTES = 1_700  # bytes of memory, most of them its table


class NumberTooWide(ValueError):
    """A number that is too wide for a slot."""


class SplicedPage:
    """A page in pieces, ready to be sent as gzip with any numbers: `SplicedPage(pieces).filled(numbers)`.

    The last stream is kept: mostly nothing has changed since, or one number by one view. It is one immutable value,
    since threads share it.
    """

    def __init__(self, pieces: Sequence[bytes]):
        """Compress the pieces; one number goes between each two of them."""
        self._size = sum(map(len, pieces)) + SLOT_WIDTH * (len(pieces) - 1)
        self._crc_tables = _crc_tables(pieces)
        parts = [STORED_BLOCK_HEADER + EMPTY_SLOT] * (2 * len(pieces) - 1)
        parts[::2] = _deflate_segments(pieces)
        check = zlib.crc32(EMPTY_SLOT.join(pieces))
        self._last_sent = [b""] * len(self._crc_tables), check, parts, self._stream(parts, check)

    def filled(self, numbers: Sequence[bytes]) -> bytes:
        """The gzip stream with the numbers, formatted (`b"1.234"`), in their slots.

        Raises NumberTooWide for one of more than `SLOT_WIDTH` characters; they consist of digits, points and spaces.
        """
        before, check, parts, stream = self._last_sent
        if numbers == before:
            return stream
        parts = parts.copy()
        for slot, (old, number) in enumerate(zip(before, numbers, strict=True)):
            if old != number:
                if len(number) > SLOT_WIDTH:
                    raise NumberTooWide(number)
                parts[2 * slot + 1] = STORED_BLOCK_HEADER + number.ljust(SLOT_WIDTH)
                check ^= _crc_change(self._crc_tables[slot], old, number)
        stream = self._stream(parts, check)
        self._last_sent = numbers, check, parts, stream
        return stream

    def _stream(self, parts: list[bytes], check: int) -> bytes:
        return b"".join((*parts, GZIP_TRAILER.pack(check, self._size)))


def _crc_change(table: array, old: bytes, number: bytes) -> int:
    """The change of the check sum when one number is replaced by another."""
    last = len(number) - 1
    if len(old) == len(number) and old[:last] == number[:last]:  # one view more, mostly
        row = last * ROW_ENTRIES
        return table[row + (old[last] ^ SPACE)] ^ table[row + (number[last] ^ SPACE)]
    change = 0
    for text in (old, number):
        row = 0
        for character in text:
            change ^= table[row + (character ^ SPACE)]
            row += ROW_ENTRIES
    return change


def _deflate_segments(pieces: Sequence[bytes]) -> list[bytes]:
    segments, before = [], b""
    for number, piece in enumerate(pieces):
        is_last = number == len(pieces) - 1
        packer = zlib.compressobj(DEFLATE_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zlib.Z_DEFAULT_STRATEGY, before)
        segments.append(packer.compress(piece) + packer.flush(zlib.Z_FINISH if is_last else zlib.Z_SYNC_FLUSH))
        before = (before + piece + DICTIONARY_FILLER)[-WINDOW_BYTES:]
    segments[0] = GZIP_HEADER + segments[0]
    return segments


def _crc_tables(pieces: Sequence[bytes]) -> list[array]:
    """For every slot, a row for each position in it: how a character in place of a space changes the check sum.

    A row is looked up by the character's bits that differ from those of a space; digits and the point have five.
    """
    tables, behind = [], 0
    for piece in reversed(pieces[1:]):
        behind += len(piece)
        rows = []
        for _ in range(SLOT_WIDTH):
            bits = [_crc_after_zeros(_crc_of_byte(1 << bit), behind) for bit in range(5)]
            rows.append([_xor_of_bits(bits, difference) for difference in range(ROW_ENTRIES)])
            behind += 1
        tables.append(array("I", [effect for row in reversed(rows) for effect in row]))
    return tables[::-1]


@cache
def _crc_of_byte(byte: int) -> int:
    """The register of CRC-32 after one byte, starting from zero."""
    return _raw_crc(bytes([byte]), 0)


def _crc_after_zeros(register: int, zeros: int) -> int:
    """The register after so many zero bytes."""
    return _raw_crc(bytes(zeros), register)


def _raw_crc(data: bytes, register: int) -> int:
    return zlib.crc32(data, register ^ ALL_ONES) ^ ALL_ONES


def _xor_of_bits(bits: Sequence[int], byte: int) -> int:
    register = 0
    for bit, effect in enumerate(bits):
        if byte >> bit & 1:
            register ^= effect
    return register
