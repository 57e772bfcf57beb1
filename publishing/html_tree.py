"""HTML as a tree: parsed from any text, written canonically.

An HTML5 parser may reopen unclosed formatting elements again and again, so that two megabytes can take minutes and
gigabytes. This parser makes one pass, accepts any input, limits the depth to `MAX_DEPTH_LEVELS` levels and closes every
element. What is allowed is decided elsewhere: by `publishing.richtext_grammar` and nh3.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from vietnamese.folding import clean

MAX_DEPTH_LEVELS = 40  # levels; what is nested deeper joins the last one
MAX_ATTRIBUTES = 24

TOKEN = re.compile(
    r"""
      <!--(?:-?>|.*?(?:--!?>|\Z))
    | <(?:[!?]|/(?![a-z]))[^>]*+>?
    | <(?P<slash>/?)(?P<tag>[a-z][^\s/>]*+)(?P<attributes>(?:=\s*+"[^"]*+"?|=\s*+'[^']*+'?|[^>])*+)>?
    | (?P<text>[^<]++|<)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"""([^\s=/"'<>]++)(?:\s*+=\s*+(?:"([^"]*+)|'([^']*+)|([^\s>]++)))?""")
REFERENCE = re.compile(r"&#?\w{1,40};")

VOID_ELEMENTS = frozenset("area base br col embed hr img input link meta param source track wbr".split())
RAW_TEXT_ELEMENTS = frozenset("iframe noembed noframes noscript plaintext script style textarea title xmp".split())
TABLE_PARTS = frozenset("caption thead tbody tfoot tr td th".split())
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
BLOCKS = frozenset(
    """address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer
    form header hr li main menu nav ol p pre section summary table ul""".split()
) | (HEADINGS | TABLE_PARTS)

CELLS = frozenset({"td", "th", "caption"})
ROWS = frozenset({"thead", "tbody", "tfoot"})
# which open elements a start tag closes implicitly, and the elements at which the search for them stops (scope)
IMPLIED_END_TAGS = {
    "li": ({"li"}, {"ul", "ol", "table"}),
    "dt": ({"dt", "dd"}, {"dl", "table"}),
    "dd": ({"dt", "dd"}, {"dl", "table"}),
    "tr": ({"tr", *CELLS}, {"table"}),
    **dict.fromkeys(CELLS, (CELLS, {"tr", "table"})),
    **dict.fromkeys(ROWS, ({"tr", *CELLS, *ROWS}, {"table"})),
}
SCOPE_ELEMENTS = CELLS | {"table"}
PARAGRAPHS = HEADINGS | {"p"}


@dataclass(slots=True)
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)


def parse_html(source: str) -> list[Node | str]:
    """Turn any text into a tree; its texts and values are cleaned, its references resolved."""
    root = Node("")
    stack = [root]
    position = 0
    while position < len(source):
        token = TOKEN.match(source, position)
        position = token.end()
        if text := token["text"]:
            stack[-1].children.append(_text(html.unescape(text)))
        elif not (tag := (token["tag"] or "").lower()):
            continue
        elif token["slash"]:
            _close_element(stack, tag)
        else:
            _open_element(stack, Node(tag, _attributes(token["attributes"])))
            if tag in RAW_TEXT_ELEMENTS:
                position = _end_of_raw_text(source, position, tag)
    return root.children


def _text(text: str) -> str:
    # a solidus overlay at the start would merge with the ">" before it when the written page is normalised
    return clean(text).lstrip("\u0338")


def _attributes(source: str) -> dict[str, str]:
    attributes = {}
    for match in islice(ATTRIBUTE.finditer(source), MAX_ATTRIBUTES):
        name, *values = match.groups()
        value = next((value for value in values if value), "")
        attributes.setdefault(name.lower(), clean(REFERENCE.sub(lambda found: html.unescape(found[0]), value)))
    return attributes


def _end_of_raw_text(source: str, position: int, tag: str) -> int:
    """Where the next token begins after a script, style …: nothing within them is a tag."""
    end = re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(source, position)
    return end.start() if end else len(source)


def _open_element(stack: list[Node], node: Node) -> None:
    if node.tag in IMPLIED_END_TAGS:
        _close_outermost(stack, *IMPLIED_END_TAGS[node.tag])
    if node.tag in BLOCKS:
        _close_outermost(stack, PARAGRAPHS, SCOPE_ELEMENTS)
    if node.tag in VOID_ELEMENTS:
        stack[-1].children.append(node)
    elif len(stack) <= MAX_DEPTH_LEVELS:
        stack[-1].children.append(node)
        stack.append(node)


def _close_outermost(stack: list[Node], tags: Iterable[str], scope: Iterable[str]) -> None:
    """Close the outermost open one of the tags, searching outwards to the first element of `scope`."""
    found = None
    for index in range(len(stack) - 1, 0, -1):
        if stack[index].tag in tags:
            found = index
        elif stack[index].tag in scope:
            break
    if found:
        del stack[found:]


def _close_element(stack: list[Node], tag: str) -> None:
    """Close the innermost open tag of that name; the search ends at a cell, for an inline tag at any block."""
    if tag == "table" or tag in TABLE_PARTS:
        scope = {"table"}
    else:
        scope = SCOPE_ELEMENTS if tag in BLOCKS else BLOCKS
    for index in range(len(stack) - 1, 0, -1):
        if stack[index].tag == tag:
            del stack[index:]
            return
        if stack[index].tag in scope:
            return


def to_html(nodes: Iterable[Node | str]) -> str:
    """Write a tree as HTML; text and values are escaped."""
    return "".join(_html_parts(nodes))


def _html_parts(nodes: Iterable[Node | str]) -> Iterator[str]:
    for node in nodes:
        if not isinstance(node, Node):
            yield node if hasattr(node, "__html__") else html.escape(node, quote=False)
            continue
        yield f"<{node.tag}"
        for name, value in node.attributes.items():
            yield f' {name}="{html.escape(value)}"'
        yield ">"
        if node.tag not in VOID_ELEMENTS:
            yield from _html_parts(node.children)
            yield f"</{node.tag}>"


def walk(nodes: Iterable[Node | str]) -> Iterator[Node]:
    """Every element of a tree, outer before inner."""
    for node in nodes:
        if isinstance(node, Node):
            yield node
            yield from walk(node.children)
