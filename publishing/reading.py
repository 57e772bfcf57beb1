"""A clean text on its way to the reader.

Headings can be jumped to, tables scroll by themselves, links of footnotes say where they lead, and what the text only
names by its number is put in its place.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.safestring import SafeString

from publishing.grammar import EMBEDDED, INLINE, embedded_in
from publishing.markup import Node
from vietnamese.slugs import slugify

FEWEST_HEADINGS = 3  # of a text that gets a list of contents
LONGEST_NAME = 60  # characters of a heading's id
HEADINGS = {"h2": 2, "h3": 3}

StandIn = Callable[[Node, Node | None], SafeString | None]


@dataclass
class Heading:
    """A line of the list of contents: of level 2 or 3, with those of level 3 under it."""

    level: int
    id: str
    text: str
    inner: "list[Heading]" = field(default_factory=list)


class ForReaders:
    """The blocks of one text as readers get them, in `blocks`; its headings in `contents` when they are not few."""

    def __init__(self, nodes: Iterable[Node | str], stand_in: StandIn):
        self._stand_in = stand_in
        self._tables = 0
        self.contents: list[Heading] = []
        headings = [node for node in nodes if isinstance(node, Node) and node.tag in HEADINGS]
        self._name(headings)
        if len(headings) < FEWEST_HEADINGS:
            self.contents = []
        self.blocks = self._within(nodes, None)

    def _name(self, headings):
        """Give headings their ids: `muc-` keeps them apart from those of the page, footnotes have `fn-`."""
        taken = set()
        for node in headings:
            text = " ".join(lines_of([node]).split())
            stem = name = "muc-" + (slugify(text, max_length=LONGEST_NAME) or "khong-ten")
            number = 1
            while name in taken:
                number += 1
                name = f"{stem}-{number}"
            taken.add(name)
            node.attributes["id"] = name
            self._list(Heading(HEADINGS[node.tag], name, text))

    def _list(self, heading):
        above = self.contents[-1] if self.contents else None
        siblings = above.inner if above and heading.level > above.level else self.contents
        siblings.append(heading)

    def _within(self, nodes, parent):
        found = []
        for node in nodes:
            found += [node] if isinstance(node, str) else self._shown(node, parent)
        return found

    def _shown(self, node, parent):
        if node.tag == "img":
            return self._put_in(node, parent)
        if name := embedded_in(node.attributes):
            found = self._put_in(node, parent)
            return found and [Node("figure", {"class": EMBEDDED[name]}, found + self._within(node.children, node))]
        attributes = DRESSES.get(node.tag, _as_it_is)(node)
        label = self._label(node) if node.tag == "table" else ""
        shown = Node(node.tag, attributes, self._within(node.children, node))
        if node.tag == "figcaption":
            shown.children += self._put_in(node, parent)
        if label:
            frame = {"class": "table", "role": "region", "aria-label": label, "tabindex": "0"}
            return [Node("div", frame, [shown])]
        return [] if _has_lost_its_pictures(shown) else [shown]

    def _put_in(self, node, parent):
        return list(filter(None, [self._stand_in(node, parent)]))

    def _label(self, table):
        self._tables += 1
        captions = [child for child in table.children if isinstance(child, Node) and child.tag == "caption"]
        return " ".join(lines_of(captions).split()) or f"Bảng {self._tables}"


def _as_it_is(node):
    return node.attributes


def _link(node):
    href = node.attributes.get("href", "")
    if href.startswith("#fn"):
        return {**node.attributes, **_note_link(node, href)}
    if href.lower().startswith("http") and not f"{href}/".startswith(f"{settings.SITE_URL}/"):
        return {**node.attributes, "rel": "external noopener"}
    return node.attributes


def _note_link(node, href):
    """Say where a mere number or arrow leads, for those who hear it."""
    kind, _, number = href.removeprefix("#").partition("-")
    if kind == "fn":
        return {"role": "doc-noteref", "aria-label": f"Chú thích {lines_of(node.children) or number}"}
    return {"role": "doc-backlink", "aria-label": f"Về chỗ ghi chú thích {number} trong bài"}


def _list_of_notes(node):
    is_notes = node.attributes.get("class") == "footnotes"
    return {**node.attributes, "aria-label": "Chú thích"} if is_notes else node.attributes


def _gallery(node):
    is_gallery = node.attributes.get("class") == "gallery"
    return {**node.attributes, "role": "group", "aria-label": "Bộ ảnh"} if is_gallery else node.attributes


DRESSES = {"a": _link, "ol": _list_of_notes, "div": _gallery}


def _has_lost_its_pictures(node):
    """Whether a figure, a gallery or a link round a picture has nothing to show any more."""
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


def lines_of(nodes: Iterable[Node | str]) -> str:
    """The text of a tree, a line a block, without the numbers of footnotes."""
    lines = "".join(_texts(nodes)).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _texts(nodes: Iterable[Node | str]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif not node.attributes.get("href", "").startswith("#fn"):
            yield from _texts(node.children)
            yield "" if node.tag in INLINE - {"br"} else "\n"
