"""Uploaded pictures: decoded and re-encoded in a process of its own with limits, with their renditions.

The stored file is never the bytes that were sent: it is upright, in sRGB, the first frame alone, without EXIF,
location or comments, and so without whatever else was hidden in the file.
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

from media_library import image_decoder
from media_library.checked_file_field import EMPTY_FILE, CheckedFieldFile, CheckedFileField, refusals_logged
from media_library.focal_point import parse_point
from media_library.renditions import EXTRA_POINTS, rendition_name

MAX_IMAGE_BYTES = 25 * 2**20
DECODE_TIMEOUT_SECONDS = 120  # wall clock, for one picture on a busy machine; CPU time is limited in `image_decoder`
CENTRE = (50, 50)
EARLIEST_PHOTO_DATE = date(1839, 1, 1)
UNSET_CLOCK_DATES = {date(1970, 1, 1), date(1980, 1, 1), date(2000, 1, 1)}  # of cameras whose clock was never set

TOO_HEAVY = "Ảnh nặng quá 25 MB; hãy thu nhỏ ảnh rồi chọn lại."
TOO_LARGE = "Ảnh lớn quá 40 triệu điểm ảnh hoặc dài quá 30.000 điểm; hãy thu nhỏ ảnh rồi chọn lại."
UNKNOWN = "Tệp này không phải ảnh JPEG, PNG, WebP hay GIF; hãy lưu ảnh thành JPEG rồi chọn lại."
BROKEN = "Ảnh này hỏng hoặc chưa tải về hết; hãy mở ảnh trên máy, lưu lại rồi chọn lại."
logger = logging.getLogger(__name__)
REFUSAL_MESSAGES = {"large": TOO_LARGE, "unknown": UNKNOWN, "broken": BROKEN}

_decode_lock = threading.Lock()  # so that several uploads take no more memory than one


class ProcessedImage(File):
    """A re-encoded picture, ready to be stored; its renditions are in a temporary folder that lives as long as it."""

    def __init__(self, directory, made, focus, digest):
        self.directory, self.focus, self.shapes, self.digest = directory, focus, made["shapes"], digest
        self.width, self.height = made["size"]
        self.taken_on = parse_exif_date(made.get("taken", ""))
        original = directory / f"original.{made['extension']}"
        super().__init__(original.open("rb"), f"anh.{made['extension']}")
        weakref.finalize(self, _close_and_delete, self.file, directory)

    @property
    def renditions(self):
        """The renditions as a row stores them: the focal point and the sizes of each shape."""
        return {"focus": list(self.focus), "shapes": self.shapes}

    def store_renditions(self, storage, name):
        """Store the renditions beside the picture, by their `rendition_name`; those that exist already are kept."""
        for path in self.directory.glob("*-*"):
            shape, _, width = path.stem.partition("-")
            target = rendition_name(name, shape, self.focus, width, path.suffix[1:])
            if not storage.exists(target):
                with path.open("rb") as content:
                    storage.save_beside(name, target, File(content))


def _close_and_delete(file, directory):
    file.close()
    shutil.rmtree(directory, ignore_errors=True)


def parse_exif_date(written: str) -> date | None:
    """The day of a camera's date, `2026:11:25 08:30:00`; None for an impossible one."""
    try:
        day = datetime.strptime(written[:10], "%Y:%m:%d").date()  # noqa: DTZ007 -- cameras know no time zone
    except ValueError:
        return None
    return day if EARLIEST_PHOTO_DATE <= day <= timezone.localdate() and day not in UNSET_CLOCK_DATES else None


