"""Renders a cleaned text for the page.

Headings get ids, tables can be scrolled, links of footnotes get labels, and embedded media replace their placeholders.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from publishing.absolute_urls import is_external
from publishing.html_tree import Node
from publishing.richtext_grammar import EMBED_CLASSES, INLINE, embed_attribute
from vietnamese.slugs import slugify

MIN_HEADINGS = 3  # a text with so many gets a list of contents
MAX_ID_CHARACTERS = 60  # characters of a heading's id
HEADING_LEVELS = {"h2": 2, "h3": 3}

Placeholder = Callable[[Node, Node | None], SafeString | None]


@dataclass
class Heading:
    """A line of the list of contents: of level 2 or 3, with those of level 3 under it."""

    level: int
    id: str
    text: str
    children: "list[Heading]" = field(default_factory=list)


class RenderedBody:
    """The rendered blocks of one text, in `blocks`; its headings in `contents` if there are at least MIN_HEADINGS."""

    def __init__(self, nodes: Iterable[Node | str], fill_placeholder: Placeholder):
        self._fill_placeholder = fill_placeholder
        self._tables = 0
        self.contents: list[Heading] = []
        headings = [node for node in nodes if isinstance(node, Node) and node.tag in HEADING_LEVELS]
        self._set_heading_ids(headings)
        if len(headings) < MIN_HEADINGS:
            self.contents = []
        self.blocks = self._render_nodes(nodes, None)

    def _set_heading_ids(self, headings):
        """Give headings their ids: `muc-` keeps them apart from those of the page, footnotes have `fn-`."""
        taken = set()
        for node in headings:
            text = " ".join(text_lines([node]).split())
            stem = name = "muc-" + (slugify(text, max_length=MAX_ID_CHARACTERS) or "khong-ten")
            number = 1
            while name in taken:
                number += 1
                name = f"{stem}-{number}"
            taken.add(name)
            node.attributes["id"] = name
            self._add_to_contents(Heading(HEADING_LEVELS[node.tag], name, text))

    def _add_to_contents(self, heading):
        above = self.contents[-1] if self.contents else None
        siblings = above.children if above and heading.level > above.level else self.contents
        siblings.append(heading)

    def _render_nodes(self, nodes, parent):
        found = []
        for node in nodes:
            found += [node] if isinstance(node, str) else self._render_node(node, parent)
        return found

    def _render_node(self, node, parent):
        if node.tag == "img":
            return self._filled(node, parent)
        if name := embed_attribute(node.attributes):
            found = self._filled(node, parent)
            return found and [
                Node("figure", {"class": EMBED_CLASSES[name]}, found + self._render_nodes(node.children, node))
            ]
        attributes = ATTRIBUTE_BUILDERS.get(node.tag, _unchanged)(node)
        label = self._table_label(node) if node.tag == "table" else ""
        shown = Node(node.tag, attributes, self._render_nodes(node.children, node))
        if node.tag == "figcaption":
            shown.children += self._filled(node, parent)
        if label:
            frame = {"class": "table", "role": "region", "aria-label": label, "tabindex": "0"}
            return [Node("div", frame, [shown])]
        return [] if _is_empty_figure(shown) else [shown]

    def _filled(self, node, parent):
        return list(filter(None, [self._fill_placeholder(node, parent)]))

    def _table_label(self, table):
        self._tables += 1
        captions = [child for child in table.children if isinstance(child, Node) and child.tag == "caption"]
        return " ".join(text_lines(captions).split()) or f"Bảng {self._tables}"


def _unchanged(node):
    return node.attributes


def _link(node):
    href = node.attributes.get("href", "")
    if href.startswith("#fn"):
        return {**node.attributes, **_footnote_link(node, href)}
    if is_external(href):
        return {**node.attributes, "rel": "external noopener"}
    return node.attributes


def _footnote_link(node, href):
    """Label a link that is only a number or arrow, for screen readers."""
    kind, _, number = href.removeprefix("#").partition("-")
    if kind == "fn":
        return {"role": "doc-noteref", "aria-label": f"Chú thích {text_lines(node.children) or number}"}
    return {"role": "doc-backlink", "aria-label": f"Về chỗ ghi chú thích {number} trong bài"}


def _footnote_list(node):
    is_notes = node.attributes.get("class") == "footnotes"
    return {**node.attributes, "aria-label": "Chú thích"} if is_notes else node.attributes


def _gallery(node):
    is_gallery = node.attributes.get("class") == "gallery"
    return {**node.attributes, "role": "group", "aria-label": "Bộ ảnh"} if is_gallery else node.attributes


ATTRIBUTE_BUILDERS = {"a": _link, "ol": _footnote_list, "div": _gallery}


def _is_empty_figure(node):
    """Whether a figure, a gallery or a link round a picture is empty now."""
    if node.tag == "a":
        return not node.children
    is_for_pictures = node.tag == "figure" or node.attributes.get("class") == "gallery"
    return is_for_pictures and not _has_picture(node)


def _has_picture(node):
    return any(
        _has_picture(child) if isinstance(child, Node) else hasattr(child, "__html__")
        for child in node.children
        if getattr(child, "tag", "") != "figcaption"
    )


def text_lines(nodes: Iterable[Node | str]) -> str:
    """The text of a tree, one line a block, without the numbers of footnotes."""
    lines = "".join(_texts(nodes)).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _texts(nodes: Iterable[Node | str]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif not node.attributes.get("href", "").startswith("#fn"):
            yield from _texts(node.children)
            yield "" if node.tag in INLINE - {"br"} else "\n"
