"""What Word, Excel, PowerPoint, LibreOffice and scanners write every day: `{what it is: (kind, content)}`."""

from tests.media_library import samples
from tests.media_library.dangerous_documents import pdf
from tests.media_library.fetching_documents import attached
from tests.media_library.office_texts import field, ns, ods, simple_field, word


def rels(folder, kind, target, mode="External"):
    return samples.office(folder, **{f"{folder}/_rels/document.xml.rels": samples.relation(kind, target, mode)})


FIELDS = {
    "page numbers": "PAGE   \\* MERGEFORMAT",
    "table of contents": 'TOC \\o "1-3" \\h \\z \\u',
    "link to a heading": 'HYPERLINK \\l "_Toc1"',
    "link to a site": 'HYPERLINK "https://mattran.org.vn/a?b=1"',
    "link to a person": 'HYPERLINK "mailto:vanphong@mattran.org.vn"',
    "link to a file of the office": 'HYPERLINK "\\\\\\\\may-chu\\\\chung\\\\a.docx"',
    "date": 'DATE \\@ "dd/MM/yyyy"',
    "sum of a table": "=SUM(ABOVE)",
    "merged letters": "MERGEFIELD Ho_ten",
    "question in a template": "MACROBUTTON NoMacro [Nơi nhận]",
    "reference": "REF _Ref1 \\h",
    "captions": "SEQ Bảng \\* ARABIC",
    "literature": 'ADDIN ZOTERO_ITEM CSL_CITATION {"a": 1}',
    "picture of a mail": 'INCLUDEPICTURE "cid:image001.png@01D0" \\* MERGEFORMATINET',
    "picture on the disk": 'INCLUDEPICTURE "C:\\\\Users\\\\an\\\\a.png"',
}
WORD = {
    **{name: word(field(code)) for name, code in FIELDS.items()},
    "condition over a field": word(field("IF ", ' = "Nam" "ông" "bà"', inner="").replace("IF ", "IF ", 1)),
    "simple field": word(simple_field("NUMPAGES")),
    "bookmark alone": word("<w:bookmarkStart w:name='NoiNhan'/>" + field("NoiNhan")),
    "template of the office": rels("word", "attachedTemplate", "file:///C:\\Users\\an\\AppData\\CongVan.dotx"),
    "template beside it": rels("word", "attachedTemplate", "CongVan.dotx"),
    "letters merged from a table": rels("word", "mailMergeSource", "file:///D:\\DanhSach.xlsx"),
    "picture linked on the disk": rels("word", "image", "file:///C:/Users/an/logo.png"),
    "fonts and a thumbnail": samples.office(
        "word", **{"word/fonts/font1.odttf": "x", "docProps/thumbnail.emf": "x", "customXml/item1.xml": "<x/>"}
    ),
    "signature": samples.office("word", **{"_xmlsignatures/origin.sigs": "", "_xmlsignatures/sig1.xml": "<x/>"}),
    "chart with its table": samples.office(
        "word",
        **{"word/charts/chart1.xml": "<x/>", "word/embeddings/Microsoft_Excel_Sheet1.xlsx": samples.office("xl")},
    ),
}
EXCEL = {
    "printer's settings": samples.office("xl", **{"xl/printerSettings/printerSettings1.bin": "x"}),
    "link to another table": rels("xl", "externalLinkPath", "file:///D:\\SoLieu\\2025.xlsx"),
    "data not fetched by itself": samples.office(
        "xl", **{"xl/connections.xml": "<connections><connection refreshOnLoad='0' background='1'/></connections>"}
    ),
    "pivot of its own": samples.office(
        "xl", **{"xl/pivotCache/pivotCacheDefinition1.xml": "<x refreshOnLoad='1'><cacheSource type='worksheet'/></x>"}
    ),
    "drawing of old Excel": samples.office("xl", **{"xl/drawings/vmlDrawing1.vml": "<x/>", "xl/media/image1.wmf": "x"}),
}
SLIDES = {
    "film of the web": rels("ppt", "video", "https://www.youtube.com/embed/dQw4w9WgXcQ"),
    "sound in it": samples.office("ppt", **{"ppt/media/media1.m4a": "x", "ppt/media/media2.mp4": "x"}),
    "jump to a slide": samples.office(
        "ppt",
        **{"ppt/slides/slide1.xml": "<a:hlinkClick xmlns:a='a' action='ppaction://hlinkshowjump?jump=nextslide'/>"},
    ),
}
OPEN = {
    "open text with a picture": (
        "odt",
        ods(f"<d:image xmlns:d='d' {ns('xlink')} xlink:href='Pictures/a.png'/>", "text"),
    ),
    "open text with links": ("odt", ods(f"<text:a {ns('text', 'xlink')} xlink:href='https://x.example'/>", "text")),
    "open text with its template": (
        "odt",
        ods(f"<meta:template {ns('meta', 'xlink')} xlink:href='file:///C:/Users/an/CongVan.ott'/>", "text"),
    ),
    "open table with an object": ("ods", ods(f"<draw:object {ns('draw', 'xlink')} xlink:href='./Object 1'/>")),
    "open table of LibreOffice": (
        "ods",
        ods("<x/>", **{"ObjectReplacements/Object 1": "x", "Thumbnails/thumbnail.png": "x", "layout-cache": "x"}),
    ),
    "open slides": ("odp", ods("<x/>", "presentation", **{"Configurations2/accelerator/current.xml": "<x/>"})),
}
PDF = {
    "plain": samples.PDF,
    "behind a mark of order": b"\xef\xbb\xbf" + samples.PDF,
    "behind line breaks": b"\r\n\r\n" + samples.PDF,
    "link": pdf("/A<</S/URI/URI(https://mattran.org.vn)>>"),
    "opened at a page": pdf("/OpenAction[3 0 R/Fit]"),
    "opened at a page by a jump": pdf("/OpenAction<</S/GoTo/D[3 0 R/XYZ 0 0 1]>>"),
    "next page by a button": pdf("/A<</S/Named/N/NextPage>>"),
    "form with a button that empties it": pdf("/AcroForm<</Fields[]>>/A<</S/ResetForm>>"),
    "signed": pdf("/AcroForm<</SigFlags 3/Fields[<</FT/Sig/V<</Type/Sig/Contents<00>/ByteRange[0 1 2 3]>>>>]>>"),
    "tagged": pdf("/StructTreeRoot<</Type/StructTreeRoot/K<</S/P/A<</O/Layout/SpaceAfter 1>>>>>>"),
    "invoice with its data": attached("hoa-don.xml", b"<?xml version='1.0'?><HDon/>"),
    "scan with a text": attached("noi-dung.txt", b"van ban"),
    "report with its table": attached("so-lieu.xlsx", samples.office("xl")),
    "report of another": attached("phu-luc.pdf", samples.PDF),
}
OLD = {
    "old text with page numbers": ("doc", samples.compound(WordDocument=bytes(512) + b"Trang \x13 PAGE \x141\x15")),
    "old text that says the word": ("doc", samples.compound(WordDocument=bytes(512) + b"lien ket DDE va LINK, \x13")),
    "old table": ("xls", samples.compound(Workbook=b"\xae\x01\x04\x00\x03\x00\x01\x04\x0a\x00\x00\x00")),
}
EVERYDAY = {
    **{f"Word: {name}": ("docx", content) for name, content in WORD.items()},
    **{f"Excel: {name}": ("xlsx", content) for name, content in EXCEL.items()},
    **{f"PowerPoint: {name}": ("pptx", content) for name, content in SLIDES.items()},
    **{f"PDF: {name}": ("pdf", content) for name, content in PDF.items()},
    **OPEN,
    **OLD,
}
