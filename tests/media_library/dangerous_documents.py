"""Documents that act when they are opened, or hide whether they do: `{what it does: (content, sentence)}`."""

import io
import struct
import zlib

import pikepdf

from media_library import file_fields
from tests.media_library import samples


def pdf(catalogue="", *, save=None):
    """A PDF of one page with more in its catalogue, written anew by qpdf with the options of `Pdf.save`."""
    content = samples.PDF.replace(b"/Type/Catalog", b"/Type/Catalog" + catalogue.encode())
    if save is None:
        return content
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(file, **save)
    return file.getvalue()


def packed(catalogue):
    """Its objects in a compressed object stream, where no word of them can be read."""
    content = pdf(catalogue, save={"object_stream_mode": pikepdf.ObjectStreamMode.generate})
    assert b"JavaScript" not in content
    return content


def macros(stream="VBA/dir"):
    return samples.compound("WordDocument", stream)


def sheet(kind):
    """An old Excel file with one sheet of a kind, behind the record that begins a workbook."""
    return struct.pack("<HHHH", 0x809, 4, 0x600, 5) + struct.pack("<HHIBBBB", 0x85, 8, 0, 0, kind, 0, 0)


def slides(*atoms):
    """A PowerPoint Document stream of one container with these atoms: (instance, type, content)."""
    inner = b"".join(struct.pack("<HHI", instance << 4, kind, len(data)) + data for instance, kind, data in atoms)
    return struct.pack("<HHI", 0x0F, 0x03E8, len(inner)) + inner


def storage(content):
    return 1, 0x1011, struct.pack("<I", len(content)) + zlib.compress(content)


def declared(kind):
    return f"<Override PartName='/word/x.dat' ContentType='{kind}'/>"


def zip_bomb():
    """A container whose list says that it unpacks to 2 GB."""
    content = bytearray(samples.office("word"))
    struct.pack_into("<I", content, content.rindex(b"PK\x01\x02") + 24, 2**31)
    return bytes(content)


def pdf_bomb():
    """A PDF whose table of objects unpacks to 100 MB."""
    squeezer = zlib.compressobj(9)
    body = b"".join(squeezer.compress(bytes(2**20)) for _ in range(100)) + squeezer.flush()
    head = b"9 0 obj<</Type/XRef/Size 9/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n" % len(body)
    return samples.PDF + head + body + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % len(samples.PDF)


def locked_zip():
    content = bytearray(samples.office("word"))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


