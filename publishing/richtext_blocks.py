"""Inline runs and blocks of the body grammar: paragraphs, lists, quotes, boxes, figures.

A handler takes an element whose children are normalised already, and its alignment, and answers the blocks for it.
"""

import re
from dataclasses import replace
from itertools import groupby

from publishing.html_tree import TABLE_PARTS, Node
from publishing.richtext_grammar import (
    EMBED_CLASSES,
    INLINE,
    LISTS,
    PARAGRAPHS,
    embed_attribute,
    is_empty,
    is_inline,
    tag_of,
)

# runs of spaces become one; a no-break space is kept only between letters (editors leave them at the ends of words)
SPACES = re.compile(r"[ \xa0\t\n\r\f\v]{2,}|[\t\n\r\f\v]|\A\xa0|\xa0\Z")
MAX_TEXT_CHARACTERS = 20_000  # characters without a tag


def merged_texts(nodes):
    """Merge neighbouring texts and runs of spaces."""
    joined = []
    for is_text, group in groupby(nodes, key=lambda node: isinstance(node, str)):
        joined += _split_long_text(SPACES.sub(" ", "".join(group))) if is_text else group
    return joined


def _split_long_text(text):
    """Split a text by line breaks: nh3 takes time with the square of a text's length."""
    pieces = [text[start : start + MAX_TEXT_CHARACTERS] for start in range(0, len(text), MAX_TEXT_CHARACTERS)]
    return [node for piece in pieces for node in (Node("br"), piece)][1:]


def as_blocks(children, align=None):
    """A list of blocks: inline runs become paragraphs, what cannot be a block of its own is wrapped."""
    blocks = []
    for kind, group in groupby(children, key=_run_kind):
        run = list(group)
        if kind == "inline":
            blocks += _paragraphs(Node("p"), run)
        elif kind == "li":
            blocks.append(Node("ul", {}, run))
        elif kind == "part":
            blocks += [block for part in run for block in as_blocks(part.children)]
        else:
            blocks += run
    for block in blocks:
        if align and block.tag in PARAGRAPHS:
            block.attributes.setdefault("class", align)
    return _merged_boxes(blocks)


def _merged_boxes(blocks):
    """Merge adjacent boxes of one kind: the editor puts a box round each paragraph."""
    merged = []
    for block in blocks:
        before = merged[-1] if merged else None
        if block.tag == "div" and before and (before.tag, before.attributes) == ("div", block.attributes):
            before.children += block.children
        else:
            merged.append(block)
    return merged


def _run_kind(node):
    if is_inline(node):
        return "inline"
    if node.tag == "li":
        return "li"
    return "part" if node.tag in TABLE_PARTS or node.tag == "figcaption" else "block"


def _paragraphs(like, run):
    """Split an inline run into paragraphs at double line breaks; pictures that are alone become blocks."""
    paragraphs = []
    for piece in _split_at_line_breaks(run):
        if piece and all(_is_picture(node) for node in piece):
            paragraphs += [Node("figure", {}, [node]) for node in piece if isinstance(node, Node)]
        elif not is_empty(piece):
            paragraphs.append(Node(like.tag, dict(like.attributes), piece))
    return paragraphs


def _split_at_line_breaks(run):
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


def unwrapped(children):
    """The content of a list item or cell: inline nodes where possible, a single first paragraph without its `<p>`."""
    if all(map(is_inline, children)):
        return _trimmed(children)
    blocks = as_blocks(children)
    is_bare = blocks and blocks[0].tag == "p" and not blocks[0].attributes
    if is_bare and all(block.tag in LISTS for block in blocks[1:]):
        return blocks[0].children + blocks[1:]
    return blocks


def _paragraph(node, align):
    found = []
    for inline, group in groupby(node.children, key=is_inline):
        found += _paragraphs(node, list(group)) if inline else group
    return found


def _item(node, align):
    node.children = unwrapped(node.children)
    return [] if all(map(is_inline, node.children)) and is_empty(node.children) else [node]


def _list(node, align):
    items = []
    for kind, group in groupby(node.children, key=tag_of):
        run = list(group)
        if kind == "li":
            items += run
        elif kind in LISTS and items:
            items[-1].children += run
        else:
            items += _item(Node("li", {}, run), None)
    return [replace(node, children=items)] if items else []


def _caption(node, align):
    blocks = as_blocks(node.children)
    node.children = _trimmed(merged_texts(piece for block in blocks for piece in [*_inline_of(block), " "]))
    return [] if is_empty(node.children) else [node]


def _inline_of(block):
    return [piece for node in block.children for piece in ([node] if is_inline(node) else _inline_of(node))]


def _quote(node, align):
    node.children = as_blocks(node.children)
    return [node] if node.children else []


def _box(node, align):
    blocks = as_blocks(node.children, align)
    name = node.attributes.get("class")
    if not name or not blocks:
        return blocks
    if name != "gallery":
        return [replace(node, children=blocks)]
    pictures = [
        Node("figure", {}, [child]) if child.tag in INLINE else child for child in node.children if _in_gallery(child)
    ]
    others = as_blocks(child for child in node.children if not _in_gallery(child))
    return [replace(node, children=pictures), *others] if pictures else others


def _in_gallery(node):
    return isinstance(node, Node) and (node.tag == "figure" or _is_picture(node))


def _picture(node, align):
    return [node] if "data-image" in node.attributes else []


def _figure(node, align):
    captions = [child for child in node.children if tag_of(child) == "figcaption"]
    if name := embed_attribute(node.attributes):
        return [Node("figure", {"class": EMBED_CLASSES[name], name: node.attributes[name]}, captions[:1])]
    if node.attributes.get("class") in EMBED_CLASSES.values():
        del node.attributes["class"]
    blocks = as_blocks(child for child in node.children if tag_of(child) != "figcaption")
    pictures = [child for block in blocks for child in block.children]
    if not blocks or any(block.tag != "figure" for block in blocks) or not all(map(_is_picture, pictures)):
        return blocks + as_blocks(captions)
    return [replace(node, children=pictures + captions[:1])]


HANDLERS = {
    **dict.fromkeys(PARAGRAPHS, _paragraph),
    **dict.fromkeys(LISTS, _list),
    **dict.fromkeys(["caption", "figcaption"], _caption),
    "li": _item,
    "blockquote": _quote,
    "div": _box,
    "figure": _figure,
    "img": _picture,
}
