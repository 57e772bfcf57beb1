"""A page of the old site, read from its saved text or HTML; knows nothing of Django.

Both forms have the same labels and are read the same way: as tokens whose words are grouped into lines.

    Title                                         the last line before the next one
    Ngày đăng: 11/02/2020 - Lượt xem: 194
    … the body …
    Tác giả: … - Nguồn: … - Số lần được xem: 194
    … the rest of the page: videos, links …

A label counts at the beginning of a line alone (those of the last line behind one another too), in any case.
"""

import datetime as dt
import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath

from publishing.html_tree import BLOCKS, HEADINGS, VOID_ELEMENTS, Node, parse_html, to_html
from publishing.richtext_normalizing import DROPPED_TAGS
from vietnamese.dates import parse_date
from vietnamese.folding import clean, clean_line

FIRST_YEAR = 1990  # an earlier date is misread: there was no web

LOOKS_LIKE_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
HTML_SUFFIXES = {".html", ".htm", ".xhtml"}
UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
DECLARED_CHARSET = re.compile(rb"""charset\s*=\s*["']?(?:windows-(125[28])\b|iso-8859-1\b)""", re.IGNORECASE)
SKIPPED_TAGS = DROPPED_TAGS | {"nav"}
CELLS = {"td", "th", "dt", "dd"}

AUTHOR, SOURCE, VIEWS = BYLINE = ("tác giả", "nguồn", "số lần được xem")
BYLINE_LABEL = re.compile(rf"\b({'|'.join(BYLINE)}) ?[:：]", re.IGNORECASE)
DATELINE = re.compile(r"\W*ngày đăng ?[:：](.*)", re.IGNORECASE)
DATELINE_VIEWS = re.compile(r"\blượt xem ?[:：]", re.IGNORECASE)
LABEL_ALONE = re.compile(rf"\W*(?:{'|'.join(BYLINE)}|ngày đăng|lượt xem) ?[:：]", re.IGNORECASE)
DATE = re.compile(r"(?<![0-9])[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}(?![0-9])")
NUMBER = re.compile(r"([0-9]{1,3}(?:[., ][0-9]{3}){1,4}|[0-9]{1,15})(?![0-9]|[.,]?\w)")
SEPARATORS = " -‐‑‒–—―|,;·•"
NAME_SEPARATOR = re.compile("[,;&]| và ")


class UnreadablePage(Exception):
    """A page that cannot be imported, with the reason: a Vietnamese sentence for the person at the keyboard."""


@dataclass(frozen=True)
class OldPage:
    """The content of a page: `body` is HTML that is not cleaned yet, `pictures` the number of lost pictures."""

    title: str
    day: dt.date
    views: int
    body: str
    authors: tuple[str, ...]
    source: str
    pictures: int
    fingerprint: str  # SHA-256 (hex) of title, day and the words of the body: spaces, markup, views do not count


@dataclass(frozen=True)
class EndTag:
    tag: str


Token = Node | EndTag | str


@dataclass(frozen=True)
class Line:
    """The words of `tokens[start:end]`, which form one line."""

    text: str
    start: int
    end: int


