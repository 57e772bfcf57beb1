"""Parts of office documents as their programs write them."""

from tests.media_library import samples

W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
NAMESPACES = {
    "xlink": "http://www.w3.org/1999/xlink",
    **{
        name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
        for name in ("office", "text", "draw", "table", "meta")
    },
}


def ns(*names):
    return " ".join(f"xmlns:{name}='{NAMESPACES[name]}'" for name in names)


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def field(*runs, inner="", result="x"):
    """A field of Word whose code stands in several runs, perhaps behind another field."""
    begin, separate, end = (f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "separate", "end"))
    code = "".join(f"<w:r><w:instrText xml:space='preserve'>{escaped(run)}</w:instrText></w:r>" for run in runs)
    return f"{begin}{inner}{code}{separate}<w:r><w:t>{result}</w:t></w:r>{end}"


def simple_field(code):
    return f"<w:fldSimple w:instr='{escaped(code)}'><w:r><w:t>x</w:t></w:r></w:fldSimple>"


def word(body, **parts):
    text = f"<w:document {W}><w:body><w:p>{body}</w:p></w:body></w:document>"
    return samples.office("word", **{"word/header1.xml": text, **parts})


def ods(content, kind="spreadsheet", **parts):
    return samples.open_document(kind, **{"styles.xml": content, **parts})