def digest_of(file):
    """The SHA-256 of a file, by which a picture is recognised when it is sent again."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def reencode(file):
    """The picture in an uploaded file as a `ProcessedImage`; ValidationError with one sentence for what is refused."""
    with refusals_logged("ảnh", file):
        if not file.size:
            raise ValidationError(EMPTY_FILE)
        if file.size > MAX_IMAGE_BYTES:
            raise ValidationError(TOO_HEAVY)
        return _process("reencode", file, "source", CENTRE)


def _process(act, file, name, focus):
    directory = Path(tempfile.mkdtemp(dir=settings.FILE_UPLOAD_TEMP_DIR, prefix="anh."))
    try:
        with (directory / name).open("wb") as copy:
            for chunk in file.chunks():
                copy.write(chunk)
        digest = digest_of(file)
        made = _run_decoder(act, directory / name, focus)
        if reason := made.get("refused"):
            raise ValidationError(REFUSAL_MESSAGES[reason])
        return ProcessedImage(directory, made, focus, digest)
    except BaseException:
        shutil.rmtree(directory, ignore_errors=True)
        raise


def _run_decoder(act, source, focus):
    """Run `image_decoder` and return its result; when it is killed or never ends, the picture counts as refused."""
    command = [sys.executable, "-I", image_decoder.__file__, act, source, source.parent, *map(str, focus)]
    try:
        with _decode_lock:
            done = subprocess.run(command, check=False, capture_output=True, timeout=DECODE_TIMEOUT_SECONDS)  # noqa: S603 -- our own program
        return json.loads(done.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return {"refused": "broken"}


class LibraryImageFieldFile(CheckedFieldFile):
    def save(self, name, content, *args, **kwargs):
        content, extra_points = self.field.clean_upload(content), self.instance.renditions.get(EXTRA_POINTS, [])
        super().save(name, content, *args, **kwargs)
        content.store_renditions(self.storage, self.name)
        if self.instance.focus != content.focus:
            self.render_anew()
        if made := [point for point in extra_points if self._render("render_cropped", parse_point(point))]:
            self.instance.renditions[EXTRA_POINTS] = made

    save.alters_data = True

    def render_anew(self):
        """Make the renditions for the row's focal point; the earlier ones remain for pages that refer to them."""
        if picture := self._render("render_all", self.instance.focus):
            extra_points = {EXTRA_POINTS: kept} if (kept := self.instance.renditions.get(EXTRA_POINTS)) else {}
            self.instance.renditions = picture.renditions | extra_points

    render_anew.alters_data = True

    def render_for_point(self, point):
        """Make the renditions for another focal point too, for one use of the picture, unless they exist."""
        focus = parse_point(point)
        is_needed = focus and point not in self.instance.renditions.get(EXTRA_POINTS, [])
        if not (is_needed and self._render("render_cropped", focus)):
            return
        with transaction.atomic():
            rows = type(self.instance)._base_manager.filter(pk=self.instance.pk, file=self.name)
            if row := rows.select_for_update().first():  # none when its file has been replaced meanwhile
                row.renditions[EXTRA_POINTS] = sorted({*row.renditions.get(EXTRA_POINTS, []), point})
                rows.update(renditions=row.renditions)
                self.instance.renditions = row.renditions

    render_for_point.alters_data = True

    def _render(self, act, focus):
        """Make and store renditions; None when that fails."""
        extension = self.name.rpartition(".")[2]
        try:
            with self.storage.open(self.name) as file:
                picture = _process(act, file, f"original.{extension}", focus)
            picture.store_renditions(self.storage, self.name)
        except (OSError, ValidationError):
            logger.exception("Không cắt lại được ảnh %s; trang vẫn dùng các bản cũ.", self.name)
            return None
        return picture


class LibraryImageField(CheckedFileField):
    """A picture of the library; its size is stored in `width` and `height`, its renditions in `renditions`.

    `taken_on` gets the day in its EXIF data unless it has another value.
    """

    attr_class = LibraryImageFieldFile
    accept = "image/jpeg,image/png,image/webp,image/gif"

    def clean_upload(self, file):
        return file if isinstance(file, ProcessedImage) else reencode(file)

    def fill_columns(self, instance, file):
        instance.width, instance.height = file.width, file.height
        instance.renditions, instance.digest = file.renditions, file.digest
        instance.taken_on = instance.taken_on or file.taken_on
