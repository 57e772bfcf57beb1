"""The program that scans a document before anybody may download it, run in a process of its own with limits.

    python document_scanner.py FILE

One line of JSON to standard output: {"kind": "docx"}, or {"refused": reason} with a reason of `REASONS`. The kind
is detected by content; what cannot be scanned is refused, since nobody could say what it does. A hostile file that
crashes or exhausts the parser ends only this process. Like `image_decoder` it imports nothing of Django or of the
portal.
"""

import json
import re
import resource
import struct
import sys
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote
from xml.parsers import expat

import olefile
import pikepdf

REASONS = {
    "unknown": "no document of a kind that is taken",
    "locked": "encrypted or broken",
    "active": "a PDF that starts a program or runs a script",
    "macros": "an office file with macros",
    "embedded": "carries other files that could be programs",
    "external": "fetches a part of itself from elsewhere when opened",
    "unpacks_too_large": "unpacks to far more than it says or anybody needs",
}
MAX_MEMORY_BYTES = 1 * 2**30
MAX_CPU_SECONDS = 20
MAX_OUTPUT_BYTES = 2**20  # written by this program
MAX_UNPACKED_BYTES = 300 * 2**20  # of all parts of a container, those of documents in it included
MAX_PACKED_RATIO, MIN_RATIO_BYTES = 100, 50 * 2**20  # a container of so much that unpacks to more times its size
MAX_PARTS = 20_000
MAX_XML_BYTES = 100 * 2**20
MAX_NESTING_DEPTH = 3  # how deep a document may be embedded in another
PDF, COMPOUND_FILE, ZIP = b"%PDF-", bytes.fromhex("d0cf11e0a1b11ae1"), b"PK\x03\x04"
BEFORE_PDF = b"\xef\xbb\xbf\xff\xfe\r\n\t \0"  # what mail programs and scanners put before a PDF; readers skip it
MAX_BEFORE_PDF_BYTES = 1024
SCANNED_SIGNATURES = (PDF, COMPOUND_FILE, ZIP, b"MZ", b"\x7fELF")  # a part that begins so is, whatever its name


class Refused(Exception):
    """The message is one word of `REASONS`."""


def detect_kind(data: bytes, depth: int = 0) -> str:
    if data[:MAX_BEFORE_PDF_BYTES].lstrip(BEFORE_PDF).startswith(PDF):
        return _pdf(data, depth)
    if data.startswith(COMPOUND_FILE):
        return _compound_file(data, depth)
    if data.startswith(ZIP):
        return _zip_container(data, depth)
    raise Refused("unknown")


class Budget:
    """How much all containers of a document have unpacked to so far."""

    unpacked = 0

    @classmethod
    def take(cls, number):
        cls.unpacked += number
        if cls.unpacked > MAX_UNPACKED_BYTES:
            raise Refused("unpacks_too_large")


# Addresses in documents: of this document or disk, of another machine in the network, of the web, of a person

DISK, NETWORK, WEB, PERSON, PROGRAM = "disk", "network", "web", "person", "program"
SCHEMES = {
    "http": WEB,
    "https": WEB,
    "ftp": WEB,
    "mailto": PERSON,
    "tel": PERSON,
    "sip": PERSON,
    "sms": PERSON,
    "cid": DISK,
}
ON_DISK = re.compile(r"(?:file:/*)?[a-z]:/|file:///(?!/)|file:/(?!/)|file://localhost/", re.IGNORECASE)
SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):", re.IGNORECASE)


def place_of(address: str) -> str:
    """Where an address leads; PROGRAM for a scheme that starts one."""
    address = unquote(address).strip().replace("\\", "/")
    if ON_DISK.match(address):
        return DISK
    if address.lower().startswith(("//", "file:")):
        return NETWORK
    scheme = SCHEME.match(address)
    return SCHEMES.get(scheme[1].lower(), PROGRAM) if scheme else DISK


CLICKED = {DISK, NETWORK, WEB, PERSON}  # a link, which the reader sees and follows or not


# PDF (ISO 32000): qpdf decodes filters, object streams and empty passwords

