"""The body grammar: which tags, classes and attributes a rich text may have, and how other HTML is brought into it.

It is written out for people in docs/decisions/0002-body-grammar.md.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from publishing.markup import BLOCKS, TABLE_PARTS, Node, walk

# What stays

_HOST = r"[\w-]+(?:\.[\w-]+)*+(?::\d{1,5})?"
_REST = r"""[^\s\x00-\x20\x7f"<>\\^`{|}]*+"""
LINK = re.compile(
    rf"""https?://{_HOST}(?:[/?\#]{_REST})?
    | mailto:[\w.+-]+@{_HOST}(?:\?{_REST})?
    | tel:\+?[\d().-]+
    | /(?!/){_REST}
    | \#fn(?:ref)?-\d{{1,3}}""",
    re.VERBOSE | re.IGNORECASE,
)
NUMBER = re.compile(r"[1-9]\d{0,8}")
SPAN = re.compile(r"[2-9]|[1-9]\d")
NOTE = re.compile(r"fn(?:ref)?-\d{1,3}")
ALIGNMENT = {"align-center", "align-right"}
ATTRIBUTES = {
    "a": {"href": LINK, "id": NOTE, "rel": re.compile("noopener")},
    "img": {"data-image": NUMBER, "alt": re.compile(r".{0,500}", re.DOTALL)},
    "figure": {"data-video": NUMBER, "data-youtube": re.compile(r"[\w-]{11}", re.ASCII), "data-album": NUMBER},
    "li": {"id": NOTE},
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
EMBEDDED = {"data-video": "video", "data-youtube": "video", "data-album": "album"}  # what a figure names: its class
ROW_GROUPS = {"thead", "tbody", "tfoot"}
TABLE = {"table", "caption", "tr", "td", "th"} | ROW_GROUPS
TAGS = INLINE | PARAGRAPHS | LISTS | TABLE | {"li", "blockquote", "figure", "figcaption", "div", "hr"}

# How other HTML is brought into it

RENAMED = {
    "b": "strong", "i": "em", "strike": "s", "del": "s", "ins": "u", "cite": "em", "h1": "h2", "h5": "h4", "h6": "h4",
    "dir": "ul", "menu": "ul",
}  # fmt: skip
DROPPED = frozenset(
    """applet audio button canvas datalist math noembed noframes noscript object optgroup option plaintext script select
    style svg template textarea title video xml xmp""".split()
)
YOUTUBE = re.compile(r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{11})\b", re.ASCII)
WORD_NOTE = re.compile(r"(#?)_ftn(ref)?(\d{1,3})")
DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;]+)")
# one space for many; a no-break space only between letters (editors leave them at the ends of words)
SPACES = re.compile(r"[ \xa0\t\n\r\f\v]{2,}|[\t\n\r\f\v]|\A\xa0|\xa0\Z")
LONGEST_TEXT = 20_000  # characters without a tag
STRONG_ANYWAY = {"h2", "h3", "h4", "th"}


def bring_in(nodes: Iterable[Node | str]) -> list[Node | str]:
    """Bring a tree as it was read into the grammar: a list of blocks."""
    body = _flow(_children(nodes, frozenset()))
    seen = set()
    for node in walk(body):
        if (name := node.attributes.get("id")) in seen:
            del node.attributes["id"]
        elif name:
            seen.add(name)
    return body


def is_empty(nodes: Iterable[Node | str]) -> bool:
    """Whether a reader would see nothing of these inline nodes."""
    return all(
        not node.strip() if isinstance(node, str) else node.tag in {"br", "span"} | MARKS and is_empty(node.children)
        for node in nodes
    )


def embedded_in(attributes: dict) -> str:
    """The attribute by which a figure names a video or an album, or ""."""
    return next((name for name in EMBEDDED if name in attributes), "")


def _tag(node):
    return "" if isinstance(node, str) else node.tag


def _is_inline(node):
    return isinstance(node, str) or node.tag in INLINE


def _children(nodes, inside):
    return _joined(found for node in nodes for found in _brought_in(node, inside))


def _joined(nodes):
    """Neighbouring texts made one, runs of spaces one space."""
    joined = []
    for is_text, group in groupby(nodes, key=lambda node: isinstance(node, str)):
        joined += _short(SPACES.sub(" ", "".join(group))) if is_text else group
    return joined