def parse(data: bytes, name: str) -> OldPage:
    """Read a saved page; `name` is that of its file. Raises UnreadablePage for anything else, and nothing else."""
    text = decode_page(data)
    is_html = PurePath(name).suffix.lower() in HTML_SUFFIXES or LOOKS_LIKE_HTML.search(text, 0, 4096)
    tokens = list(_tokens(parse_html(text) if is_html else _paragraphs(text)))
    lines = _lines(tokens)
    first, last = _dateline(lines)
    end = _byline(lines, last)
    title, dateline = lines[first - 1].text if first else "", " ".join(line.text for line in lines[first : last + 1])
    words = " ".join(line.text for line in lines[last + 1 : end])
    if not _has_words(title):
        raise UnreadablePage("Không có tiêu đề ở dòng trước “Ngày đăng:”.")
    if not _has_words(words):
        raise UnreadablePage("Không có chữ nào giữa dòng “Ngày đăng:” và dòng “Tác giả:”.")
    day, fields = _day(dateline), _fields(lines[end:])
    body = tokens[lines[last].end : lines[end].start]
    return OldPage(
        title=title,
        day=day,
        views=max(_number("".join(DATELINE_VIEWS.split(dateline)[1:2])), _number(fields.get(VIEWS, ""))),
        body="".join(_written(token) for token in body),
        authors=_names(fields.get(AUTHOR, "")),
        source=_name(fields.get(SOURCE, "")),
        pictures=sum(_is_picture(token) for token in body),
        fingerprint=hashlib.sha256(f"{title}\n{day.isoformat()}\n{words}".encode()).hexdigest(),
    )


def decode_page(data: bytes) -> str:
    """The text of a file in UTF-8, in UTF-16 with its byte order mark, or in the Windows code page that it declares.

    Without a declaration it is the Vietnamese one (1258), if the label can be read with it.
    """
    declared = DECLARED_CHARSET.search(data, 0, 4096)
    code = "cp" + (declared[1] or b"1252").decode() if declared else "cp1258"
    is_utf16 = data.startswith(UTF16_BOMS)
    if b"\0" in data and not is_utf16:
        raise UnreadablePage("Đây không phải là tệp văn bản hay HTML.")
    for encoding in ["utf-16"] if is_utf16 else ["utf-8-sig", code]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if declared or encoding != code or "ngày đăng" in clean_line(text).lower():
            return text
    raise UnreadablePage("Chữ trong tệp không ở mã UTF-8. Hãy lưu lại tệp dưới dạng UTF-8.")


# Lines


def _paragraphs(text: str) -> list[Node]:
    """Plain text as a tree: an empty line separates paragraphs, a line break remains."""
    lines = [clean_line(line) for line in clean(text).splitlines()]
    paragraphs = [list(group) for has_text, group in groupby(lines, key=bool) if has_text]
    return [Node("p", {}, [part for line in lines for part in (line, Node("br"))]) for lines in paragraphs]


def _tokens(nodes: list[Node | str]) -> Iterator[Token]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif node.tag not in SKIPPED_TAGS:
            yield Node(node.tag, node.attributes)
            if node.tag not in VOID_ELEMENTS:
                yield from _tokens(node.children)
                yield EndTag(node.tag)


def _lines(tokens: list[Token]) -> list[Line]:
    """The lines that have words. A heading is one line despite line breaks; a label includes the next cell."""
    lines, words, start, in_heading = [], [], 0, False
    for place, token in enumerate([*tokens, EndTag("body")]):
        if isinstance(token, str):
            start = start if words else place
            words += [token] if words or token.strip() else []
            continue
        if token.tag in HEADINGS:
            in_heading = isinstance(token, Node)
        if not _breaks(token):
            continue
        if token.tag == "br" and in_heading:
            words += [" "] if words else []
            continue
        text = clean_line("".join(words))
        if token.tag in CELLS and LABEL_ALONE.fullmatch(text):
            words = [text, " "]
        else:
            lines += [Line(text, start, place)] if text else []
            words = []
    return lines


def _breaks(token: Node | EndTag) -> bool:
    return token.tag in BLOCKS or token.tag in {"br", "hr"}


def _written(token: Token) -> str:
    if isinstance(token, str):
        return html.escape(token, quote=False)
    if isinstance(token, EndTag):
        return f"</{token.tag}>"
    return "" if _is_picture(token) else to_html([token]).removesuffix(f"</{token.tag}>")


def _is_picture(token: Token) -> bool:
    return isinstance(token, Node) and token.tag == "img"


def _has_words(text: str) -> bool:
    return re.search(r"\w", text) is not None


# Finding the parts of the page