PDF_SCRIPT_KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent"}
PDF_ACTIVE_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/GoToE", "/RichMediaExecute", "/Rendition"}
# What a click may do (12.6.4), and what opening a document or turning a page may do: nothing that leaves the document
PDF_CLICK_ACTIONS = {
    *("/GoTo", "/URI", "/Named", "/ResetForm", "/Hide", "/SetOCGState", "/Trans", "/Thread", "/Sound", "/Movie"),
}
PDF_OPENING_ACTIONS = PDF_CLICK_ACTIONS - {"/URI", "/Sound", "/Movie"}
PDF_CLICK_TRIGGERS = {"/U", "/D"}  # of /AA: the mouse's button
MAX_CHAINED_ACTIONS = 100
MAX_STREAM_BYTES = 64 * 2**20  # of a table or a stream of objects; streams of page contents are not unpacked
# What a PDF may carry: an invoice's data, a scan, a table, a signature
ATTACHED_EXTENSIONS = {
    *("pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp"),
    *("xml", "txt", "csv", "json", "jpg", "jpeg", "png", "gif", "tif", "tiff", "p7s", "p7m"),
}


def _pdf(data, depth):
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=MAX_STREAM_BYTES,
        run_length_max_memory=MAX_STREAM_BYTES,
        png_max_memory=MAX_STREAM_BYTES,
        max_stream_filters=4,
    )
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            for thing in pdf.objects:
                _check_pdf_object(thing, depth)
            if any("limit exceeded" in warning for warning in pdf.get_warnings()):  # qpdf has skipped it
                raise Refused("unpacks_too_large")
    except pikepdf.PdfError as error:  # a wrong password is one too
        raise Refused("locked") from error
    return "pdf"


def _check_pdf_object(thing, depth):
    """Check every dictionary of one object; referenced objects are checked by themselves."""
    waiting = [thing]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            _check_pdf_dictionary(thing, set(thing.keys()), depth)
            inner = thing.values() if isinstance(thing, pikepdf.Dictionary) else dict(thing.items()).values()
        else:
            inner = thing if isinstance(thing, pikepdf.Array) else ()
        waiting += [one for one in inner if isinstance(one, pikepdf.Object) and not one.is_indirect]


def _check_pdf_dictionary(thing, keys, depth):
    if keys & PDF_SCRIPT_KEYS or ("/S" in keys and str(thing["/S"]) in PDF_ACTIVE_ACTIONS):
        raise Refused("active")
    if "/OpenAction" in keys:
        _check_pdf_actions(thing["/OpenAction"], PDF_OPENING_ACTIONS)
    if "/A" in keys:
        _check_pdf_actions(thing["/A"], PDF_CLICK_ACTIONS)
    if "/AA" in keys and isinstance(thing["/AA"], pikepdf.Dictionary):
        for trigger, action in thing["/AA"].items():
            _check_pdf_actions(action, PDF_CLICK_ACTIONS if trigger in PDF_CLICK_TRIGGERS else PDF_OPENING_ACTIONS)
    if "/EF" in keys:
        _check_pdf_attachment(thing, depth)


def _check_pdf_actions(action, allowed):
    """Refuse an action, or one that follows it, that is not among those allowed; a destination is none."""
    waiting = [action]
    for _ in range(MAX_CHAINED_ACTIONS):
        if not waiting:
            return
        action = waiting.pop()
        if isinstance(action, pikepdf.Array):
            waiting += [each for each in action if isinstance(each, pikepdf.Dictionary)]
        elif isinstance(action, pikepdf.Dictionary) and "/S" in action and "/O" not in action:  # /O: of a structure
            if str(action["/S"]) not in allowed:
                raise Refused("active")
            waiting += [action["/Next"]] if "/Next" in action else []
    raise Refused("active")


def _check_pdf_attachment(specification, depth):
    """Check the file of a file specification (7.11.3) by its names and its content."""
    names = [str(specification[key]) for key in ("/UF", "/F") if key in specification]
    extensions = {name.rpartition(".")[2].lower().strip() for name in names}
    if not extensions or extensions - ATTACHED_EXTENSIONS:
        raise Refused("embedded")
    for stream in specification["/EF"].values():
        content = stream.read_bytes() if isinstance(stream, pikepdf.Stream) else b""
        Budget.take(len(content))
        if content.startswith(SCANNED_SIGNATURES):
            _check_embedded(content, depth)