def _short(text):
    """A text in pieces with line breaks between: nh3 takes the square of a piece's length."""
    pieces = [text[start : start + LONGEST_TEXT] for start in range(0, len(text), LONGEST_TEXT)]
    return [node for piece in pieces for node in (Node("br"), piece)][1:]


def _brought_in(node, inside):
    """What becomes of one node: it may stay, vanish, or leave its children behind."""
    if isinstance(node, str):
        return [node]
    tag = RENAMED.get(node.tag, node.tag)
    style = _style(node)
    if tag in DROPPED or style.get("display") == "none" or style.get("mso-hide") == "all":
        return []
    if tag == "iframe":
        return _frame(node)
    align = _alignment(node, style)
    attributes = _attributes(tag, node, align)
    if tag in MARKS or tag in {"a", "span"}:
        return _inline(node, tag, attributes, style, inside)
    children = _dressed(node, [mark for mark in _marks(style) if (mark, tag) not in NEEDLESS], inside)
    if finish := FINISHES.get(tag):
        return finish(Node(tag, attributes, children), align)
    if tag in {"br", "hr"}:
        return [Node(tag)]
    return _flow(children, align) if tag in BLOCKS else children


def _style(node):
    source = node.attributes.get("style")
    if not source:
        return {}
    return {name: value.removesuffix("!important").strip() for name, value in DECLARATION.findall(source.lower())}


def _inline(node, tag, attributes, style, inside):
    marks = list(_marks(style))
    if tag == "a" and "u" in marks:
        marks.remove("u")
    is_wanted = tag not in inside and (tag in MARKS or bool({"href", "id", "lang"} & attributes.keys()))
    if tag == "strong" and style.get("font-weight") in {"normal", "400"}:  # Google Docs wraps whole texts so
        is_wanted = False
    children = _dressed(node, marks, inside | {tag} if is_wanted else inside)
    return _around(Node(tag, attributes), children) if is_wanted else children


def _dressed(node, marks, inside):
    """The children of a node, within the marks its style asks for."""
    marks = [mark for mark in marks if mark not in inside]
    children = _children(node.children, inside.union(marks))
    for mark in marks:
        children = _around(Node(mark), children)
    return children


def _around(wrapper, children):
    """Inline children within copies of the wrapper; blocks among them take it inside."""
    found = []
    for inline, group in groupby(children, key=_is_inline):
        run = list(group)
        if not inline:
            found += [_inside(block, wrapper) for block in run]
        elif is_empty(run) and "id" not in wrapper.attributes:
            found += run
        else:
            found.append(Node(wrapper.tag, dict(wrapper.attributes), run))
    return found


def _inside(block, wrapper):
    if block.tag == "figure" or (wrapper.tag, block.tag) in NEEDLESS:
        return block
    return replace(block, children=_around(wrapper, block.children))


def _marks(style):
    if not style:
        return
    if style.get("font-weight") in {"bold", "bolder", "600", "700", "800", "900"}:
        yield "strong"
    if style.get("font-style") in {"italic", "oblique"}:
        yield "em"
    decoration = style.get("text-decoration", "") + style.get("text-decoration-line", "")
    if "underline" in decoration:
        yield "u"
    if "line-through" in decoration:
        yield "s"
    if style.get("vertical-align") in {"sub", "super"}:
        yield "sub" if style["vertical-align"] == "sub" else "sup"


def _alignment(node, style):
    if not node.attributes:
        return "align-center" if node.tag == "center" else None
    named = style.get("text-align") or node.attributes.get("align", "").lower()
    if node.tag == "center" or named == "center" or "align-center" in node.attributes.get("class", "").split():
        return "align-center"
    return "align-right" if named == "right" or "align-right" in node.attributes.get("class", "").split() else None


