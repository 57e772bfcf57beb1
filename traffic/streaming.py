"""Response bodies of files: short ones are passed to the server whole, long ones are streamed, a few at a time.

The server takes a whole body at once and sends it by itself, however slow the reader is; the chunks of a streamed one
are requested from us and occupy one of the server's threads until the last is sent. With a limit on streams, a paused
video or readers who take a byte a second cannot occupy all threads.
"""

import logging
import threading
from collections.abc import Iterable

MAX_BUFFERED_BYTES = 2**20  # a byte range (media_library.file_responses) is not longer
MAX_CONCURRENT_STREAMS = 8  # in a process, which has threads for them beside those for pages (manage.py serve)

log = logging.getLogger(__name__)


class StreamedBody:
    """A long body; closing it lets another stream begin."""

    def __init__(self, chunks: Iterable[bytes], semaphore: threading.BoundedSemaphore):
        self._chunks, self._semaphore = chunks, semaphore

    def __iter__(self):
        try:
            yield from self._chunks
        except Exception:
            log.exception("Một tệp đứt giữa chừng khi gửi")
            raise

    def close(self) -> None:
        semaphore, self._semaphore = self._semaphore, None
        if semaphore:
            _close(self._chunks)
            semaphore.release()


class StreamLimiter:
    """The streams of one process."""

    def __init__(self, max_concurrent: int = MAX_CONCURRENT_STREAMS):
        self._semaphore = threading.BoundedSemaphore(max_concurrent)

    def body(self, chunks: Iterable[bytes], length: str) -> Iterable[bytes] | None:
        """The body to pass to the server for this Content-Length; None when too many long ones are being sent."""
        if length.isdigit() and int(length) <= MAX_BUFFERED_BYTES:
            return buffered(chunks)
        if self._semaphore.acquire(blocking=False):
            return StreamedBody(chunks, self._semaphore)
        _close(chunks)
        return None


def buffered(chunks: Iterable[bytes]) -> list[bytes]:
    """The whole body in memory, in one piece."""
    try:
        return [b"".join(chunks)]
    finally:
        _close(chunks)


def _close(chunks: Iterable[bytes]) -> None:
    if hasattr(chunks, "close"):
        chunks.close()
