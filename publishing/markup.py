"""HTML as a tree: read from anything, written canonically.

A browser's own way of reading opens forgotten tags again and again: two megabytes can cost minutes and
gigabytes. This reader keeps no such promises. It takes one pass, forgives whatever it meets, lets a tree grow
to `DEEPEST` levels only, and closes all it opened. It judges nothing: that is `publishing.grammar` and nh3.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from vietnamese.folding import clean

DEEPEST = 40  # levels; what is nested deeper joins the last one
MOST_ATTRIBUTES = 24

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

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
RAW = frozenset("iframe noembed noframes noscript plaintext script style textarea title xmp".split())
TABLE_PARTS = frozenset("caption thead tbody tfoot tr td th".split())
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
BLOCKS = frozenset(
    """address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer
    form header hr li main menu nav ol p pre section summary table ul""".split()
) | (HEADINGS | TABLE_PARTS)

CELLS = frozenset({"td", "th", "caption"})
ROWS = frozenset({"thead", "tbody", "tfoot"})
# which open tags a start tag closes, and which tag shelters them
CLOSES = {
    "li": ({"li"}, {"ul", "ol", "table"}),
    "dt": ({"dt", "dd"}, {"dl", "table"}),
    "dd": ({"dt", "dd"}, {"dl", "table"}),
    "tr": ({"tr", *CELLS}, {"table"}),
    **dict.fromkeys(CELLS, (CELLS, {"tr", "table"})),
    **dict.fromkeys(ROWS, ({"tr", *CELLS, *ROWS}, {"table"})),
}
SHELTERS = CELLS | {"table"}
PARAGRAPHS = HEADINGS | {"p"}


@dataclass(slots=True)
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)


def read(source: str) -> list[Node | str]:
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
            _end(stack, tag)
        else:
            _start(stack, Node(tag, _attributes(token["attributes"])))
            if tag in RAW:
                position = _after_raw(source, position, tag)
    return root.children


def _text(text: str) -> str:
    # a solidus overlay at the start would join the ">" before it when somebody normalises the written page
    return clean(text).lstrip("\u0338")


def _attributes(source: str) -> dict[str, str]:
    attributes = {}
    for match in islice(ATTRIBUTE.finditer(source), MOST_ATTRIBUTES):
        name, *values = match.groups()
        value = next((value for value in values if value), "")
        attributes.setdefault(name.lower(), clean(REFERENCE.sub(lambda found: html.unescape(found[0]), value)))
    return attributes


def _after_raw(source: str, position: int, tag: str) -> int:
    """Where the next token begins after a script, style …: nothing within them is a tag."""
    end = re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(source, position)
    return end.start() if end else len(source)


def _start(stack: list[Node], node: Node) -> None:
    if node.tag in CLOSES:
        _close_outermost(stack, *CLOSES[node.tag])
    if node.tag in BLOCKS:
        _close_outermost(stack, PARAGRAPHS, SHELTERS)
    if node.tag in VOID:
        stack[-1].children.append(node)
    elif len(stack) <= DEEPEST:
        stack[-1].children.append(node)
        stack.append(node)


def _close_outermost(stack: list[Node], tags: Iterable[str], shelters: Iterable[str]) -> None:
    """Close the outermost open one of the tags, looking no further out than the first shelter."""
    found = None
    for index in range(len(stack) - 1, 0, -1):
        if stack[index].tag in tags:
            found = index
        elif stack[index].tag in shelters:
            break
    if found:
        del stack[found:]


def _end(stack: list[Node], tag: str) -> None:
    """Close the innermost open tag of that name; an end tag does not reach out of a cell, an inline one of no block."""
    if tag == "table" or tag in TABLE_PARTS:
        shelters = {"table"}
    else:
        shelters = SHELTERS if tag in BLOCKS else BLOCKS
    for index in range(len(stack) - 1, 0, -1):
        if stack[index].tag == tag:
            del stack[index:]
            return
        if stack[index].tag in shelters:
            return


def write(nodes: Iterable[Node | str]) -> str:
    """Write a tree as HTML; text and values are escaped."""
    return "".join(_pieces(nodes))


def _pieces(nodes: Iterable[Node | str]) -> Iterator[str]:
    for node in nodes:
        if not isinstance(node, Node):
            yield node if hasattr(node, "__html__") else html.escape(node, quote=False)
            continue
        yield f"<{node.tag}"
        for name, value in node.attributes.items():
            yield f' {name}="{html.escape(value)}"'
        yield ">"
        if node.tag not in VOID:
            yield from _pieces(node.children)
            yield f"</{node.tag}>"


def walk(nodes: Iterable[Node | str]) -> Iterator[Node]:
    """Every element of a tree, outer before inner."""
    for node in nodes:
        if isinstance(node, Node):
            yield node
            yield from walk(node.children)