def _attributes(tag, node, align):
    if not node.attributes:
        return {"class": align} if align in CLASSES.get(tag, ()) else {}
    given = dict(node.attributes)
    if tag == "a":
        given["href"] = WORD_NOTE.sub(r"\1fn\2-\3", given.get("href", "").strip().replace(" ", "%20"))
        given["id"] = given.get("id") or WORD_NOTE.sub(r"\1fn\2-\3", given.get("name", ""))
        given["rel"] = "noopener" if given["href"].lower().startswith("http") else ""
    allowed = CLASSES.get(tag, set())
    classes = [name for name in given.get("class", "").split() if name in allowed - ALIGNMENT]
    if align in allowed:
        classes = [align]
    elif tag == "figure" and (name := embedded_in(given)):
        classes = [EMBEDDED[name]]
    kept = {"class": classes[0]} if classes else {}
    for name, pattern in ATTRIBUTES.get(tag, {}).items():
        if name in given and pattern.fullmatch(given[name]):
            kept[name] = given[name]
    return kept


# Blocks


def _flow(children, align=None):
    """A list of blocks: inline runs become paragraphs, what cannot stand alone is given a place."""
    blocks = []
    for kind, group in groupby(children, key=_kind):
        run = list(group)
        if kind == "inline":
            blocks += _paragraphs(Node("p"), run)
        elif kind == "li":
            blocks.append(Node("ul", {}, run))
        elif kind == "part":
            blocks += [block for part in run for block in _flow(part.children)]
        else:
            blocks += run
    for block in blocks:
        if align and block.tag in PARAGRAPHS:
            block.attributes.setdefault("class", align)
    return _merged(blocks)


def _merged(blocks):
    """Boxes of one kind in a row made one: the editor puts a box round each paragraph."""
    merged = []
    for block in blocks:
        before = merged[-1] if merged else None
        if block.tag == "div" and before and (before.tag, before.attributes) == ("div", block.attributes):
            before.children += block.children
        else:
            merged.append(block)
    return merged


def _kind(node):
    if _is_inline(node):
        return "inline"
    if node.tag == "li":
        return "li"
    return "part" if node.tag in TABLE_PARTS or node.tag == "figcaption" else "block"


def _paragraphs(like, run):
    """Paragraphs of an inline run: parted where two lines break, pictures alone taken out."""
    paragraphs = []
    for piece in _parted(run):
        if piece and all(_is_picture(node) for node in piece):
            paragraphs += [Node("figure", {}, [node]) for node in piece if isinstance(node, Node)]
        elif not is_empty(piece):
            paragraphs.append(Node(like.tag, dict(like.attributes), piece))
    return paragraphs


def _parted(run):
    pieces = [[]]
    breaks = 0
    for node in run:
        is_break = isinstance(node, Node) and node.tag == "br"
        breaks = breaks + 1 if is_break else breaks if node == " " else 0
        if breaks == 2:
            pieces.append([])
        elif not (is_break and breaks > 2):
            pieces[-1].append(node)
    return [_trimmed(piece) for piece in pieces]


def _trimmed(run):
    """An inline run without spaces and line breaks at its ends."""
    run = list(run)
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while run:
            if isinstance(run[end], str):
                run[end] = strip(run[end])
            if run[end] == "" or (isinstance(run[end], Node) and run[end].tag == "br"):
                del run[end]
            else:
                break
    return run


def _is_picture(node):
    if isinstance(node, str):
        return node == " "
    return node.tag == "img" or (node.tag == "a" and bool(node.children) and all(map(_is_picture, node.children)))


def _paragraph(node, align):
    found = []
    for inline, group in groupby(node.children, key=_is_inline):
        found += _paragraphs(node, list(group)) if inline else group
    return found


def _bare(children):
    """What an item or a cell holds: inline if it can be, a lone first paragraph bare."""
    if all(map(_is_inline, children)):
        return _trimmed(children)
    blocks = _flow(children)
    is_bare = blocks and blocks[0].tag == "p" and not blocks[0].attributes
    if is_bare and all(block.tag in LISTS for block in blocks[1:]):
        return blocks[0].children + blocks[1:]
    return blocks


def _item(node, align):
    node.children = _bare(node.children)
    return [] if all(map(_is_inline, node.children)) and is_empty(node.children) else [node]


def _list(node, align):
    items = []
    for kind, group in groupby(node.children, key=_tag):
        run = list(group)
        if kind == "li":
            items += run
        elif kind in LISTS and items:
            items[-1].children += run
        else:
            items += _item(Node("li", {}, run), None)
    return [replace(node, children=items)] if items else []


