"""Chunked uploads of video files: each has its own folder from the first byte until the form that names it is saved.

All state is on disk, none in the database or in a process, so any worker can take any chunk and a killed worker loses
nothing that it acknowledged. A chunk is stored whole or not at all.
"""

import fcntl
import json
import os
import re
import secrets
import shutil
import time
import weakref
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat

from media_library import file_fields
from media_library.checked_file_field import EMPTY_FILE
from media_library.video_probe import VideoInfo
from vietnamese.folding import clean_line

MAX_CHUNK_BYTES = 4 * 2**20
COPY_CHUNK_BYTES = 2**16
MAX_UPLOADS_PER_USER = 5  # films of one user that no saved form has named yet
RESERVED_DISK_BYTES = 200 * 2**20  # that stay free for everything else
MAX_IDLE_SECONDS = 24 * 3600
FOLDER_PREFIX = "phim."
UPLOAD_ID = re.compile("[0-9a-f]{32}")

UPLOAD_GONE = "Video đưa lên dở này không còn; hãy chọn lại tệp."
CHUNK_INCOMPLETE = "Phần này của video đến không đủ; hãy gửi lại."
OFFSET_MISMATCH = "Phần này không nối tiếp phần đã nhận của video; hãy gửi tiếp từ chỗ máy chủ đang có."
MORE_THAN_ANNOUNCED = "Gửi nhiều hơn cỡ tệp đã báo; hãy chọn lại tệp và gửi từ đầu."
CHUNK_TOO_LARGE = "Mỗi lần chỉ nhận tới 4 MB của video; hãy gửi phần nhỏ hơn."
DISK_FULL = "Ổ đĩa của máy chủ đã đầy nên chưa nhận tiếp được video; hãy báo người quản trị rồi bấm Tiếp tục."


@dataclass
class Upload:
    """A film that a user is sending or has sent; `kind` and `look` are set once it has passed the check."""

    id: str
    owner: int
    name: str
    size: int
    key: str
    kind: str = ""
    look: dict = field(default_factory=dict)

    @property
    def folder(self):
        return settings.FILE_UPLOAD_TEMP_DIR / f"{FOLDER_PREFIX}{self.id}"

    @property
    def path(self):
        return self.folder / "film"

    @property
    def offset(self):
        """How many bytes have been received, from the film's beginning."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            raise ValidationError(UPLOAD_GONE, "gone") from None

    @property
    def is_whole(self):
        return self.offset == self.size

    def append(self, offset, length, read):
        """Append a chunk of that length to the received bytes: it is on disk when this returns, or nothing of it is.

        `read(max_bytes)` returns its next bytes. The chunk is first written to a file of its own, so that a stalled
        connection does not hold the lock, and in small pieces, so that memory use stays constant.
        """
        chunk = self.folder / f"{secrets.token_hex(8)}.chunk"
        try:
            with chunk.open("x+b") as file:
                while (left := length - file.tell()) and (piece := read(min(COPY_CHUNK_BYTES, left))):
                    file.write(piece)
                if left:
                    raise ValidationError(CHUNK_INCOMPLETE)
                file.flush()
                self._append(offset, length, file)
        except FileNotFoundError:
            raise ValidationError(UPLOAD_GONE, "gone") from None
        except OSError as error:
            raise ValidationError(DISK_FULL, "room") from error
        finally:
            chunk.unlink(missing_ok=True)

    def _append(self, offset, length, chunk):
        with self.path.open("r+b", buffering=0) as film:
            fcntl.flock(film, fcntl.LOCK_EX)
            if offset != film.seek(0, os.SEEK_END):
                raise ValidationError(OFFSET_MISMATCH, "offset")
            if offset + length > self.size:
                raise ValidationError(MORE_THAN_ANNOUNCED, "size")
            try:
                sent = 0
                while sent < length:
                    sent += os.sendfile(film.fileno(), chunk.fileno(), sent, length - sent)
                os.fdatasync(film.fileno())
            except OSError:
                film.truncate(offset)
                raise

    def save(self):
        """Write its metadata to disk, atomically."""
        draft = self.folder / secrets.token_hex(4)
        draft.write_text(json.dumps(asdict(self)))
        draft.rename(self.folder / "about.json")

    def discard(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class UploadedVideo(UploadedFile):
    """A complete upload as a form field's file. It is a hard link to the upload, which the storage may move away."""

    def __init__(self, upload):
        self.upload, self.kind = upload, upload.kind
        self.look = VideoInfo(**upload.look) if upload.look else None
        self._path = upload.folder / f"{secrets.token_hex(8)}.copy"
        try:
            _hard_link(upload.path, self._path)
        except FileNotFoundError:
            raise ValidationError(UPLOAD_GONE, "gone") from None
        name = f"tep.{self.kind}" if self.kind else upload.name
        super().__init__(self._path.open("rb"), name, size=upload.size)
        weakref.finalize(self, _close_and_delete, self.file, self._path)

    def temporary_file_path(self):
        return str(self._path)


