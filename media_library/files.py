"""Documents and videos as they come in: known by their content, whatever their name says."""

import json
import re
import struct
import subprocess
import sys
import threading

from django.core.exceptions import ValidationError
from django.urls import reverse

from media_library import documents
from media_library.probing import look_at, on_disk
from media_library.scanning import scan
from media_library.uploads import EMPTY, CheckedFieldFile, CheckedFileField, refusals_logged

MAX_DOCUMENT_BYTES = 50 * 2**20
MAX_VIDEO_BYTES = 2 * 2**30
MAX_SECONDS = 120  # of the clock, for one document on a busy machine; its own time is bounded in `documents`

DOCUMENT_TOO_HEAVY = "Tệp nặng quá 50 MB; hãy nén lại hoặc chia thành nhiều tệp rồi chọn lại."
DOCUMENT_UNKNOWN = (
    "Tệp này không phải PDF, Word, Excel, PowerPoint hay OpenDocument; hãy lưu tài liệu thành PDF rồi chọn lại."
)
DOCUMENT_LOCKED = (
    "Tệp này bị khóa bằng mật khẩu hoặc hỏng nên không kiểm tra được; hãy lưu lại thành tệp không khóa rồi chọn lại."
)
PDF_ACTS = "PDF này chạy chương trình hay mã khi mở nên không nhận; hãy in lại thành PDF thường rồi chọn lại."
HAS_MACROS = "Tệp này có macro nên không nhận; hãy lưu thành tệp không có macro hoặc PDF rồi chọn lại."
HAS_FILES = "Tệp này chứa tệp khác bên trong nên không nhận; hãy bỏ tệp ấy ra hoặc lưu thành PDF rồi chọn lại."
FETCHES = (
    "Tệp này tự lấy dữ liệu từ nơi khác khi mở nên không nhận; hãy bỏ liên kết ấy hoặc lưu thành PDF rồi chọn lại."
)
SWOLLEN = "Tệp này bung ra quá lớn nên không nhận; hãy bỏ bớt nội dung hoặc lưu thành PDF rồi chọn lại."
SENTENCES = {
    "unknown": DOCUMENT_UNKNOWN,
    "locked": DOCUMENT_LOCKED,
    "acts": PDF_ACTS,
    "macros": HAS_MACROS,
    "attached": HAS_FILES,
    "linked": FETCHES,
    "swollen": SWOLLEN,
}
VIDEO_TOO_HEAVY = "Video nặng quá 2 GB; hãy nén lại hoặc cắt ngắn rồi chọn lại."
VIDEO_UNKNOWN = "Tệp này không phải video MP4 hay WebM; hãy chuyển video thành MP4 (H.264) rồi chọn lại."
VIDEO_BROKEN = "Video này hỏng hoặc chưa tải về hết; hãy xuất lại video thành MP4 rồi chọn lại."

# The brands (ISO/IEC 14496-12) of files that browsers play; QuickTime's own, sounds and pictures are not there.
MP4_BRANDS = {b"isom", b"mp41", b"mp42", b"avc1", b"M4V ", b"M4VH", b"M4VP", b"MSNV", b"dash"} | {
    b"iso%d" % number for number in range(2, 10)
}
MAX_BOXES = 100_000
EBML = bytes.fromhex("1a45dfa3")
WEBM_TYPE = re.compile(rb"\x42\x82.{1,8}webm", re.DOTALL)


_one_at_a_time = threading.Lock()  # so that no number of uploads takes more memory than one


def document_kind(file):
    """The extension that the content of a document calls for; ValidationError with one sentence for any other."""
    with on_disk(file) as path:
        command = [sys.executable, "-I", documents.__file__, path]
        try:
            with _one_at_a_time:
                done = subprocess.run(command, check=False, capture_output=True, timeout=MAX_SECONDS)  # noqa: S603 -- our own program
            said = json.loads(done.stdout)
        except (subprocess.TimeoutExpired, json.JSONDecodeError):  # it has met a file that it cannot take
            said = {"refused": "locked"}
    if reason := said.get("refused"):
        raise ValidationError(SENTENCES[reason])
    return said["kind"]


def video_kind(file):
    """`mp4` or `webm`, as the container says; ValidationError with one sentence for any other."""
    file.seek(0)
    start = file.read(64)
    if start.startswith(EBML) and WEBM_TYPE.search(start):
        return "webm"
    if start[4:8] != b"ftyp" or start[8:12] not in MP4_BRANDS:
        raise ValidationError(VIDEO_UNKNOWN)
    try:
        names = set(_boxes(file))
    except struct.error as error:
        raise ValidationError(VIDEO_BROKEN) from error
    if not (b"moov" in names and names & {b"mdat", b"moof"}):
        raise ValidationError(VIDEO_BROKEN)
    return "mp4"


def _boxes(file):
    """The names of the outermost boxes of an MP4 file; struct.error where the chain does not meet its end."""
    position = 0
    for _ in range(MAX_BOXES):
        if position == file.size:
            return
        file.seek(position)
        header = file.read(16)
        length, name = struct.unpack_from(">I4s", header)
        if length == 1:
            (length,) = struct.unpack_from(">Q", header, 8)
        position = position + length if length else file.size
        yield name


def _checked(file, kind_of, limit, sentence):
    """The file named after its kind, or ValidationError."""
    if not file.size:
        raise ValidationError(EMPTY)
    if file.size > limit:
        raise ValidationError(sentence)
    file.name = f"tep.{kind_of(file)}"
    scan(file)
    file.seek(0)
    return file


def _looked_at(file):
    file.look = look_at(file)
    if file.look and file.look.refusal:
        raise ValidationError(file.look.refusal)
    return file


class AttachmentFieldFile(CheckedFieldFile):
    @property
    def url(self):
        """Where staff find it, for the admin; readers have the address of the Attachment, never that of the file."""
        return reverse("admin:media_library_attachment_preview", args=[self.instance.pk])


class AttachmentField(CheckedFileField):
    """A document to download; `size_field` and `kind_field` name the columns for its bytes and extension."""

    attr_class = AttachmentFieldFile
    accept = ".pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp"

    def __init__(self, *args, size_field="", kind_field="", **kwargs):
        self.size_field, self.kind_field = size_field, kind_field
        super().__init__(*args, **kwargs)

    def admit(self, file):
        """The file itself knows what was found, for a form asks before its transaction, in it and in saving."""
        if not hasattr(file, "refusal"):
            file.refusal = None
            try:
                with refusals_logged("tài liệu", file):
                    _checked(file, document_kind, MAX_DOCUMENT_BYTES, DOCUMENT_TOO_HEAVY)
            except ValidationError as refusal:
                file.refusal = refusal
        if file.refusal:
            raise file.refusal
        file.seek(0)
        return file

    def describe(self, instance, file):
        if self.size_field:
            setattr(instance, self.size_field, file.size)
        if self.kind_field:
            setattr(instance, self.kind_field, file.name.rpartition(".")[2])


class VideoFileField(CheckedFileField):
    """A video that browsers play without help; `kind` of the file says that it was found to be one, `look` how long."""

    accept = "video/mp4,video/webm"

    def admit(self, file):
        if not getattr(file, "kind", ""):
            with refusals_logged("video", file):
                file = _looked_at(_checked(file, video_kind, MAX_VIDEO_BYTES, VIDEO_TOO_HEAVY))
            file.kind = file.name.rpartition(".")[2]
        return file
