"""Documents and videos as they come in: known by their content, whatever their name says."""

import re
import struct
import zipfile

from django.core.exceptions import ValidationError

from media_library import pdf
from media_library.probing import look_at
from media_library.scanning import scan
from media_library.uploads import EMPTY, CheckedFileField

MAX_DOCUMENT_BYTES = 50 * 2**20
MAX_VIDEO_BYTES = 2 * 2**30
SLICE = 2**20

DOCUMENT_TOO_HEAVY = "Tệp nặng quá 50 MB; hãy nén lại hoặc chia thành nhiều tệp rồi chọn lại."
DOCUMENT_UNKNOWN = (
    "Tệp này không phải PDF, Word, Excel, PowerPoint hay OpenDocument; hãy lưu tài liệu thành PDF rồi chọn lại."
)
HAS_MACROS = "Tệp này có macro nên không nhận; hãy lưu thành tệp không có macro hoặc PDF rồi chọn lại."
VIDEO_TOO_HEAVY = "Video nặng quá 2 GB; hãy nén lại hoặc cắt ngắn rồi chọn lại."
VIDEO_UNKNOWN = "Tệp này không phải video MP4 hay WebM; hãy chuyển video thành MP4 (H.264) rồi chọn lại."
VIDEO_BROKEN = "Video này hỏng hoặc chưa tải về hết; hãy xuất lại video thành MP4 rồi chọn lại."

# Old Office files are compound files: [MS-CFB] gives the first bytes, [MS-DOC], [MS-XLS] and [MS-PPT] the
# stream each must hold. Names are in UTF-16.
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
STREAMS = {
    "doc": "WordDocument".encode("utf-16-le"),
    "xls": "Workbook".encode("utf-16-le"),
    "ppt": "PowerPoint Document".encode("utf-16-le"),
}
MACRO_STREAM = "_VBA_PROJECT".encode("utf-16-le")

# New Office files (ECMA-376) are zip containers with a folder each, OpenDocument ones say what they are in
# their first entry (ODF 1.3, part 2, section 3.3).
FOLDERS = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
MACRO_ENTRY = re.compile(r"(^|/)vbaProject\.bin$|^(Basic|Scripts)/", re.IGNORECASE)

# The brands (ISO/IEC 14496-12) of files that browsers play; QuickTime's own, sounds and pictures are not there.
MP4_BRANDS = {b"isom", b"mp41", b"mp42", b"avc1", b"M4V ", b"M4VH", b"M4VP", b"MSNV", b"dash"} | {
    b"iso%d" % number for number in range(2, 10)
}
MAX_BOXES = 100_000
EBML = bytes.fromhex("1a45dfa3")
WEBM_TYPE = re.compile(rb"\x42\x82.{1,8}webm", re.DOTALL)


def document_kind(file):
    """The extension that the content of a document calls for; ValidationError with one sentence for any other."""
    file.seek(0)
    start = file.read(8)
    kind = None
    if start.startswith(b"%PDF-"):
        kind = "pdf"
        file.seek(0)
        pdf.check(file.read())
    elif start == COMPOUND:
        kind = _compound_kind(file)
    elif start.startswith(b"PK\x03\x04"):
        kind = _container_kind(file)
    if kind is None:
        raise ValidationError(DOCUMENT_UNKNOWN)
    return kind


def _compound_kind(file):
    """A document may hold a table and the other way round: where both are found its name decides."""
    found = _which(file, {*STREAMS.values(), MACRO_STREAM})
    if MACRO_STREAM in found:
        raise ValidationError(HAS_MACROS)
    kinds = [kind for kind, stream in STREAMS.items() if stream in found]
    named = str(file.name).rpartition(".")[2].lower()
    return named if named in kinds else next(iter(kinds), None)


def _which(file, needles):
    """Those of the needles that occur in the file, which is read in slices."""
    found, tail, overlap = set(), b"", max(map(len, needles))
    file.seek(0)
    while chunk := file.read(SLICE):
        window = tail + chunk
        found |= {needle for needle in needles - found if needle in window}
        tail = window[-overlap:]
    return found


def _container_kind(file):
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            declared = archive.open("mimetype").read(100).strip() if "mimetype" in names else None
    except Exception as error:  # the reader given a hostile container raises anything at all
        raise ValidationError(DOCUMENT_UNKNOWN) from error
    if any(MACRO_ENTRY.search(name) for name in names):
        raise ValidationError(HAS_MACROS)
    if "[Content_Types].xml" not in names:
        return OPEN_DOCUMENTS.get(declared)
    return next((kind for folder, kind in FOLDERS.items() if any(name.startswith(folder) for name in names)), None)


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


class AttachmentField(CheckedFileField):
    """A document to download; `size_field` and `kind_field` name the columns for its bytes and extension."""

    accept = ".pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp"

    def __init__(self, *args, size_field="", kind_field="", **kwargs):
        self.size_field, self.kind_field = size_field, kind_field
        super().__init__(*args, **kwargs)

    def admit(self, file):
        return _checked(file, document_kind, MAX_DOCUMENT_BYTES, DOCUMENT_TOO_HEAVY)

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
            file = _checked(file, video_kind, MAX_VIDEO_BYTES, VIDEO_TOO_HEAVY)
            file.look = look_at(file)
            if file.look and file.look.refusal:
                raise ValidationError(file.look.refusal)
            file.kind = file.name.rpartition(".")[2]
        return file