# Old Office files: compound files ([MS-CFB]) with the main stream of [MS-DOC], [MS-XLS] or [MS-PPT]

MAIN_STREAMS = {"WORDDOCUMENT": "doc", "WORKBOOK": "xls", "BOOK": "xls", "POWERPOINT DOCUMENT": "ppt"}
MACRO_STREAMS = {"VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "MACROS"}
ENCRYPTION_STREAMS = {"ENCRYPTEDPACKAGE", "ENCRYPTIONINFO", "ENCRYPTEDSUMMARY"}
OLE_PACKAGE_STREAM = "\x01OLE10NATIVE"  # any file, wrapped by Windows
BOUNDSHEET, FILEPASS, END_OF_GLOBALS, SUPBOOK = 0x0085, 0x002F, 0x000A, 0x01AE
OWN_BOOK_LENGTHS = {0x0401, 0x3A01}  # in place of a name: this workbook, an add-in
MACRO_SHEET = 1
VBA_INFO, OLE_STORAGE = 0x0400, 0x1011


def _compound_file(data, depth):
    with olefile.OleFileIO(BytesIO(data)) as file:
        paths = [[name.upper() for name in path] for path in file.listdir(streams=True, storages=True)]
        _check_stream_names({name for path in paths for name in path})
        kinds = [MAIN_STREAMS[path[0]] for path in paths if len(path) == 1 and path[0] in MAIN_STREAMS]
        if not kinds:
            raise Refused("unknown")
        main = next(path for path in file.listdir() if len(path) == 1 and path[0].upper() in MAIN_STREAMS)
        stream = file.openstream(main).read()
    {"doc": _word, "xls": _excel, "ppt": _powerpoint}[kinds[0]](stream, depth)
    return kinds[0]


def _check_stream_names(names):
    if names & ENCRYPTION_STREAMS:
        raise Refused("locked")
    if names & MACRO_STREAMS:
        raise Refused("macros")
    if OLE_PACKAGE_STREAM in names:
        raise Refused("embedded")


# Fields stand in the text behind 0x13, with one byte or two a letter. That value is met by chance, too, so that only
# the names of fields that fetch can be looked for.
FETCHING_FIELDS = [rb"\x00?".join(re.findall(b".", name)) for name in (b"DDEAUTO", b"DDE", b"INCLUDETEXT", b"LINK")]
FETCHING_FIELD = re.compile(
    rb"\x13\x00?(?:[\s\"]\x00?)*(?:" + b"|".join(FETCHING_FIELDS) + rb")(?![A-Za-z])", re.IGNORECASE
)


def _word(stream, depth):
    if struct.unpack_from("<H", stream, 10)[0] & 0x0100:  # FibBase.fEncrypted
        raise Refused("locked")
    if FETCHING_FIELD.search(stream):
        raise Refused("external")


def _excel(stream, depth):
    position = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        if kind == FILEPASS:
            raise Refused("locked")
        if kind == BOUNDSHEET and stream[position + 9] & 0x0F == MACRO_SHEET:
            raise Refused("macros")
        if kind == SUPBOOK and _is_dde(stream[position + 4 : position + 4 + length]):
            raise Refused("external")
        if kind == END_OF_GLOBALS:
            return
        position += 4 + length


def _is_dde(record):
    """Whether a SupBook ([MS-XLS] 2.4.271) links to a program: no sheets, its name and topic divided by 0x03."""
    sheets, length = struct.unpack_from("<HH", record)
    return sheets == 0 and length not in OWN_BOOK_LENGTHS and b"\x03" in record[4:]


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
            _check_embedded(_decompress(inner[4:]) if version >> 4 else inner, depth)
        position += length


def _decompress(data):
    squeezer = zlib.decompressobj()
    found = squeezer.decompress(data, MAX_XML_BYTES)
    if squeezer.unconsumed_tail:
        raise Refused("unpacks_too_large")
    return found


def _check_embedded(data, depth):
    """Check an object embedded in a document: it must be an accepted document, or at least no program."""
    if depth >= MAX_NESTING_DEPTH:
        raise Refused("unpacks_too_large")
    if data.startswith(COMPOUND_FILE):
        try:
            _compound_file(data, depth + 1)
        except Refused as refusal:
            if str(refusal) != "unknown":  # an equation, a drawing
                raise
    else:
        try:
            detect_kind(data, depth + 1)
        except Refused as refusal:
            raise Refused("embedded" if str(refusal) == "unknown" else str(refusal)) from refusal


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
CONTENT_TYPES_PART = "[Content_Types].xml"
MACRO_WORDS = ("macroenabled", "vbaproject", "vbadata", "macrosheet", "activex")
# Relations to something outside that are allowed, by the end of their type (ECMA-376, part 1), and where they may
# lead. They are shown or asked about before anything is fetched, or lie on the reader's own disk
EXTERNAL_RELATIONS = {
    "hyperlink": CLICKED,
    "image": {DISK},
    "attachedtemplate": {DISK},  # every office's own CongVan.dotx
    "mailmergesource": {DISK},
    "mailmergeheadersource": {DISK},
    "video": {DISK, WEB},  # played by a click
    "audio": {DISK, WEB},
    "media": {DISK, WEB},
    "externallinkpath": CLICKED,  # Excel asks first
    "externallinkalternatepath": CLICKED,
    "xlpathmissing": CLICKED,
}
FORBIDDEN_RELATIONS = {"afchunk"}  # another document, read in without a question
PROGRAM_ACTIONS = ("ppaction://program", "ppaction://macro", "ppaction://ole")
# Fields of a text (ECMA-376, part 1, 17.16.5) that show what the document knows; those that fetch are not among them
FIELDS = set(
    """
    = ADDIN ADDRESSBLOCK ADVANCE ASK AUTHOR AUTONUM AUTONUMLGL AUTONUMOUT AUTOTEXT AUTOTEXTLIST BARCODE
    BIBLIOGRAPHY BIDIOUTLINE CITATION COMMENTS COMPARE CONTROL CREATEDATE DATE DISPLAYBARCODE DOCPROPERTY
    DOCVARIABLE EDITTIME EMBED EQ FILENAME FILESIZE FILLIN FORMCHECKBOX FORMDROPDOWN FORMTEXT FTNREF GLOSSARY
    GOTOBUTTON GREETINGLINE HYPERLINK IF INCLUDEPICTURE INDEX INFO KEYWORDS LASTSAVEDBY LISTNUM MACROBUTTON
    MERGEBARCODE MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF NOTEREF NUMCHARS NUMPAGES NUMWORDS PAGE PAGEREF
    PRINTDATE PRIVATE QUOTE REF REVNUM SAVEDATE SECTION SECTIONPAGES SEQ SET SHAPE SKIPIF STYLEREF SUBJECT SYMBOL
    TA TC TEMPLATE TIME TITLE TOA TOC USERADDRESS USERINITIALS USERNAME XE
    """.split()
)
UNKNOWN_FIELD = "?"
FIELD_ADDRESSES = {"HYPERLINK": CLICKED, "INCLUDEPICTURE": {DISK}}
FIELD_CODE = re.compile(r'\s*(=|[^\s"\\]+)\s*(?:"([^"]*)"|(\S*))')
# What containers hold: XML, pictures, sound, fonts, printer settings, and embedded documents, which are scanned
PART_EXTENSIONS = {
    *("", "xml", "rels", "vml", "rdf", "psmdcp", "bin", "sigs", "dat", "mimetype", "xsd", "xsl", "cat"),
    *(
        "jpg",
        "jpeg",
        "jpe",
        "jfif",
        "png",
        "gif",
        "tif",
        "tiff",
        "bmp",
        "emf",
        "wmf",
        "wdp",
        "jxr",
        "svg",
        "svm",
        "webp",
    ),
    *("ico", "pct", "pict", "eps", "emz", "wmz", "pdf", "glb", "odttf", "fntdata", "ttf", "otf", "tmp"),
    *("wav", "mp3", "m4a", "wma", "mid", "mp4", "m4v", "mov", "avi", "wmv", "mpg", "mpeg", "ogg", "webm"),
    *("doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "vsd", "vsdx", "sldx"),
}


def _zip_container(data, depth):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {info.filename: info for info in archive.infolist()}
        if len(parts) < len(archive.infolist()):
            raise Refused("locked")  # two parts with one name: programs differ in which they read
        unpacked = sum(info.file_size for info in parts.values())
        if len(parts) > MAX_PARTS or unpacked > max(MIN_RATIO_BYTES, MAX_PACKED_RATIO * len(data)):
            raise Refused("unpacks_too_large")
        Budget.take(unpacked)
        if any(info.flag_bits & 1 for info in parts.values()):
            raise Refused("locked")
        kind = _office_open_xml(archive, parts) if CONTENT_TYPES_PART in parts else _open_document(archive, parts)
        for info in parts.values():
            _check_part(archive, info, depth)
    return kind


def _office_open_xml(archive, parts):
    kinds = set()

    def see_type(element, attributes):
        declared = attributes.get("ContentType", "").lower()
        if any(word in declared for word in MACRO_WORDS):
            raise Refused("macros")
        if declared in MAIN_PARTS:
            kinds.add(MAIN_PARTS[declared])

    _parse(archive, CONTENT_TYPES_PART, see_type)
    for part in parts:
        _check_office_part(archive, part, part.lower())
    if len(kinds) != 1:
        raise Refused("unknown")
    return kinds.pop()


def _check_office_part(archive, part, name):
    if name.endswith(".rels"):
        _parse(archive, part, _check_relation)
    elif name.startswith("xl/externallinks/") and name.endswith(".xml"):
        _parse(archive, part, _check_external_link)
    elif name.startswith(("xl/connections", "xl/querytables/")):
        _parse(archive, part, _check_connection)
    elif name.startswith("word/") and name.endswith(".xml"):
        _check_fields(archive, part)
    elif name.startswith("ppt/slide") and name.endswith(".xml"):
        _parse(archive, part, _check_slide_action)


def _check_external_link(element, attributes):
    """Refuse links to programs (DDE), which start them; about a link to another table Office asks first."""
    if element.endswith("ddeLink"):
        raise Refused("external")


def _check_connection(element, attributes):
    """Refuse a connection to data that is made by opening the table, or again and again."""
    if attributes.get("refreshOnLoad", "0") not in {"0", "false"} or attributes.get("interval", "0") != "0":
        raise Refused("external")


def _check_slide_action(element, attributes):
    if attributes.get("action", "").lower().startswith(PROGRAM_ACTIONS):
        raise Refused("macros")


def _check_relation(element, attributes):
    kind = attributes.get("Type", "").lower()
    if any(word in kind for word in MACRO_WORDS):
        raise Refused("macros")
    kind = kind.rpartition("/")[2]
    if kind in FORBIDDEN_RELATIONS:
        raise Refused("embedded")
    is_external = attributes.get("TargetMode", "").lower() == "external"
    if is_external and place_of(attributes.get("Target", "")) not in EXTERNAL_RELATIONS.get(kind, ()):
        raise Refused("external")


class _Fields:
    """Collects the bookmarks of one part and the codes of its fields, cut into runs and standing in each other."""

    def __init__(self):
        self.codes, self.bookmarks = [], set()
        self._open, self._in_code = [], False

    def start(self, element, attributes):
        attributes = {name.rpartition(" ")[2]: value for name, value in attributes.items()}
        element = element.rpartition(" ")[2]
        self._in_code = element in {"instrText", "delInstrText"}
        if element == "bookmarkStart":
            self.bookmarks.add(attributes.get("name", "").upper())
        elif element == "fldSimple":
            self.codes.append(attributes.get("instr", ""))
        elif element == "fldChar" and attributes.get("fldCharType") == "begin":
            if self._open and self._open[-1] is not None and not self._open[-1].strip():
                self._open[-1] = UNKNOWN_FIELD  # another field says which it is
            self._open.append("")
        elif element == "fldChar" and self._open:
            code = self._open.pop()
            if attributes.get("fldCharType") == "separate":
                self._open.append(None)
            self.codes += [] if code is None else [code]

    def text(self, text):
        if self._in_code and self._open and self._open[-1] is not None:
            self._open[-1] += text
        elif self._in_code and not self._open:
            self.codes.append(text)


def _check_fields(archive, name):
    fields = _Fields()
    _parse(archive, name, fields.start, fields.text)
    for code in filter(str.strip, fields.codes):
        found = FIELD_CODE.match(code)
        word = found[1].upper() if found else ""
        if word not in FIELDS | fields.bookmarks and not word.startswith("="):
            raise Refused("external")
        if word in FIELD_ADDRESSES and place_of(found[2] or found[3] or "") not in FIELD_ADDRESSES[word]:
            raise Refused("external")


# OpenDocument: links of these elements are followed by a click; a template's address is only remembered
OPEN_CLICKED_ELEMENTS = {"a"}
OPEN_FETCHING_ELEMENTS = {"dde-connection-decl", "dde-source", "dde-link"}
SCRIPT_ADDRESS_PREFIXES = ("vnd.sun.star.script:", "macro:", "vnd.sun.star.expand:")


def _open_document(archive, parts):
    kind = OPEN_DOCUMENTS.get(archive.open("mimetype").read(100).strip()) if "mimetype" in parts else None
    if kind is None:
        raise Refused("unknown")
    if any(name.lower().startswith(("basic/", "scripts/")) for name in parts):
        raise Refused("macros")
    for name in parts:
        if name.lower().endswith(".xml"):
            _parse(archive, name, _check_open_element)
    return kind


def _check_open_element(element, attributes):
    if element.endswith(" encryption-data"):
        raise Refused("locked")
    is_script = element.endswith((" script", ":script"))
    if is_script or any(value.lower().startswith(SCRIPT_ADDRESS_PREFIXES) for value in attributes.values()):
        raise Refused("macros")
    element = element.replace(":", " ").rpartition(" ")[2]
    if element in OPEN_FETCHING_ELEMENTS:
        raise Refused("external")
    if element == "event-listener" and "execute" in attributes.values():
        raise Refused("macros")
    for name, address in attributes.items():
        if name.replace(":", " ").rpartition(" ")[2] == "href":
            allowed = CLICKED if element in OPEN_CLICKED_ELEMENTS else {DISK}
            if place_of(address) not in allowed or (element == "section-source" and not address.startswith("#")):
                raise Refused("external")


def _check_part(archive, info, depth):
    """Check a part that by its content is a document, an old Office object or a program, whatever its name."""
    if info.is_dir() or not info.file_size:
        return
    file_name = info.filename.rpartition("/")[2].lower()
    if "." in file_name and file_name.rpartition(".")[2] not in PART_EXTENSIONS:
        raise Refused("embedded")
    with archive.open(info) as part:
        start = part.read(8)
        if start.startswith(SCANNED_SIGNATURES) or "/embeddings/" in f"/{info.filename}".lower():
            _check_embedded(start + part.read(MAX_XML_BYTES), depth)


def _parse(archive, name, on_element, on_text=None):
    """Go through an XML part: `on_element(name, attributes)`, names as `namespace name`, and `on_text(text)`."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.CharacterDataHandler = on_element, on_text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    with archive.open(name) as part:
        data = part.read(MAX_XML_BYTES + 1)
    if len(data) > MAX_XML_BYTES:
        raise Refused("unpacks_too_large")
    parser.Parse(data, True)


def _refuse_doctype(*declaration):
    raise Refused("unknown")  # none is written by an office program


def main(path: str) -> dict:
    try:
        return {"kind": detect_kind(Path(path).read_bytes())}
    except Refused as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        return {"refused": "unpacks_too_large"}
    except Exception:  # noqa: BLE001 -- a parser given hostile bytes raises any exception
        return {"refused": "locked"}


def _limit_resources():
    for what, limit in (
        (resource.RLIMIT_AS, MAX_MEMORY_BYTES),
        (resource.RLIMIT_CPU, MAX_CPU_SECONDS),
        (resource.RLIMIT_FSIZE, MAX_OUTPUT_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


if __name__ == "__main__":
    _limit_resources()
    sys.stdout.write(json.dumps(main(sys.argv[1])))
