"""Stored files as readers get them: whole or the range asked for, in slices, never run by the browser.

Names are random and nothing is written over, so what a name stands for never changes and may be kept for
ever. Neither the database nor a session is touched.
"""

import re

from django.core.files.storage import default_storage
from django.http import HttpResponse, HttpResponseNotFound, HttpResponseNotModified, StreamingHttpResponse

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
# What a file opened on its own may do: show itself. A video's player must still be of our origin to fetch it.
POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
VIDEO_POLICY = f"{POLICY} allow-same-origin"


def media_type(name):
    """The media type of a stored file, by the end of its name, which is ours to give."""
    return TYPES.get(name.rpartition(".")[2], "application/octet-stream")


def answer(request, name):
    """The response for a stored file: 200, 206, 304, 404 or 416."""
    found = NAME.fullmatch(name)
    try:
        file = default_storage.open(name) if found and found[1] in TYPES else None
    except OSError:
        file = None
    if file is None:
        return HttpResponseNotFound("Không có tệp này.\n", content_type="text/plain; charset=utf-8")
    return _answer_with(file, request, headers=_headers(name, found[1]))


def _headers(name, extension):
    headers = {
        "Content-Type": TYPES[extension],
        "ETag": f'"{name}"',
        "Accept-Ranges": "bytes",
        "Cache-Control": "public, max-age=31536000, immutable",
        "Content-Security-Policy": VIDEO_POLICY if TYPES[extension].startswith("video/") else POLICY,
        "X-Content-Type-Options": "nosniff",
    }
    return {**headers, "Content-Disposition": "attachment"} if extension in DOWNLOADED else headers


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


def _answer_with(file, request, *, headers):
    size, etag = file.size, headers["ETag"]
    if request.headers.get("If-None-Match") == etag:
        file.close()
        return HttpResponseNotModified(headers=headers)
    is_current = request.headers.get("If-Range", etag) == etag
    wanted = asked_range(request.headers.get("Range", ""), size) if is_current else None
    start, stop = wanted or (0, size)
    if wanted and start >= stop:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if wanted:
        stop = min(stop, start + PART_AT_MOST)  # RFC 9110, 15.3.7: Content-Range tells what is there
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    headers["Content-Length"] = str(stop - start)
    part = Part(file, start, start if request.method == "HEAD" else stop)
    return StreamingHttpResponse(part, status=206 if wanted else 200, headers=headers)