def _dateline(lines: list[Line]) -> tuple[int, int]:
    """The first and the last line of the date and the views."""
    first = next((place for place, line in enumerate(lines) if DATELINE.match(line.text)), None)
    if first is None:
        raise UnreadablePage("Không có dòng nào bắt đầu bằng “Ngày đăng:”.")
    is_followed = first + 1 < len(lines) and DATELINE_VIEWS.match(lines[first + 1].text)
    return first, first + 1 if is_followed else first


def _byline(lines: list[Line], dateline: int) -> int:
    """The line that ends the body.

    It is the one with the views, or those before it that begin with the earlier labels. Where no views are
    given, the body ends with the only line that begins with “Tác giả:”, else with the only “Nguồn:”.
    """
    labels = {place: list(_labelled(lines[place].text)) for place in range(dateline + 1, len(lines))}
    with_views = [place for place, found in labels.items() if VIEWS in found]
    if len(with_views) > 1:
        raise UnreadablePage(f"Có {len(with_views)} dòng “Số lần được xem:”; mỗi tệp chỉ được chứa một trang.")
    if with_views:
        end = with_views[0]
        while end - 1 > dateline and _rank(labels[end - 1]) < _rank(labels[end]):
            end -= 1
        return end
    for label in (AUTHOR, SOURCE):
        ends = [place for place, found in labels.items() if found[:1] == [label]]
        if len(ends) > 1:
            raise UnreadablePage(f"Có {len(ends)} dòng “{label.capitalize()}:”, không rõ bài kết thúc ở dòng nào.")
        if ends:
            return ends[0]
    raise UnreadablePage("Không có dòng “Tác giả: … - Nguồn: … - Số lần được xem: …” sau thân bài.")


def _labelled(text: str) -> dict[str, str]:
    """The text after each label of a line that begins with one."""
    before, *found = BYLINE_LABEL.split(text)
    if _has_words(before):
        return {}
    fields = {}
    for label, value in zip(found[::2], found[1::2], strict=True):
        fields.setdefault(label.casefold(), value)
    return fields


def _rank(labels: list[str]) -> int:
    return BYLINE.index(labels[0]) if labels else len(BYLINE)


def _fields(lines: list[Line]) -> dict[str, str]:
    """The fields of the byline, which may take a line each."""
    fields, rank = {}, -1
    for line in lines:
        found = _labelled(line.text)
        if not rank < _rank(list(found)) < len(BYLINE):
            break
        fields, rank = found | fields, _rank(list(found))
    return fields


# Values


def _day(dateline: str) -> dt.date:
    found = DATE.search(dateline)
    if not found:
        raise UnreadablePage("Sau “Ngày đăng:” không có ngày viết như 11/02/2020.")
    try:
        day = parse_date(found[0])
    except ValueError as error:
        raise UnreadablePage(str(error)) from None
    if day.year < FIRST_YEAR:
        raise UnreadablePage(f"Ngày đăng {found[0]} ở trước năm {FIRST_YEAR}.")
    return day


def _number(text: str) -> int:
    text = text.strip(SEPARATORS.replace("-", ""))
    if not _has_words(text):
        return 0
    found = NUMBER.match(text)
    if not found:
        raise UnreadablePage(f"Số lượt xem “{text[:30]}” không phải là số viết như 1.234.")
    return int(re.sub(r"\D", "", found[1]))


def _name(text: str) -> str:
    return text.strip(SEPARATORS) if _has_words(text) else ""


def _names(text: str) -> tuple[str, ...]:
    """Split the names of people, but not of an office: “Lê Nga, Thu Hà” are two, “Ban Dân chủ và Pháp luật” is one."""
    names = [name for name in map(_name, NAME_SEPARATOR.split(text)) if name]
    is_people = all(word[0].isupper() for name in names for word in name.split())
    return tuple(dict.fromkeys(names)) if is_people else (_name(text),)
