"""HTTP responses for stored files: whole or one byte range, in chunks, never executed by the browser.

Names are random and nothing is overwritten, so the content of a name never changes. Browsers may cache pictures and
films for ever, and neither the database nor a session is used for them: what readers may not have lies in another place
(`media_library.file_places`). Documents are sent by `download_response` alone, for views that have checked whether
readers may have them (docs/decisions/0019-files-by-what-carries-them.md).
"""

import re

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpResponse, HttpResponseNotFound, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from media_library import signed_addresses
from media_library.file_places import ASIDE

INLINE_MEDIA_TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "avif": "image/avif",
    "mp4": "video/mp4",
    "webm": "video/webm",
}
DOCUMENT_MEDIA_TYPES = {
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
MEDIA_TYPES = {**INLINE_MEDIA_TYPES, **DOCUMENT_MEDIA_TYPES}
STORED_NAME = re.compile(r"(?:[A-Za-z0-9_-]{1,60}/){0,6}[A-Za-z0-9_-]{1,100}\.([a-z0-9]{2,4})")
RANGE_HEADER = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
CHUNK_BYTES = 2**16
MAX_RANGE_BYTES = 2**20  # a player requests the rest later, and a paused one occupies no thread
# A file opened on its own may only display itself. A video page needs the same origin to fetch its file. A sandbox
# makes Safari's PDF viewer show an empty window (Chromium's works), so PDFs get none.
DENY_ALL_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
SANDBOX_POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
VIDEO_POLICY = f"{SANDBOX_POLICY} allow-same-origin"
# What a browser has it keeps; caches that others share ask again after minutes, as the file may be withdrawn
PUBLIC_CACHING = "public, max-age=31536000, immutable, s-maxage=300"
PDF_VIEWER_POLICY = f"{DENY_ALL_POLICY}; object-src 'self'; style-src 'unsafe-inline'"


def media_type(name):
    """The media type of a stored file, by the extension of its name, which the portal has set."""
    return MEDIA_TYPES.get(name.rpartition(".")[2], "application/octet-stream")


def media_response(request, name):
    """The response for a picture or film in its public place: 200, 206, 304, 404 or 416."""
    found = STORED_NAME.fullmatch(name)
    if not found or found[1] not in INLINE_MEDIA_TYPES or name.startswith(ASIDE):
        return _not_found()
    headers = {
        "Cache-Control": PUBLIC_CACHING,
        "Content-Security-Policy": _inline_policy(name),
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    return _file_response(request, name, headers, default_storage.open_public, max_bytes=MAX_RANGE_BYTES)


def signed_response(request, path):
    """The same for a signed path, wherever the file is; for who has been given the path alone."""
    name = signed_addresses.name_in(path)
    found = STORED_NAME.fullmatch(name)
    if not found or found[1] not in INLINE_MEDIA_TYPES:
        return _not_found()
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": _inline_policy(name),
        "X-Robots-Tag": "noindex",
    }
    return _file_response(request, name, headers, max_bytes=MAX_RANGE_BYTES)


def _inline_policy(name):
    return VIDEO_POLICY if media_type(name).startswith("video/") else SANDBOX_POLICY


def download_response(request, name, filename, *, inline=False):
    """The response for a stored document, under its download name; revalidated each time.

    `inline` lets a browser show it. The caller checks whether the reader may have it.
    """
    headers = {
        "Cache-Control": "no-cache",
        "Content-Disposition": content_disposition_header(not inline, filename),
        "Content-Security-Policy": PDF_VIEWER_POLICY if inline else f"{DENY_ALL_POLICY}; sandbox",
    }
    return _file_response(request, name, headers)


def _not_found():
    response = HttpResponseNotFound("Không có tệp này.\n", content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response


def is_whole(response):
    """Whether a response sends a file from its first byte to its last."""
    return getattr(response, "is_whole", False)


def _file_response(request, name, headers, open_file=None, *, max_bytes=None):
    """A stored file with these headers and those that every file has; of a range at most `max_bytes` bytes."""
    try:
        file = (open_file or default_storage.open)(name)
    except ConnectionError:  # the object store is unreachable, the file is not missing
        raise
    except OSError:
        return _not_found()
    headers = {
        "Content-Type": media_type(name),
        "ETag": f'"{name}"',
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
        **headers,
    }
    if settings.ACCEL_REDIRECT and default_storage.is_public(name):
        return _accel_redirect_response(file, request, {**headers, "X-Accel-Redirect": settings.ACCEL_REDIRECT + name})
    return _range_response(file, request, headers, max_bytes)


def _accel_redirect_response(file, request, headers):
    """The headers alone: nginx replaces this empty body by the file or the requested range."""
    wanted, size = parse_range(request.headers.get("Range", ""), file.size), file.size
    file.close()
    response = StreamingHttpResponse([], headers={**headers, "Content-Length": "0"})
    response.is_whole = wanted in (None, (0, size))
    return response


def parse_range(header, size):
    """The first byte a Range header asks for and the one after the last; None where the whole file is to be sent.

    An unsatisfiable range has its start at or after its end. Several ranges are not served: no player requests them,
    and RFC 9110 allows the whole file as the answer.
    """
    found = RANGE_HEADER.fullmatch(header.strip())
    if found is None or found[0] == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        return max(size - int(last), 0), size
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last) + 1, size) if last else size


class FileRange:
    """The bytes of an open file from `start` to before `stop`: in chunks, or a short range in one piece.

    Up to MAX_RANGE_BYTES are read in one piece, because joining small chunks would hold the interpreter lock.
    """

    def __init__(self, file, start, stop):
        self.file, self.start, self.left = file, start, stop - start
        self.slice = self.left if self.left <= MAX_RANGE_BYTES else CHUNK_BYTES

    def __iter__(self):
        self.file.seek(self.start)
        while self.left > 0 and (chunk := self.file.read(min(self.slice, self.left))):
            self.left -= len(chunk)
            yield chunk

    def close(self):
        self.file.close()


def _range_response(file, request, headers, max_bytes):
    size, etag = file.size, headers["ETag"]
    if known := get_conditional_response(request, etag=etag):
        file.close()
        for header in headers.items():
            known.headers.setdefault(*header)
        return known
    is_current = request.headers.get("If-Range", etag) == etag
    wanted = parse_range(request.headers.get("Range", ""), size) if is_current else None
    start, stop = wanted or (0, size)
    if wanted and start >= stop:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if wanted:
        stop = min(stop, start + (max_bytes or size))  # RFC 9110, 15.3.7: Content-Range names what is sent
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    headers["Content-Length"] = str(stop - start)
    part = FileRange(file, start, start if request.method == "HEAD" else stop)
    response = StreamingHttpResponse(part, status=206 if wanted else 200, headers=headers)
    response.is_whole = stop - start == size
    return response
