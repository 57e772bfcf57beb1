"""Films on their way in: each in a folder of its own, from the first byte until the form that names it is saved.

What is there is what lies on disk; no table and no process knows more. So the chunks of one film may reach any worker,
and a worker that is killed has lost nothing that it acknowledged. Chunks arrive whole or not at all.
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

from media_library import files
from media_library.probing import Look
from media_library.uploads import EMPTY
from vietnamese.folding import clean_line

CHUNK = 4 * 2**20  # bytes at most
SLICE = 2**16
MOST = 5  # films of one person that no saved form has named yet
SPARE = 200 * 2**20  # bytes of the disk that stay free for everything else
DAY = 24 * 3600
PREFIX = "phim."
ID = re.compile("[0-9a-f]{32}")

GONE = "Video đưa lên dở này không còn; hãy chọn lại tệp."
CUT = "Phần này của video đến không đủ; hãy gửi lại."
OUT_OF_STEP = "Phần này không nối tiếp phần đã nhận của video; hãy gửi tiếp từ chỗ máy chủ đang có."
TOO_MUCH = "Gửi nhiều hơn cỡ tệp đã báo; hãy chọn lại tệp và gửi từ đầu."
CHUNK_TOO_LARGE = "Mỗi lần chỉ nhận tới 4 MB của video; hãy gửi phần nhỏ hơn."
DISK_FULL = "Ổ đĩa của máy chủ đã đầy nên chưa nhận tiếp được video; hãy báo người quản trị rồi bấm Tiếp tục."


@dataclass
class Upload:
    """A film that somebody sends or has sent; `kind` and `look` are there once it was checked and found good."""

    id: str
    owner: int
    name: str
    size: int
    key: str
    kind: str = ""
    look: dict = field(default_factory=dict)

    @property
    def folder(self):
        return settings.FILE_UPLOAD_TEMP_DIR / f"{PREFIX}{self.id}"

    @property
    def path(self):
        return self.folder / "film"

    @property
    def offset(self):
        """How many bytes are there, which are the film's first."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            raise ValidationError(GONE, "gone") from None

    @property
    def is_whole(self):
        return self.offset == self.size

    def append(self, offset, length, read):
        """Put a chunk of that length after the bytes that are there: on disk when this returns, or nothing of it is.

        `read(most)` answers its next bytes. It is taken in beside the film first, so that no line that hangs holds the
        lock, and a slice at a time, so that the worker's memory does not grow with it.
        """
        chunk = self.folder / f"{secrets.token_hex(8)}.chunk"
        try:
            with chunk.open("x+b") as file:
                while (left := length - file.tell()) and (piece := read(min(SLICE, left))):
                    file.write(piece)
                if left:
                    raise ValidationError(CUT)
                file.flush()
                self._append(offset, length, file)
        except FileNotFoundError:
            raise ValidationError(GONE, "gone") from None
        except OSError as error:
            raise ValidationError(DISK_FULL, "room") from error
        finally:
            chunk.unlink(missing_ok=True)

    def _append(self, offset, length, chunk):
        with self.path.open("r+b", buffering=0) as film:
            fcntl.flock(film, fcntl.LOCK_EX)
            if offset != film.seek(0, os.SEEK_END):
                raise ValidationError(OUT_OF_STEP, "offset")
            if offset + length > self.size:
                raise ValidationError(TOO_MUCH, "size")
            try:
                sent = 0
                while sent < length:
                    sent += os.sendfile(film.fileno(), chunk.fileno(), sent, length - sent)
                os.fdatasync(film.fileno())
            except OSError:
                film.truncate(offset)
                raise

    def keep(self):
        """Write down what is known of it, in one step."""
        draft = self.folder / secrets.token_hex(4)
        draft.write_text(json.dumps(asdict(self)))
        draft.rename(self.folder / "about.json")

    def discard(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class Film(UploadedFile):
    """A whole upload as a form takes it: under a second name on disk, which the storage may take away."""

    def __init__(self, upload):
        self.upload, self.kind = upload, upload.kind
        self.look = Look(**upload.look) if upload.look else None
        self._path = upload.folder / f"{secrets.token_hex(8)}.copy"
        try:
            _name_again(upload.path, self._path)
        except FileNotFoundError:
            raise ValidationError(GONE, "gone") from None
        name = f"tep.{self.kind}" if self.kind else upload.name
        super().__init__(self._path.open("rb"), name, size=upload.size)
        weakref.finalize(self, _let_go, self.file, self._path)

    def temporary_file_path(self):
        return str(self._path)


def _name_again(path, name):
    try:
        os.link(path, name)
    except FileNotFoundError:
        raise
    except OSError:  # a file system without links
        shutil.copyfile(path, name)


def _let_go(file, path):
    file.close()
    path.unlink(missing_ok=True)


def begin(by, name, size, key):
    """The upload of a film that `by` chose: the one that was begun before, or a new one; ValidationError."""
    if size <= 0:
        raise ValidationError(EMPTY, "size")
    if size > files.MAX_VIDEO_BYTES:
        raise ValidationError(files.VIDEO_TOO_HEAVY, "size")
    upload = Upload(secrets.token_hex(16), by.pk, _shown(name), size, key)
    sweep()
    own = of(by)
    known = [one for one in own if key and (one.name, one.size, one.key) == (upload.name, size, key)]
    if known:
        return known[0]
    if len(own) >= MOST:
        raise ValidationError(
            f"Bạn đang có {len(own)} video đưa lên mà chưa lưu; hãy chọn lại để đưa lên nốt, hoặc bỏ bớt.", "many"
        )
    _see_to_room(size)
    return _made(upload)


def _shown(name):
    """What people call their file, as it may be shown again."""
    return clean_line(name)[:120] or "video"


def _made(upload, fill=Path.touch):
    """Put a new upload on disk, its film made by `fill`."""
    try:
        upload.folder.mkdir()
        fill(upload.path)
        upload.keep()
    except OSError as error:
        upload.discard()
        raise ValidationError(DISK_FULL, "room") from error
    return upload


def _see_to_room(size):
    promised = sum(one.size - one.path.stat().st_size for one in _all() if one.path.exists())
    free = shutil.disk_usage(settings.FILE_UPLOAD_TEMP_DIR).free - promised - SPARE
    if size > free:
        raise ValidationError(
            f"Ổ đĩa của máy chủ không còn đủ chỗ cho video này (cần {filesizeformat(size)}, còn "
            f"{filesizeformat(max(free, 0))}); hãy báo người quản trị.",
            "room",
        )


def adopt(file, by):
    """An upload out of a file that came with a form, so that it is still there when the form is shown again."""

    def fill(path):
        if hasattr(file, "temporary_file_path"):
            _name_again(file.temporary_file_path(), path)
            return
        with path.open("wb") as copy:
            shutil.copyfileobj(file, copy)

    file.seek(0)
    return _made(Upload(secrets.token_hex(16), by.pk, _shown(file.name), file.size, key=""), fill)


def find(number, by):
    """The upload of that number where it is this person's; else ValidationError."""
    upload = _read(settings.FILE_UPLOAD_TEMP_DIR / f"{PREFIX}{number}") if ID.fullmatch(number) else None
    if upload is None or upload.owner != by.pk:
        raise ValidationError(GONE, "gone")
    return upload


def of(by):
    """The uploads of one person."""
    return [upload for upload in _all() if upload.owner == by.pk]


def _all():
    found = (_read(folder) for folder in settings.FILE_UPLOAD_TEMP_DIR.glob(f"{PREFIX}*"))
    return [upload for upload in found if upload]


def _read(folder):
    try:
        said = json.loads((folder / "about.json").read_text())
        return Upload(**{one.name: said[one.name] for one in fields(Upload)})
    except (OSError, ValueError, KeyError):
        return None


def sweep():
    """Clear away what nobody has added to for a day: uploads broken off, and what a killed process has left."""
    for path in settings.FILE_UPLOAD_TEMP_DIR.iterdir():
        with suppress(FileNotFoundError):  # somebody else was quicker
            inside = path.rglob("*") if path.is_dir() else ()
            if max(one.stat().st_mtime for one in (path, *inside)) < time.time() - DAY:
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()
