"""The program that looks into a document before anybody may download it, run in a process of its own with bounds.

    python documents.py FILE

One line of JSON to standard output: {"kind": "docx"}, or {"refused": reason} with a reason of `REASONS`. What a file is
its content says; what cannot be looked into is refused, since nobody could say what it does. A parser that a hostile
file drives mad takes only this process with it. Imports nothing of Django or of the portal, as `imaging` does.
"""

import json
import resource
import struct
import sys
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from xml.parsers import expat

import olefile
import pikepdf

REASONS = {
    "unknown": "no document of a kind that is taken",
    "locked": "encrypted or broken",
    "acts": "a PDF that starts a program or runs a script",
    "macros": "an office file with macros",
    "attached": "carries other files that could be programs",
    "linked": "fetches a part of itself from elsewhere when opened",
    "swollen": "unpacks to far more than it says or anybody needs",
}
MAX_ADDRESS_SPACE = 1 * 2**30
MAX_CPU_SECONDS = 60
MAX_SAID = 2**20  # bytes that this program may write
MAX_UNPACKED = 600 * 2**20  # bytes of all parts of a container
MAX_PARTS = 20_000
MAX_XML = 100 * 2**20
MAX_DEPTH = 3  # documents in documents
PDF, COMPOUND, ZIP = b"%PDF-", bytes.fromhex("d0cf11e0a1b11ae1"), b"PK\x03\x04"
OPENERS = (PDF, COMPOUND, ZIP, b"MZ", b"\x7fELF")  # a part that begins so is looked into, whatever its name says


class Refused(Exception):
    """The one word, of `REASONS`, says why."""


def kind_of(data: bytes, depth: int = 0) -> str:
    if data.startswith(PDF):
        return _pdf(data)
    if data.startswith(COMPOUND):
        return _compound(data, depth)
    if data.startswith(ZIP):
        return _container(data, depth)
    raise Refused("unknown")


# PDF (ISO 32000): read by qpdf, which undoes filters, object streams and passwords that nobody has to type

ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/GoToE", "/RichMediaExecute", "/Rendition"}
SCRIPTS = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent"}
CARRIERS = {"/EF", "/EmbeddedFiles"}
MAX_STREAM = 64 * 2**20  # bytes of a table or a stream of objects; of what is shown none is unpacked


def _pdf(data):
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=MAX_STREAM, run_length_max_memory=MAX_STREAM, png_max_memory=MAX_STREAM, max_stream_filters=4
    )
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            for thing in pdf.objects:
                _look_through(thing)
            if any("limit exceeded" in warning for warning in pdf.get_warnings()):  # qpdf has read on without it
                raise Refused("swollen")
    except pikepdf.PdfError as error:  # a wrong password is one too
        raise Refused("locked") from error
    return "pdf"


def _look_through(thing):
    """Every dictionary of one object; what it refers to is an object of its own."""
    waiting = [thing]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            keys = set(thing.keys())
            if keys & SCRIPTS or ("/S" in keys and str(thing["/S"]) in ACTIONS):
                raise Refused("acts")
            if keys & CARRIERS:
                raise Refused("attached")
            inner = thing.values() if isinstance(thing, pikepdf.Dictionary) else dict(thing.items()).values()
        else:
            inner = thing if isinstance(thing, pikepdf.Array) else ()
        waiting += [one for one in inner if isinstance(one, pikepdf.Object) and not one.is_indirect]


# Old Office files: compound files ([MS-CFB]) with the main stream of [MS-DOC], [MS-XLS] or [MS-PPT]