def _caption(node, align):
    blocks = _flow(node.children)
    node.children = _trimmed(_joined(piece for block in blocks for piece in [*_inline_of(block), " "]))
    return [] if is_empty(node.children) else [node]


def _inline_of(block):
    return [piece for node in block.children for piece in ([node] if _is_inline(node) else _inline_of(node))]


def _quote(node, align):
    node.children = _flow(node.children)
    return [node] if node.children else []


def _box(node, align):
    blocks = _flow(node.children, align)
    name = node.attributes.get("class")
    if not name or not blocks:
        return blocks
    if name != "gallery":
        return [replace(node, children=blocks)]
    pictures = [
        Node("figure", {}, [child]) if child.tag in INLINE else child for child in node.children if _in_gallery(child)
    ]
    others = _flow(child for child in node.children if not _in_gallery(child))
    return [replace(node, children=pictures), *others] if pictures else others


def _in_gallery(node):
    return isinstance(node, Node) and (node.tag == "figure" or _is_picture(node))


def _picture(node, align):
    return [node] if "data-image" in node.attributes else []


def _figure(node, align):
    captions = [child for child in node.children if _tag(child) == "figcaption"]
    if name := embedded_in(node.attributes):
        return [Node("figure", {"class": EMBEDDED[name], name: node.attributes[name]}, captions[:1])]
    if node.attributes.get("class") in EMBEDDED.values():
        del node.attributes["class"]
    blocks = _flow(child for child in node.children if _tag(child) != "figcaption")
    pictures = [child for block in blocks for child in block.children]
    if not blocks or any(block.tag != "figure" for block in blocks) or not all(map(_is_picture, pictures)):
        return blocks + _flow(captions)
    return [replace(node, children=pictures + captions[:1])]


def _frame(node):
    found = YOUTUBE.match(node.attributes.get("src", ""))
    return [Node("figure", {"class": "video", "data-youtube": found[1]})] if found else []


# Tables


def _cell(node, align):
    node.children = _bare(node.children)
    if len(node.children) == 1 and _tag(node.children[0]) == "p":
        node.attributes.update(node.children[0].attributes)
        node.children = node.children[0].children
    if is_empty(node.children):  # heads nothing
        node.tag = "td"
        node.attributes.pop("scope", None)
    return [node]


def _row(node, align):
    cells = []
    for is_cell, group in groupby(node.children, key=lambda child: _tag(child) in {"td", "th"}):
        run = list(group)
        if is_cell:
            cells += run
        elif any(not isinstance(child, str) or child.strip() for child in run):
            cells += _cell(Node("td", {}, run), None)
    return [replace(node, children=cells)] if cells else []


def _rows(node, align):
    rows = []
    for kind, group in groupby(node.children, key=_tag):
        rows += group if kind == "tr" else _row(Node("tr", {}, list(group)), None)
    return [replace(node, children=rows)] if rows else []


def _table(node, align):
    captions = [child for child in node.children if _tag(child) == "caption"]
    others = [child for child in node.children if _tag(child) != "caption"]
    groups = []
    for is_group, run in groupby(others, key=lambda child: _tag(child) in ROW_GROUPS):
        groups += run if is_group else _rows(Node("tbody", {}, list(run)), None)
    cells = [cell for group in groups for row in group.children for cell in row.children]
    if len(cells) < 2:  # a table for the sake of a frame or a place
        return _flow(captions) + [
            block for cell in cells for block in _flow(cell.children, cell.attributes.get("class"))
        ]
    for cell in (cell for group in groups if group.tag == "thead" for row in group.children for cell in row.children):
        if not is_empty(cell.children):
            cell.tag = "th"
            cell.attributes.setdefault("scope", "col")
    return [replace(node, children=captions[:1] + groups)]


NEEDLESS = {("strong", tag) for tag in STRONG_ANYWAY}
FINISHES = {
    **dict.fromkeys(PARAGRAPHS, _paragraph),
    **dict.fromkeys(LISTS, _list),
    **dict.fromkeys(ROW_GROUPS, _rows),
    **dict.fromkeys(["td", "th"], _cell),
    **dict.fromkeys(["caption", "figcaption"], _caption),
    "li": _item,
    "tr": _row,
    "table": _table,
    "blockquote": _quote,
    "div": _box,
    "figure": _figure,
    "img": _picture,
}
