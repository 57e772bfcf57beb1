"""How other HTML, with its styles and foreign tags, is normalised to the body grammar (`richtext_grammar`)."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from publishing import richtext_blocks, richtext_tables
from publishing.html_tree import BLOCKS, Node, walk
from publishing.richtext_blocks import as_blocks, merged_texts
from publishing.richtext_grammar import (
    ALIGNMENT,
    ATTRIBUTES,
    CLASSES,
    EMBED_CLASSES,
    MARKS,
    embed_attribute,
    has_words,
    is_empty,
    is_inline,
)

BLOCK_HANDLERS = {**richtext_blocks.HANDLERS, **richtext_tables.HANDLERS}
RENAMED_TAGS = {
    "b": "strong", "i": "em", "strike": "s", "del": "s", "ins": "u", "cite": "em", "h1": "h2", "h5": "h4", "h6": "h4",
    "dir": "ul", "menu": "ul",
}  # fmt: skip
DROPPED_TAGS = frozenset(
    """applet audio button canvas datalist math noembed noframes noscript object optgroup option plaintext script select
    style svg template textarea title video xml xmp""".split()
)
YOUTUBE = re.compile(r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{11})\b", re.ASCII)
MS_WORD_FOOTNOTE = re.compile(r"(#?)_ftn(ref)?(\d{1,3})")
DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;]+)")
BOLD_BY_DEFAULT = {"h2", "h3", "h4", "th"}
REDUNDANT_MARKS = {("strong", tag) for tag in BOLD_BY_DEFAULT}


def normalize_tree(nodes: Iterable[Node | str]) -> list[Node | str]:
    """Normalise a parsed tree to the grammar: a list of blocks."""
    body = as_blocks(_normalized_children(nodes, frozenset()))
    seen = set()
    for node in walk(body):
        if (name := node.attributes.get("id")) in seen:
            del node.attributes["id"]
        elif name:
            seen.add(name)
    return body


def _normalized_children(nodes, inside):
    return merged_texts(found for node in nodes for found in _normalized_node(node, inside))


def _normalized_node(node, inside):
    """The nodes for one node: itself, nothing, or its children."""
    if isinstance(node, str):
        return [node]
    tag = RENAMED_TAGS.get(node.tag, node.tag)
    style = _style(node)
    if tag in DROPPED_TAGS or style.get("display") == "none" or style.get("mso-hide") == "all":
        return []
    if tag == "iframe":
        return _iframe(node)
    align = _alignment(node, style)
    attributes = _attributes(tag, node, align)
    if tag in MARKS or tag in {"a", "span"}:
        return _inline(node, tag, attributes, style, inside)
    children = _children_in_marks(node, [mark for mark in _marks(style) if (mark, tag) not in REDUNDANT_MARKS], inside)
    if handler := BLOCK_HANDLERS.get(tag):
        return handler(Node(tag, attributes, children), align)
    if tag in {"br", "hr"}:
        return [Node(tag)]
    return as_blocks(children, align) if tag in BLOCKS else children


def _iframe(node):
    found = YOUTUBE.match(node.attributes.get("src", ""))
    return [Node("figure", {"class": "video", "data-youtube": found[1]})] if found else []


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
    children = _children_in_marks(node, marks, inside | {tag} if is_wanted else inside)
    return _wrap_inline(Node(tag, attributes), children) if is_wanted else children


def _children_in_marks(node, marks, inside):
    """The children of a node, wrapped in the inline elements that its style implies."""
    marks = [mark for mark in marks if mark not in inside]
    children = _normalized_children(node.children, inside.union(marks))
    for mark in marks:
        children = _wrap_inline(Node(mark), children)
    return children


def _wrap_inline(wrapper, children):
    """Inline children within copies of the wrapper; blocks among them take it inside."""
    found = []
    for inline, group in groupby(children, key=is_inline):
        run = list(group)
        if not inline:
            found += [_wrap_inside_block(block, wrapper) for block in run]
        elif (is_empty(run) or _is_unreadable_link(wrapper, run)) and "id" not in wrapper.attributes:
            found += run
        else:
            found.append(Node(wrapper.tag, dict(wrapper.attributes), run))
    return found


def _is_unreadable_link(wrapper, children):
    """Whether nobody sees where a link is, as on a full stop: what spam is hidden behind."""
    is_link = wrapper.tag == "a" and not wrapper.attributes.get("href", "").startswith("#")
    return is_link and not has_words(children)


def _wrap_inside_block(block, wrapper):
    if block.tag == "figure" or (wrapper.tag, block.tag) in REDUNDANT_MARKS:
        return block
    return replace(block, children=_wrap_inline(wrapper, block.children))


def _marks(style):
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
    named = style.get("text-align") or node.attributes.get("align", "").lower()
    if node.tag == "center" or named == "center" or "align-center" in node.attributes.get("class", "").split():
        return "align-center"
    return "align-right" if named == "right" or "align-right" in node.attributes.get("class", "").split() else None


def _attributes(tag, node, align):
    given = dict(node.attributes)
    if tag == "a":
        given["href"] = MS_WORD_FOOTNOTE.sub(r"\1fn\2-\3", given.get("href", "").strip().replace(" ", "%20"))
        given["id"] = given.get("id") or MS_WORD_FOOTNOTE.sub(r"\1fn\2-\3", given.get("name", ""))
        given["rel"] = "noopener" if given["href"].lower().startswith("http") else ""
    allowed = CLASSES.get(tag, set())
    classes = [name for name in given.get("class", "").split() if name in allowed - ALIGNMENT]
    if align in allowed:
        classes = [align]
    elif tag == "figure" and (name := embed_attribute(given)):
        classes = [EMBED_CLASSES[name]]
    kept = {"class": classes[0]} if classes else {}
    for name, pattern in ATTRIBUTES.get(tag, {}).items():
        if name in given and pattern.fullmatch(given[name]):
            kept[name] = given[name]
    return kept
