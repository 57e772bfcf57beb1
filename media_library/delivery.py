"""Stored files as readers get them: whole or the range asked for, in slices, never run by the browser.

Names are random and nothing is written over, so what a name stands for never changes. Pictures and films may be kept
for ever, and neither the database nor a session is touched for them. Documents go out by `download` alone, which is
for a view that has asked whether readers may have them (docs/decisions/0019-files-by-what-carries-them.md).
"""

import re

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpResponse, HttpResponseNotFound, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

SHOWN = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "avif": "image/avif",
    "mp4": "video/mp4",
    "webm": "video/webm",
}
DOWNLOADED = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
TYPES = {**SHOWN, **DOWNLOADED}
NAME = re.compile(r"(?:[A-Za-z0-9_-]{1,60}/){0,6}[A-Za-z0-9_-]{1,100}\.([a-z0-9]{2,4})")
RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
SLICE = 2**16
PART_AT_MOST = 2**20  # bytes; a player asks for what follows, and none waits for one who has paused
# What a file opened on its own may do: show itself. A video's player must still be of our origin to fetch it. The PDF
# readers of browsers are worlds of their own; in a sandbox Safari shows an empty window, while Chromium does not mind.
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
VIDEO_POLICY = f"{POLICY} allow-same-origin"
READER_POLICY = f"{NOTHING}; object-src 'self'; style-src 'unsafe-inline'"


def media_type(name):
    """The media type of a stored file, by the end of its name, which is ours to give."""
    return TYPES.get(name.rpartition(".")[2], "application/octet-stream")


def answer(request, name):
    """The response for a stored picture or film: 200, 206, 304, 404 or 416."""
    found = NAME.fullmatch(name)
    if not found or found[1] not in SHOWN:
        return _not_there()
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Content-Security-Policy": VIDEO_POLICY if media_type(name).startswith("video/") else POLICY,
    }
    return _sent(request, name, headers, at_most=PART_AT_MOST)


def download(request, name, called, *, inline=False):
    """The response for a stored document, under the name it is to have on the reader's machine; asked for each time.

    `inline` lets a browser show it. Whether the reader may have it the caller knows.
    """
    headers = {
        "Cache-Control": "no-cache",
        "Content-Disposition": content_disposition_header(not inline, called),
        "Content-Security-Policy": READER_POLICY if inline else f"{NOTHING}; sandbox",
    }
    return _sent(request, name, headers)


def _not_there():
    return HttpResponseNotFound("Không có tệp này.\n", content_type="text/plain; charset=utf-8")


def is_whole(response):
    """Whether a response sends a file from its first byte to its last."""
    return getattr(response, "is_whole", False)


def _sent(request, name, headers, *, at_most=None):
    """A stored file with these headers and those that every file has; of a range so many bytes at most."""
    try:
        file = default_storage.open(name)
    except ConnectionError:  # the object store is lost, the file is not
        raise
    except OSError:
        return _not_there()
    headers = {
        "Content-Type": media_type(name),
        "ETag": f'"{name}"',
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
        **headers,
    }
    if settings.ACCEL_REDIRECT:
        return _left_to_nginx(file, request, {**headers, "X-Accel-Redirect": settings.ACCEL_REDIRECT + name})
    return _answer_with(file, request, headers, at_most)


def _left_to_nginx(file, request, headers):
    """The headers alone: nginx puts the file, or the range asked for, in the place of this empty body."""
    wanted, size = asked_range(request.headers.get("Range", ""), file.size), file.size
    file.close()
    response = StreamingHttpResponse([], headers={**headers, "Content-Length": "0"})
    response.is_whole = wanted in (None, (0, size))
    return response


def asked_range(header, size):
    """The first byte a Range header asks for and the one after the last; None where all is to be sent.

    A range of which nothing is there has its start at or after its end. Several ranges are not served:
    no player asks for them, and the whole file is a right answer to them.
    """
    found = RANGE.fullmatch(header.strip())
    if found is None or found[0] == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        return max(size - int(last), 0), size
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last) + 1, size) if last else size


class Part:
    """The bytes of an open file from `start` to before `stop`: a slice at a time, or what a player gets at once.

    The latter is read in one piece, for putting slices together keeps all other threads from running meanwhile.
    """

    def __init__(self, file, start, stop):
        self.file, self.start, self.left = file, start, stop - start
        self.slice = self.left if self.left <= PART_AT_MOST else SLICE

    def __iter__(self):
        self.file.seek(self.start)
        while self.left > 0 and (chunk := self.file.read(min(self.slice, self.left))):
            self.left -= len(chunk)
            yield chunk

    def close(self):
        self.file.close()


def _answer_with(file, request, headers, at_most):
    size, etag = file.size, headers["ETag"]
    if known := get_conditional_response(request, etag=etag):
        file.close()
        for header in headers.items():
            known.headers.setdefault(*header)
        return known
    is_current = request.headers.get("If-Range", etag) == etag
    wanted = asked_range(request.headers.get("Range", ""), size) if is_current else None
    start, stop = wanted or (0, size)
    if wanted and start >= stop:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if wanted:
        stop = min(stop, start + (at_most or size))  # RFC 9110, 15.3.7: Content-Range tells what is there
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    headers["Content-Length"] = str(stop - start)
    part = Part(file, start, start if request.method == "HEAD" else stop)
    response = StreamingHttpResponse(part, status=206 if wanted else 200, headers=headers)
    response.is_whole = stop - start == size
    return response