MAIN_STREAMS = {"WORDDOCUMENT": "doc", "WORKBOOK": "xls", "BOOK": "xls", "POWERPOINT DOCUMENT": "ppt"}
VBA = {"VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "MACROS"}
LOCKS = {"ENCRYPTEDPACKAGE", "ENCRYPTIONINFO", "ENCRYPTEDSUMMARY"}
PACKAGE = "\x01OLE10NATIVE"  # any file at all, wrapped up by Windows
BOUNDSHEET, FILEPASS, END_OF_GLOBALS = 0x0085, 0x002F, 0x000A
MACRO_SHEET = 1
VBA_INFO, OLE_STORAGE = 0x0400, 0x1011


def _compound(data, depth):
    with olefile.OleFileIO(BytesIO(data)) as file:
        paths = [[name.upper() for name in path] for path in file.listdir(streams=True, storages=True)]
        _look_at_names({name for path in paths for name in path})
        kinds = [MAIN_STREAMS[path[0]] for path in paths if len(path) == 1 and path[0] in MAIN_STREAMS]
        if not kinds:
            raise Refused("unknown")
        main = next(path for path in file.listdir() if len(path) == 1 and path[0].upper() in MAIN_STREAMS)
        stream = file.openstream(main).read()
    {"doc": _word, "xls": _excel, "ppt": _powerpoint}[kinds[0]](stream, depth)
    return kinds[0]


def _look_at_names(names):
    if names & LOCKS:
        raise Refused("locked")
    if names & VBA:
        raise Refused("macros")
    if PACKAGE in names:
        raise Refused("attached")


def _word(stream, depth):
    if struct.unpack_from("<H", stream, 10)[0] & 0x0100:  # FibBase.fEncrypted
        raise Refused("locked")


def _excel(stream, depth):
    position = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        if kind == FILEPASS:
            raise Refused("locked")
        if kind == BOUNDSHEET and stream[position + 9] & 0x0F == MACRO_SHEET:
            raise Refused("macros")
        if kind == END_OF_GLOBALS:
            return
        position += 4 + length


def _powerpoint(stream, depth):
    position = 0
    while position + 8 <= len(stream):
        version, kind, length = struct.unpack_from("<HHI", stream, position)
        position += 8
        if version & 0x0F == 0x0F:  # a container: what follows is in it
            continue
        if kind == VBA_INFO and struct.unpack_from("<I", stream, position + 4)[0]:  # fHasMacros
            raise Refused("macros")
        if kind == OLE_STORAGE:
            inner = stream[position : position + length]
            _look_at_object(_inflated(inner[4:]) if version >> 4 else inner, depth)
        position += length


def _inflated(data):
    squeezer = zlib.decompressobj()
    found = squeezer.decompress(data, MAX_XML)
    if squeezer.unconsumed_tail:
        raise Refused("swollen")
    return found


def _look_at_object(data, depth):
    """A document or another object in a document: what is no document of ours must not be a program."""
    if depth >= MAX_DEPTH:
        raise Refused("swollen")
    if data.startswith(COMPOUND):
        try:
            _compound(data, depth + 1)
        except Refused as refusal:
            if str(refusal) != "unknown":  # an equation, a drawing
                raise
    else:
        try:
            kind_of(data, depth + 1)
        except Refused as refusal:
            raise Refused("attached" if str(refusal) == "unknown" else str(refusal)) from refusal


# New Office files (ECMA-376, part 2) and OpenDocument (ODF 1.3, parts 2 and 3): zip containers with XML

MAIN_PARTS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": "pptx",
}
OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
TYPES = "[Content_Types].xml"
MACRO_WORDS = ("macroenabled", "vbaproject", "vbadata", "macrosheet", "activex")
# what a relation may fetch from elsewhere: only when somebody clicks, or is asked, or a picture
HARMLESS = ("/hyperlink", "/image", "/video", "/audio", "/media", "/externallinkpath", "/xlpathmissing")
SCRIPT_ADDRESS = ("vnd.sun.star.script:", "macro:", "vnd.sun.star.expand:")