SCRIPT = "/OpenAction<</S/JavaScript/JS(app.alert(1))>>"
PDFS = {
    "launch action": (pdf("/OpenAction<</S/Launch/F(cmd.exe)>>"), file_fields.PDF_ACTIVE),
    "script": (pdf(SCRIPT), file_fields.PDF_ACTIVE),
    "script spelt otherwise": (pdf("/OpenAction<</S/#4aava#53cript/J#53(x)>>"), file_fields.PDF_ACTIVE),
    "script in a name tree": (
        pdf("/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(x)>>]>>>>"),
        file_fields.PDF_ACTIVE,
    ),
    "script in an object stream": (packed(SCRIPT), file_fields.PDF_ACTIVE),
    "form that is a program": (pdf("/AcroForm<</XFA[(a)(b)]>>"), file_fields.PDF_ACTIVE),
    "file in it": (pdf("/Names<</EmbeddedFiles<</Names[(a.exe)<</EF<<>>>>]>>>>"), file_fields.HAS_EMBEDDED_FILES),
    "password": (pdf(save={"encryption": pikepdf.Encryption(owner="a", user="b")}), file_fields.DOCUMENT_LOCKED),
    "no page tree": (b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF", file_fields.DOCUMENT_LOCKED),
}
WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"
OFFICE = {
    "macros": (
        samples.office("word", "word/vbaProject.bin", declared=declared("application/vnd.ms-office.vbaProject")),
        file_fields.HAS_MACROS,
    ),
    "macros, renamed": (samples.office("word", declared=declared(WORD)), file_fields.HAS_MACROS),
    "macros under another name": (
        samples.office("word", **{"word/media/image1.png": macros()}),
        file_fields.HAS_MACROS,
    ),
    "macros by relation": (
        samples.office("word", **{"word/_rels/x.rels": samples.relation("vbaProject", "x.dat", "Internal")}),
        file_fields.HAS_MACROS,
    ),
    "macros in an object": (samples.office("word", **{"word/embeddings/o.bin": macros()}), file_fields.HAS_MACROS),
    "macros in a table in it": (
        samples.office("word", **{"word/embeddings/a.xlsx": samples.office("xl", declared=declared(WORD))}),
        file_fields.HAS_MACROS,
    ),
    "macro sheet": (
        samples.office("xl", declared=declared("application/vnd.ms-excel.macrosheet+xml")),
        file_fields.HAS_MACROS,
    ),
    "template from elsewhere": (
        samples.office(
            "word", **{"word/_rels/settings.xml.rels": samples.relation("attachedTemplate", "https://x.vn")}
        ),
        file_fields.HAS_EXTERNAL_CONTENT,
    ),
    "object from elsewhere": (
        samples.office("ppt", **{"ppt/_rels/slide1.xml.rels": samples.relation("oleObject", "file://x/a.doc")}),
        file_fields.HAS_EXTERNAL_CONTENT,
    ),
    "program asked for data": (
        samples.office("xl", **{"xl/externalLinks/externalLink1.xml": "<x xmlns='a'><ddeLink ddeService='cmd'/></x>"}),
        file_fields.HAS_EXTERNAL_CONTENT,
    ),
    "package of Windows": (
        samples.office("word", **{"word/embeddings/o.bin": samples.compound("\x01Ole10Native")}),
        file_fields.HAS_EMBEDDED_FILES,
    ),
    "program in it": (samples.office("word", **{"word/media/a.png": b"MZ" + bytes(9)}), file_fields.HAS_EMBEDDED_FILES),
    "two parts of one name": (samples.doubled(), file_fields.DOCUMENT_LOCKED),
    "zip bomb": (zip_bomb(), file_fields.UNPACKS_TOO_LARGE),
    "password of a zip": (locked_zip(), file_fields.DOCUMENT_LOCKED),
    "doctype": (
        samples.container({"[Content_Types].xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}),
        file_fields.DOCUMENT_UNKNOWN,
    ),
    "new file, encrypted": (samples.compound("EncryptionInfo", "EncryptedPackage"), file_fields.DOCUMENT_LOCKED),
    "old file with macros": (macros("Macros/VBA/dir"), file_fields.HAS_MACROS),
    "old file with macros in small letters": (macros("macros/vba/_vba_project"), file_fields.HAS_MACROS),
    "old file, encrypted": (samples.compound(WordDocument=bytes(10) + b"\x00\x01"), file_fields.DOCUMENT_LOCKED),
    "old table, encrypted": (samples.compound(Workbook=struct.pack("<HHH", 0x2F, 2, 0)), file_fields.DOCUMENT_LOCKED),
    "old table with a macro sheet": (samples.compound(Workbook=sheet(1)), file_fields.HAS_MACROS),
    "old slides with macros": (
        samples.compound(**{"PowerPoint Document": slides((0, 0x400, struct.pack("<III", 1, 1, 2)))}),
        file_fields.HAS_MACROS,
    ),
    "macros packed into old slides": (
        samples.compound(**{"PowerPoint Document": slides(storage(samples.compound("VBA/dir")))}),
        file_fields.HAS_MACROS,
    ),
    "package in old slides": (
        samples.compound(**{"PowerPoint Document": slides(storage(samples.compound("\x01Ole10Native")))}),
        file_fields.HAS_EMBEDDED_FILES,
    ),
    "open file with macros": (samples.open_document("text", **{"Basic/script-lc.xml": "<x/>"}), file_fields.HAS_MACROS),
    "open file with scripts": (samples.open_document("text", **{"Scripts/python/a.py": "x"}), file_fields.HAS_MACROS),
    "open file that calls a macro": (
        samples.open_document("text", **{"styles.xml": "<x a='&#118;nd.sun.star.script:a?location=share'/>"}),
        file_fields.HAS_MACROS,
    ),
    "open file, encrypted": (
        samples.open_document("text", **{"META-INF/manifest.xml": "<x xmlns='urn:m'><encryption-data/></x>"}),
        file_fields.DOCUMENT_LOCKED,
    ),
}
