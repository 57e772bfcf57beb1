"""The node's kept pages on disk, for a process that starts while the database is down.

Each housekeeper writes what its process has kept lately into one file of the node, whole and under another name first,
so that whoever reads finds a whole one; the last who wrote has the word. What is read is stale from the first: it goes
out while nothing better can be had, and no longer than a page kept in memory would.
"""

import json
import os
import struct
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from traffic.edition import nothing_known
from traffic.store import KeptPage, Key, PageStore

MOST = 16 * 2**20  # bytes
MAGIC = b"kept pages 2\n"
LENGTH = struct.Struct("<I")
DAMAGED = (ValueError, KeyError, TypeError, struct.error)


def save(store: PageStore, path: Path) -> None:
    """Write the pages used last; raises OSError when the disk refuses."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    try:
        with open(draft, "wb", opener=partial(os.open, mode=0o600)) as file:
            file.write(MAGIC)
            room = MOST
            for key, page in reversed(store.pages()):
                room -= page.weight
                if room < 0:
                    break
                file.write(_packed(key, page))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def load(store: PageStore, path: Path) -> None:
    """Put into the store what is in the file, if there is one; whatever is damaged is left out, with the rest."""
    try:
        data = path.read_bytes()
    except OSError:
        return
    if data.startswith(MAGIC):
        for key, page in reversed(list(_unpacked(data[len(MAGIC) :]))):
            store.put(key, page)


def _packed(key: Key, page: KeptPage) -> bytes:
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
    return LENGTH.pack(len(head)) + head + b"".join(page.pieces)


def _unpacked(data: bytes) -> Iterator[tuple[Key, KeptPage]]:
    start, edition = 0, nothing_known()
    try:
        while start < len(data):
            (length,) = LENGTH.unpack_from(data, start)
            start += LENGTH.size
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
            page = KeptPage(
                **fields | {"headers": _tuples(fields["headers"]), "things": _tuples(fields["things"])},
                pieces=pieces,
                counted=counted and tuple(counted),
                edition=edition,
                stale_at=0,
            )
            yield (path, tuple(_tuples(query))), page
    except DAMAGED:
        return


def _tuples(lists: list) -> list[tuple]:
    return [tuple(each) for each in lists]
