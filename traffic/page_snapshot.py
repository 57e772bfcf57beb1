"""The node's cached pages on disk, for a process that starts while the database is down.

Each housekeeper writes the latest pages of its process to a temporary file and renames it to the node's one file, so
that a reader never sees half a file; the last writer wins. Loaded pages are stale from the start: they are sent while
the database is down, and no longer than a page cached in memory would be.
"""

import json
import os
import struct
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from traffic.edition import expired_edition
from traffic.page_store import CachedPage, Key, PageStore

MAX_SNAPSHOT_BYTES = 16 * 2**20
MAGIC = b"kept pages 2\n"
LENGTH_PREFIX = struct.Struct("<I")
DECODE_ERRORS = (ValueError, KeyError, TypeError, struct.error)


def save(store: PageStore, path: Path) -> None:
    """Write the pages used last; raises OSError when the disk refuses."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}")
    try:
        with open(temporary, "wb", opener=partial(os.open, mode=0o600)) as file:
            file.write(MAGIC)
            room = MAX_SNAPSHOT_BYTES
            for key, page in reversed(store.pages()):
                room -= page.memory_bytes
                if room < 0:
                    break
                file.write(_encoded(key, page))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def load(store: PageStore, path: Path) -> None:
    """Load the pages of the file, if it exists, into the store; a damaged page ends the loading."""
    try:
        data = path.read_bytes()
    except OSError:
        return
    if data.startswith(MAGIC):
        for key, page in reversed(list(_decoded(data[len(MAGIC) :]))):
            store.put(key, page)


def _encoded(key: Key, page: CachedPage) -> bytes:
    fields = {
        "key": key,
        "status": page.status,
        "headers": page.headers,
        "things": page.things,
        "counted": page.counted,
        "is_page": page.is_page,
        "gone_at": page.gone_at,
        "rendered_at": page.rendered_at,
        "lengths": [len(piece) for piece in page.pieces],
    }
    head = json.dumps(fields).encode()
    return LENGTH_PREFIX.pack(len(head)) + head + b"".join(page.pieces)


def _decoded(data: bytes) -> Iterator[tuple[Key, CachedPage]]:
    start, edition = 0, expired_edition()
    try:
        while start < len(data):
            (length,) = LENGTH_PREFIX.unpack_from(data, start)
            start += LENGTH_PREFIX.size
            fields = json.loads(data[start : start + length])
            start += length
            pieces = []
            for size in fields.pop("lengths"):
                pieces.append(data[start : start + size])
                start += size
            if start > len(data):
                return
            path, query = fields.pop("key")
            counted = fields.pop("counted")
            page = CachedPage(
                **fields | {"headers": _tuples(fields["headers"]), "things": _tuples(fields["things"])},
                pieces=pieces,
                counted=counted and tuple(counted),
                edition=edition,
                stale_at=0,
            )
            yield (path, tuple(_tuples(query))), page
    except DECODE_ERRORS:
        return


def _tuples(lists: list) -> list[tuple]:
    return [tuple(each) for each in lists]
