"""The body grammar: which tags, classes and attributes a rich text may have.

It is written out for people in docs/decisions/0002-body-grammar.md. Other HTML is brought to it by
`richtext_normalizing`, with `richtext_blocks` and `richtext_tables`.
"""

import re
from collections.abc import Iterable

from publishing.html_tree import Node

_HOST = r"[\w-]+(?:\.[\w-]+)*+(?::\d{1,5})?"
_REST = r"""[^\s\x00-\x20\x7f"<>\\^`{|}]*+"""
LINK_PATTERN = re.compile(
    rf"""https?://{_HOST}(?:[/?\#]{_REST})?
    | mailto:[\w.+-]+@{_HOST}(?:\?{_REST})?
    | tel:\+?[\d().-]+
    | /(?!/){_REST}
    | \#fn(?:ref)?-\d{{1,3}}""",
    re.VERBOSE | re.IGNORECASE,
)
NUMBER = re.compile(r"[1-9]\d{0,8}")
SPAN = re.compile(r"[2-9]|[1-9]\d")
FOOTNOTE_ID = re.compile(r"fn(?:ref)?-\d{1,3}")
ALIGNMENT = {"align-center", "align-right"}
ATTRIBUTES = {
    "a": {"href": LINK_PATTERN, "id": FOOTNOTE_ID, "rel": re.compile("noopener")},
    "img": {"data-image": NUMBER, "alt": re.compile(r".{0,500}", re.DOTALL)},
    "figure": {"data-video": NUMBER, "data-youtube": re.compile(r"[\w-]{11}", re.ASCII), "data-album": NUMBER},
    "li": {"id": FOOTNOTE_ID},
    "ol": {"start": re.compile(r"[1-9]\d{0,3}")},
    "span": {"lang": re.compile(r"(?!vi\b)[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")},
    "th": {"scope": re.compile(r"col|row|colgroup|rowgroup"), "colspan": SPAN, "rowspan": SPAN},
    "td": {"colspan": SPAN, "rowspan": SPAN},
}
CLASSES = {
    "p": ALIGNMENT,
    "h2": ALIGNMENT,
    "h3": ALIGNMENT,
    "h4": ALIGNMENT,
    "td": ALIGNMENT,
    "th": ALIGNMENT,
    "figure": {"align-left", "align-right", "wide", "video", "album"},
    "div": {"box", "box-notice", "gallery"},
    "blockquote": {"pull"},
    "ol": {"footnotes"},
}
MARKS = {"strong", "em", "u", "s", "sub", "sup"}
INLINE = MARKS | {"a", "span", "br", "img"}
PARAGRAPHS = {"p", "h2", "h3", "h4"}
LISTS = {"ul", "ol"}
EMBED_CLASSES = {
    "data-video": "video",
    "data-youtube": "video",
    "data-album": "album",
}  # a figure's attribute: its class
ROW_GROUPS = {"thead", "tbody", "tfoot"}
TABLE = {"table", "caption", "tr", "td", "th"} | ROW_GROUPS
TAGS = INLINE | PARAGRAPHS | LISTS | TABLE | {"li", "blockquote", "figure", "figcaption", "div", "hr"}


def is_empty(nodes: Iterable[Node | str]) -> bool:
    """Whether a reader would see nothing of these inline nodes."""
    return all(
        not node.strip() if isinstance(node, str) else node.tag in {"br", "span"} | MARKS and is_empty(node.children)
        for node in nodes
    )


def has_words(nodes: Iterable[Node | str]) -> bool:
    """Whether a letter or a digit stands in these nodes."""
    return any(any(map(str.isalnum, node)) if isinstance(node, str) else has_words(node.children) for node in nodes)


def embed_attribute(attributes: dict) -> str:
    """The attribute by which a figure names a video or an album, or ""."""
    return next((name for name in EMBED_CLASSES if name in attributes), "")


def is_inline(node: Node | str) -> bool:
    """Whether a node stands in a line of text."""
    return isinstance(node, str) or node.tag in INLINE


def tag_of(node: Node | str) -> str:
    """The tag of an element, "" for a text."""
    return "" if isinstance(node, str) else node.tag