def _container(data, depth):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {info.filename: info for info in archive.infolist()}
        if len(parts) < len(archive.infolist()):
            raise Refused("locked")  # two of a name: readers differ in which they take
        if len(parts) > MAX_PARTS or sum(info.file_size for info in parts.values()) > MAX_UNPACKED:
            raise Refused("swollen")
        if any(info.flag_bits & 1 for info in parts.values()):
            raise Refused("locked")
        kind = _office(archive, parts) if TYPES in parts else _open_document(archive, parts)
        for info in parts.values():
            _look_at_part(archive, info, depth)
    return kind


def _office(archive, parts):
    kinds = set()
    for _, attributes in _elements(archive, TYPES):
        declared = attributes.get("ContentType", "").lower()
        if any(word in declared for word in MACRO_WORDS):
            raise Refused("macros")
        kinds |= {MAIN_PARTS[declared]} if declared in MAIN_PARTS else set()
    for name in parts:
        if name.lower().endswith(".rels"):
            for _, attributes in _elements(archive, name):
                _look_at_relation(attributes)
        elif name.lower().startswith("xl/externallinks/"):
            _look_at_link(archive, name)
    if len(kinds) != 1:
        raise Refused("unknown")
    return kinds.pop()


def _look_at_link(archive, name):
    """A link of a table to another is asked about; one to a program (DDE) starts it."""
    if any(element.endswith("ddeLink") for element, _ in _elements(archive, name)):
        raise Refused("linked")


def _look_at_relation(attributes):
    kind = attributes.get("Type", "").lower()
    if any(word in kind for word in MACRO_WORDS):
        raise Refused("macros")
    if attributes.get("TargetMode", "").lower() == "external" and not kind.endswith(HARMLESS):
        raise Refused("linked")


def _open_document(archive, parts):
    kind = OPEN_DOCUMENTS.get(archive.open("mimetype").read(100).strip()) if "mimetype" in parts else None
    if kind is None:
        raise Refused("unknown")
    if any(name.lower().startswith(("basic/", "scripts/")) for name in parts):
        raise Refused("macros")
    for name in parts:
        if name.lower().endswith(".xml"):
            for element, attributes in _elements(archive, name):
                if element.endswith(" encryption-data"):
                    raise Refused("locked")
                is_script = element.endswith((" script", ":script"))
                if is_script or any(value.lower().startswith(SCRIPT_ADDRESS) for value in attributes.values()):
                    raise Refused("macros")
    return kind


def _look_at_part(archive, info, depth):
    """A part that is a document or an old Office object by its content, whatever its name says; or a program."""
    if info.is_dir() or not info.file_size:
        return
    with archive.open(info) as part:
        start = part.read(8)
        if start.startswith(OPENERS) or "/embeddings/" in f"/{info.filename}".lower():
            _look_at_object(start + part.read(MAX_XML), depth)


def _elements(archive, name):
    """The elements of a part in XML with their attributes, names as `namespace name`."""
    found = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda element, attributes: found.append((element, attributes))
    parser.StartDoctypeDeclHandler = _refuse_doctype
    with archive.open(name) as part:
        data = part.read(MAX_XML + 1)
    if len(data) > MAX_XML:
        raise Refused("swollen")
    parser.Parse(data, True)
    return found


def _refuse_doctype(*declaration):
    raise Refused("unknown")  # none is written by an office program


def main(path: str) -> dict:
    try:
        return {"kind": kind_of(Path(path).read_bytes())}
    except Refused as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        return {"refused": "swollen"}
    except Exception:  # noqa: BLE001 -- a parser given hostile bytes raises anything at all
        return {"refused": "locked"}


def _bound():
    for what, limit in (
        (resource.RLIMIT_AS, MAX_ADDRESS_SPACE),
        (resource.RLIMIT_CPU, MAX_CPU_SECONDS),
        (resource.RLIMIT_FSIZE, MAX_SAID),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


if __name__ == "__main__":
    _bound()
    sys.stdout.write(json.dumps(main(sys.argv[1])))
