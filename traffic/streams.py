"""Files on their way out.

The server takes a whole body from us at once and sends it by itself, however slow the reader is; the pieces of a long
one are asked of us, and hold one of the server's threads until the last has gone. So what is short is given whole, and
of the long ones only so many are under way at once: a video that was paused, or readers who take a byte a second, leave
the other threads alone.
"""

import logging
import threading
from collections.abc import Iterable

WHOLE = 2**20  # bytes; what a player is given at once (media_library.delivery) is no longer
UNDER_WAY = 8  # long files at once in a process, which has threads for them beside those for pages (manage.py serve)

log = logging.getLogger(__name__)


class Stream:
    """A long body; its place is free again when it is closed."""

    def __init__(self, chunks: Iterable[bytes], place: threading.BoundedSemaphore):
        self._chunks, self._place = chunks, place

    def __iter__(self):
        try:
            yield from self._chunks
        except Exception:
            log.exception("Một tệp đứt giữa chừng khi gửi")
            raise

    def close(self) -> None:
        place, self._place = self._place, None
        if place:
            _close(self._chunks)
            place.release()


class Streams:
    """Those of one process."""

    def __init__(self, under_way: int = UNDER_WAY):
        self._places = threading.BoundedSemaphore(under_way)

    def body(self, chunks: Iterable[bytes], length: str) -> Iterable[bytes] | None:
        """What the server is given for a body of this Content-Length; None when there is no place for a long one."""
        if length.isdigit() and int(length) <= WHOLE:
            return whole(chunks)
        if self._places.acquire(blocking=False):
            return Stream(chunks, self._places)
        _close(chunks)
        return None


def whole(chunks: Iterable[bytes]) -> list[bytes]:
    """All of it in memory."""
    try:
        return [b"".join(chunks)]
    finally:
        _close(chunks)


def _close(chunks: Iterable[bytes]) -> None:
    if hasattr(chunks, "close"):
        chunks.close()
