"""Model fields for uploaded documents and videos; the kind is detected by content, not by name."""

import json
import re
import signal
import struct
import subprocess
import sys
import threading
from pathlib import Path

from django.core.exceptions import ValidationError
from django.urls import reverse

from media_library.checked_file_field import EMPTY_FILE, CheckedFieldFile, CheckedFileField, refusals_logged
from media_library.video_probe import path_on_disk, probe_video
from media_library.virus_scanner import scan

MAX_DOCUMENT_BYTES = 50 * 2**20
MAX_VIDEO_BYTES = 2 * 2**30
DOCUMENT_SCANNER = Path(__file__).with_name("document_scanner.py")  # not imported: its libraries are for its process
SCAN_TIMEOUT_SECONDS = 120  # wall clock, for one document on a busy machine; CPU time is limited in `document_scanner`
OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGKILL}  # exit statuses of a scanner that the limit on CPU time has ended

DOCUMENT_TOO_HEAVY = "Tệp nặng quá 50 MB; hãy nén lại hoặc chia thành nhiều tệp rồi chọn lại."
DOCUMENT_UNKNOWN = (
    "Tệp này không phải PDF, Word, Excel, PowerPoint hay OpenDocument; hãy lưu tài liệu thành PDF rồi chọn lại."
)
DOCUMENT_LOCKED = (
    "Tệp này bị khóa bằng mật khẩu hoặc hỏng nên không kiểm tra được; hãy lưu lại thành tệp không khóa rồi chọn lại."
)
PDF_ACTIVE = "PDF này chạy chương trình hay mã khi mở nên không nhận; hãy in lại thành PDF thường rồi chọn lại."
HAS_MACROS = "Tệp này có macro nên không nhận; hãy lưu thành tệp không có macro hoặc PDF rồi chọn lại."
HAS_EMBEDDED_FILES = "Tệp này chứa tệp khác bên trong nên không nhận; hãy bỏ tệp ấy ra hoặc lưu thành PDF rồi chọn lại."
HAS_EXTERNAL_CONTENT = (
    "Tệp này tự lấy dữ liệu từ nơi khác khi mở nên không nhận; hãy bỏ liên kết ấy hoặc lưu thành PDF rồi chọn lại."
)
UNPACKS_TOO_LARGE = "Tệp này bung ra quá lớn nên không nhận; hãy bỏ bớt nội dung hoặc lưu thành PDF rồi chọn lại."
REFUSAL_MESSAGES = {
    "unknown": DOCUMENT_UNKNOWN,
    "locked": DOCUMENT_LOCKED,
    "active": PDF_ACTIVE,
    "macros": HAS_MACROS,
    "embedded": HAS_EMBEDDED_FILES,
    "external": HAS_EXTERNAL_CONTENT,
    "unpacks_too_large": UNPACKS_TOO_LARGE,
}
VIDEO_TOO_HEAVY = "Video nặng quá 2 GB; hãy nén lại hoặc cắt ngắn rồi chọn lại."
VIDEO_UNKNOWN = "Tệp này không phải video MP4 hay WebM; hãy chuyển video thành MP4 (H.264) rồi chọn lại."
VIDEO_BROKEN = "Video này hỏng hoặc chưa tải về hết; hãy xuất lại video thành MP4 rồi chọn lại."

# The brands (ISO/IEC 14496-12) of files that browsers play; Those of QuickTime, sound and pictures are not among them.
MP4_BRANDS = {b"isom", b"mp41", b"mp42", b"avc1", b"M4V ", b"M4VH", b"M4VP", b"MSNV", b"dash"} | {
    b"iso%d" % number for number in range(2, 10)
}
MAX_BOXES = 100_000
EBML = bytes.fromhex("1a45dfa3")
WEBM_TYPE = re.compile(rb"\x42\x82.{1,8}webm", re.DOTALL)


_scan_lock = threading.Lock()  # so that several uploads take no more memory than one


def document_kind(file):
    """The extension for the content of a document; ValidationError with one sentence for any other."""
    with path_on_disk(file) as path:
        command = [sys.executable, "-I", DOCUMENT_SCANNER, path]
        try:
            with _scan_lock:
                done = subprocess.run(command, check=False, capture_output=True, timeout=SCAN_TIMEOUT_SECONDS)  # noqa: S603 -- our own program
            said = json.loads(done.stdout)
        except subprocess.TimeoutExpired:
            said = {"refused": "unpacks_too_large"}
        except json.JSONDecodeError:  # the file crashed it, or has used up its CPU time
            said = {"refused": "unpacks_too_large" if done.returncode in OUT_OF_TIME else "locked"}
    if reason := said.get("refused"):
        raise ValidationError(REFUSAL_MESSAGES[reason])
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
        names = set(_box_names(file))
    except struct.error as error:
        raise ValidationError(VIDEO_BROKEN) from error
    if not (b"moov" in names and names & {b"mdat", b"moof"}):
        raise ValidationError(VIDEO_BROKEN)
    return "mp4"


def _box_names(file):
    """The names of the outermost boxes of an MP4 file; struct.error where the chain does not end with the file."""
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


def _checked(file, detect_kind, limit, sentence):
    """The file, renamed by its kind, or ValidationError."""
    if not file.size:
        raise ValidationError(EMPTY_FILE)
    if file.size > limit:
        raise ValidationError(sentence)
    file.name = f"tep.{detect_kind(file)}"
    scan(file)
    file.seek(0)
    return file


def _probed(file):
    file.look = probe_video(file)
    if file.look and file.look.refusal:
        raise ValidationError(file.look.refusal)
    return file


class AttachmentFieldFile(CheckedFieldFile):
    @property
    def url(self):
        """The address for staff in the admin; readers get the address of the Attachment, never that of the file."""
        return reverse("admin:media_library_attachment_preview", args=[self.instance.pk])


class AttachmentField(CheckedFileField):
    """A document to download; `size_field` and `kind_field` name the columns for its bytes and extension."""

    attr_class = AttachmentFieldFile
    accept = ".pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp"

    def __init__(self, *args, size_field="", kind_field="", **kwargs):
        self.size_field, self.kind_field = size_field, kind_field
        super().__init__(*args, **kwargs)

    def clean_upload(self, file):
        """The result is stored on the file, because a form checks before its transaction, in it and at saving."""
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

    def fill_columns(self, instance, file):
        if self.size_field:
            setattr(instance, self.size_field, file.size)
        if self.kind_field:
            setattr(instance, self.kind_field, file.name.rpartition(".")[2])


class VideoFileField(CheckedFileField):
    """A video that browsers can play; the checked file has its `kind`, and in `look` what ffprobe found."""

    accept = "video/mp4,video/webm"

    def clean_upload(self, file):
        if not getattr(file, "kind", ""):
            with refusals_logged("video", file):
                file = _probed(_checked(file, video_kind, MAX_VIDEO_BYTES, VIDEO_TOO_HEAVY))
            file.kind = file.name.rpartition(".")[2]
        return file
