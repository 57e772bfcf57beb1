"""Pictures as they come in: decoded in a bounded process of their own and made anew, with their renditions.

What is stored is never the bytes that were sent: upright, in sRGB, the first frame alone, without EXIF,
place or comments, and so without whatever else was hidden in the file.
"""

import hashlib
import json
import logging
import shutil
import subprocess
import sys
import tempfile
import threading
import weakref
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from media_library import imaging
from media_library.focus import point_in
from media_library.renditions import OTHERS, rendition_name
from media_library.uploads import EMPTY, CheckedFieldFile, CheckedFileField, refusals_logged

MAX_BYTES = 25 * 2**20
MAX_SECONDS = 120  # of the clock, for one picture on a busy machine; its own time is bounded in `imaging`
CENTRE = (50, 50)
FIRST_PHOTOGRAPHS = date(1839, 1, 1)
CLOCK_NOT_SET = {date(1970, 1, 1), date(1980, 1, 1), date(2000, 1, 1)}  # where the clocks of cameras begin

TOO_HEAVY = "Ảnh nặng quá 25 MB; hãy thu nhỏ ảnh rồi chọn lại."
TOO_LARGE = "Ảnh lớn quá 40 triệu điểm ảnh hoặc dài quá 30.000 điểm; hãy thu nhỏ ảnh rồi chọn lại."
UNKNOWN = "Tệp này không phải ảnh JPEG, PNG, WebP hay GIF; hãy lưu ảnh thành JPEG rồi chọn lại."
BROKEN = "Ảnh này hỏng hoặc chưa tải về hết; hãy mở ảnh trên máy, lưu lại rồi chọn lại."
logger = logging.getLogger(__name__)
SENTENCES = {"large": TOO_LARGE, "unknown": UNKNOWN, "broken": BROKEN}

_one_at_a_time = threading.Lock()  # so that no number of uploads takes more memory than one


class Picture(File):
    """A picture made anew, ready to be stored, with its renditions beside it until it is let go of."""

    def __init__(self, directory, made, focus, digest):
        self.directory, self.focus, self.shapes, self.digest = directory, focus, made["shapes"], digest
        self.width, self.height = made["size"]
        self.taken_on = day_taken(made.get("taken", ""))
        original = directory / f"original.{made['extension']}"
        super().__init__(original.open("rb"), f"anh.{made['extension']}")
        weakref.finalize(self, _let_go, self.file, directory)

    @property
    def renditions(self):
        """What was made, as a row keeps it: the point of interest and the sizes of each shape."""
        return {"focus": list(self.focus), "shapes": self.shapes}

    def store_renditions(self, storage, name):
        """Put the renditions where `rendition_name` looks for them; those that are there already stay."""
        for path in self.directory.glob("*-*"):
            shape, _, width = path.stem.partition("-")
            target = rendition_name(name, shape, self.focus, width, path.suffix[1:])
            if not storage.exists(target):
                with path.open("rb") as content:
                    storage.save(target, File(content))


def _let_go(file, directory):
    file.close()
    shutil.rmtree(directory, ignore_errors=True)


def day_taken(written: str) -> date | None:
    """The day of a camera's date, `2026:11:25 08:30:00`; None for one that cannot be true."""
    try:
        day = datetime.strptime(written[:10], "%Y:%m:%d").date()  # noqa: DTZ007 -- cameras know no time zone
    except ValueError:
        return None
    return day if FIRST_PHOTOGRAPHS <= day <= timezone.localdate() and day not in CLOCK_NOT_SET else None


def digest_of(file):
    """The SHA-256 of a file, by which the same picture is known when it is sent again."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def remake(file):
    """The picture in an uploaded file as a `Picture`; ValidationError with one sentence for what is refused."""
    with refusals_logged("ảnh", file):
        if not file.size:
            raise ValidationError(EMPTY)
        if file.size > MAX_BYTES:
            raise ValidationError(TOO_HEAVY)
        return _made("develop", file, "source", CENTRE)


def _made(act, file, name, focus):
    directory = Path(tempfile.mkdtemp(dir=settings.FILE_UPLOAD_TEMP_DIR, prefix="anh."))
    try:
        with (directory / name).open("wb") as copy:
            for chunk in file.chunks():
                copy.write(chunk)
        digest = digest_of(file)
        made = _run(act, directory / name, focus)
        if reason := made.get("refused"):
            raise ValidationError(SENTENCES[reason])
        return Picture(directory, made, focus, digest)
    except BaseException:
        shutil.rmtree(directory, ignore_errors=True)
        raise


def _run(act, source, focus):
    """What the program of `imaging` answers; one that is killed or never ends has met a picture it cannot take."""
    command = [sys.executable, "-I", imaging.__file__, act, source, source.parent, *map(str, focus)]
    try:
        with _one_at_a_time:
            done = subprocess.run(command, check=False, capture_output=True, timeout=MAX_SECONDS)  # noqa: S603 -- our own program
        return json.loads(done.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return {"refused": "broken"}


class PictureFieldFile(CheckedFieldFile):
    def save(self, name, content, *args, **kwargs):
        content, others = self.field.admit(content), self.instance.renditions.get(OTHERS, [])
        super().save(name, content, *args, **kwargs)
        content.store_renditions(self.storage, self.name)
        if self.instance.focus != content.focus:
            self.cut_again()
        if made := [point for point in others if self._cut("recut", point_in(point))]:
            self.instance.renditions[OTHERS] = made

    save.alters_data = True

    def cut_again(self):
        """Make the renditions around the row's point of interest; the earlier ones stay for pages that name them."""
        if picture := self._cut("crop", self.instance.focus):
            others = {OTHERS: kept} if (kept := self.instance.renditions.get(OTHERS)) else {}
            self.instance.renditions = picture.renditions | others

    cut_again.alters_data = True

    def cut_for(self, point):
        """Cut the picture around another point too, for one use of it; nothing is done twice."""
        focus = point_in(point)
        is_needed = focus and point not in self.instance.renditions.get(OTHERS, [])
        if not (is_needed and self._cut("recut", focus)):
            return
        with transaction.atomic():
            rows = type(self.instance)._base_manager.filter(pk=self.instance.pk, file=self.name)
            if row := rows.select_for_update().first():  # not when its file has been replaced meanwhile
                row.renditions[OTHERS] = sorted({*row.renditions.get(OTHERS, []), point})
                rows.update(renditions=row.renditions)
                self.instance.renditions = row.renditions

    cut_for.alters_data = True

    def _cut(self, act, focus):
        """Make renditions and put them into the storage; None when that cannot be done."""
        extension = self.name.rpartition(".")[2]
        try:
            with self.storage.open(self.name) as file:
                picture = _made(act, file, f"original.{extension}", focus)
            picture.store_renditions(self.storage, self.name)
        except (OSError, ValidationError):
            logger.exception("Không cắt lại được ảnh %s; trang vẫn dùng các bản cũ.", self.name)
            return None
        return picture


class PictureField(CheckedFileField):
    """A picture of the library; its size goes to `width` and `height`, what was made of it to `renditions`.

    `taken_on` takes the day its camera wrote down where nobody has said another.
    """

    attr_class = PictureFieldFile
    accept = "image/jpeg,image/png,image/webp,image/gif"

    def admit(self, file):
        return file if isinstance(file, Picture) else remake(file)

    def describe(self, instance, file):
        instance.width, instance.height = file.width, file.height
        instance.renditions, instance.digest = file.renditions, file.digest
        instance.taken_on = instance.taken_on or file.taken_on