def _hard_link(path, name):
    try:
        os.link(path, name)
    except FileNotFoundError:
        raise
    except OSError:  # a file system without links
        shutil.copyfile(path, name)


def _close_and_delete(file, path):
    file.close()
    path.unlink(missing_ok=True)


def begin(by, name, size, key):
    """The upload of a film that `by` chose: the one that was begun before, or a new one; may raise ValidationError."""
    if size <= 0:
        raise ValidationError(EMPTY_FILE, "size")
    if size > file_fields.MAX_VIDEO_BYTES:
        raise ValidationError(file_fields.VIDEO_TOO_HEAVY, "size")
    upload = Upload(secrets.token_hex(16), by.pk, _display_name(name), size, key)
    sweep()
    own = uploads_of(by)
    known = [one for one in own if key and (one.name, one.size, one.key) == (upload.name, size, key)]
    if known:
        return known[0]
    if len(own) >= MAX_UPLOADS_PER_USER:
        raise ValidationError(
            f"Bạn đang có {len(own)} video đưa lên mà chưa lưu; hãy chọn lại để đưa lên nốt, hoặc bỏ bớt.", "many"
        )
    _require_disk_space(size)
    return _create_on_disk(upload)


def _display_name(name):
    """The client's file name, made safe to be shown again."""
    return clean_line(name)[:120] or "video"


def _create_on_disk(upload, fill=Path.touch):
    """Create a new upload on disk; `fill` makes its film."""
    try:
        upload.folder.mkdir()
        fill(upload.path)
        upload.save()
    except OSError as error:
        upload.discard()
        raise ValidationError(DISK_FULL, "room") from error
    return upload


def _require_disk_space(size):
    promised = sum(one.size - one.path.stat().st_size for one in _all_uploads() if one.path.exists())
    free = shutil.disk_usage(settings.FILE_UPLOAD_TEMP_DIR).free - promised - RESERVED_DISK_BYTES
    if size > free:
        raise ValidationError(
            f"Ổ đĩa của máy chủ không còn đủ chỗ cho video này (cần {filesizeformat(size)}, còn "
            f"{filesizeformat(max(free, 0))}); hãy báo người quản trị.",
            "room",
        )


def from_form_file(file, by):
    """Make an upload of a file that was sent with a form, so that it is not lost when the form is shown again."""

    def fill(path):
        if hasattr(file, "temporary_file_path"):
            _hard_link(file.temporary_file_path(), path)
            return
        with path.open("wb") as copy:
            shutil.copyfileobj(file, copy)

    file.seek(0)
    return _create_on_disk(Upload(secrets.token_hex(16), by.pk, _display_name(file.name), file.size, key=""), fill)


def find(number, by):
    """The upload with that number if it is this user's; else ValidationError."""
    upload = _load(settings.FILE_UPLOAD_TEMP_DIR / f"{FOLDER_PREFIX}{number}") if UPLOAD_ID.fullmatch(number) else None
    if upload is None or upload.owner != by.pk:
        raise ValidationError(UPLOAD_GONE, "gone")
    return upload


def uploads_of(by):
    """The uploads of one user."""
    return [upload for upload in _all_uploads() if upload.owner == by.pk]


def _all_uploads():
    found = (_load(folder) for folder in settings.FILE_UPLOAD_TEMP_DIR.glob(f"{FOLDER_PREFIX}*"))
    return [upload for upload in found if upload]


def _load(folder):
    try:
        said = json.loads((folder / "about.json").read_text())
        return Upload(**{one.name: said[one.name] for one in fields(Upload)})
    except (OSError, ValueError, KeyError):
        return None


def sweep():
    """Delete uploads and temporary files that have not changed for a day, for instance of a killed process."""
    for path in settings.FILE_UPLOAD_TEMP_DIR.iterdir():
        with suppress(FileNotFoundError):  # another process was faster
            inside = path.rglob("*") if path.is_dir() else ()
            if max(one.stat().st_mtime for one in (path, *inside)) < time.time() - MAX_IDLE_SECONDS:
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()
