"""What differs between two texts of a thing, for people to read: words marked where they stand in the text.

Rich texts are compared block by block and then word by word, never as HTML; pictures, videos, albums and the addresses
of links count as words. What comes out is HTML made here alone, every word escaped.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from publishing.grammar import INLINE, MARKS
from publishing.markup import Node, read
from publishing.revisions import Text, versioned
from publishing.richtext import RichTextField, clean_html

WORD = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
ALIKE = 0.3  # share of common words from which on two paragraphs are shown as one that was changed
SHOWN_AROUND = 1  # paragraphs left as they were that are shown before and after a changed one
LONG = 2000  # words from which on difflib may take its short cuts
NOTHING = "(để trống)"
KINDS = {
    **dict.fromkeys(("h2", "h3", "h4", "caption", "th"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    "td": "cell",
    "blockquote": "quote",
    "figcaption": "quote",
}


@dataclass(frozen=True)
class Word:
    """One word with what follows upon it; two are the same when they read and look the same."""

    text: str
    marks: tuple = ()

    def __eq__(self, other):
        return (self.text.strip(), self.marks) == (other.text.strip(), other.marks)

    def __hash__(self):
        return hash((self.text.strip(), self.marks))


@dataclass(frozen=True)
class Block:
    kind: str
    words: tuple

    @property
    def is_blank(self):
        return not any(word.text.strip() for word in self.words)


@dataclass(frozen=True)
class FieldDifference:
    """A field in which two texts differ: its name for people, and the difference as HTML."""

    name: str
    label: str
    html: SafeString


def between(thing, old: Text, new: Text) -> list[FieldDifference]:
    """The fields in which two texts of a thing differ, in the thing's own order."""
    found = []
    for column in versioned(thing):
        before, after = _kept(old, column), _kept(new, column)
        if before != after:
            names = {**old.names.get(column.name, {}), **new.names.get(column.name, {})}
            label = column.verbose_name.capitalize()
            found.append(FieldDifference(column.name, label, _of_values(column, before, after, names)))
    return found


def of_both(column, theirs, mine) -> SafeString:
    """What somebody else wrote into a column, in full, and how it becomes what was typed here.

    Values as a Text holds them; `mine` None where what was typed cannot be read.
    """
    whole = format_html('<p class="theirs">Bản của họ: <strong>{}</strong></p>', in_full(column, theirs))
    if mine is None:
        return whole
    marked = _of_values(column, theirs, mine, {})
    return format_html('{}<p class="unchanged">Từ bản của họ đến bản của bạn:</p>{}', whole, marked)


def in_full(column, value) -> str:
    """A value, as a Text holds it, for people to read."""
    if column.remote_field:
        return ", ".join(_named(column, value, {})) or NOTHING
    return NOTHING if value in (None, "") else _as_read(column, value)


def _kept(text, column):
    """What a text holds of a column; in one older than the column, what it is without being given."""
    return text.content.get(column.name, [] if column.many_to_many else column.get_default())


def _of_values(column, before, after, names):
    if isinstance(column, RichTextField):
        return of_blocks(_blocks_of_html(before), _blocks_of_html(after))
    if column.remote_field:
        return _of_lists(*(_named(column, value, names) for value in (before, after)))
    if isinstance(column, models.JSONField):
        return of_blocks(*(_blocks_of_lines("\n".join((value or {}).values())) for value in (before, after)))
    if isinstance(column, models.CharField | models.TextField) and not column.choices:
        return of_blocks(_blocks_of_lines(before), _blocks_of_lines(after))
    return _of_lists(*([_as_read(column, value)] if value not in (None, "") else [] for value in (before, after)))


def _named(column, value, names):
    pks = value if isinstance(value, list) else [value] if value else []
    unknown = [pk for pk in pks if str(pk) not in names]
    known = {**names, **{str(pk): str(one) for pk, one in column.related_model._base_manager.in_bulk(unknown).items()}}
    return [known.get(str(pk), f"mã số {pk}") for pk in pks]


def _as_read(column, value):
    value = column.to_python(value) if not isinstance(column, models.FileField) else value
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "có" if value else "không"
    if hasattr(value, "hour"):
        return date_format(timezone.localtime(value), "H:i d/m/Y")
    return date_format(value, "d/m/Y") if hasattr(value, "year") else str(value)


def _of_lists(before, after):
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    marked = []
    for act, i, j, k, m in matcher.get_opcodes():
        marked += [(format_html("<del>{}</del>", one),) for one in before[i:j] if act != "equal"]
        pattern = "{}" if act == "equal" else "<ins>{}</ins>"
        marked += [(format_html(pattern, one),) for one in after[k:m]]
    return format_html("<p>{}</p>", format_html_join(", ", "{}", marked))


# Texts as blocks of words


def _blocks_of_lines(text):
    return [Block("", tuple(map(Word, WORD.findall(line)))) for line in str(text or "").splitlines() if line.strip()]


def _blocks_of_html(source):
    blocks, run = [], []
    for kind, word in _words(read(clean_html(source or "")), "", ()):
        if word is None:
            blocks.append(Block(kind, tuple(run)))
            run = []
        else:
            run.append(word)
    blocks.append(Block("", tuple(run)))
    return [block for block in blocks if not block.is_blank]


def _words(nodes, kind, marks) -> Iterator:
    """The words of a tree as `(kind of block, Word)`; `(kind, None)` where a block ends."""
    for node in nodes:
        if isinstance(node, str):
            yield from ((kind, Word(text, marks)) for text in WORD.findall(node))
        elif node.tag in INLINE:
            own = (node.tag,) if node.tag in MARKS else ()
            yield from _words(node.children, kind, (*marks, *own))
            yield from ((kind, Word(text, marks)) for text in _instead_of(node))
        else:
            yield kind, None
            yield from ((KINDS.get(node.tag, kind), Word(text)) for text in _instead_of(node))
            own_kind = KINDS.get(node.tag, kind)
            yield from _words(node.children, own_kind, marks)
            yield own_kind, None


def _instead_of(node: Node):
    """What is shown in place of what cannot be read: pictures, videos, albums, where a link leads."""
    shown = {"data-image": "ảnh", "data-video": "video", "data-youtube": "YouTube"}
    shown |= {"data-album": "album ảnh", "href": "liên kết"}
    for attribute, label in shown.items():
        if attribute in node.attributes and not node.attributes[attribute].startswith("#"):
            yield f" [{label}: {node.attributes[attribute]}] "


# Comparing


def of_blocks(before: list[Block], after: list[Block]) -> SafeString:
    """The later text with what was taken out of the earlier one, paragraphs that are the same left out."""
    parts = []
    matcher = SequenceMatcher(None, before, after, autojunk=len(before) > LONG)
    for act, i, j, k, m in matcher.get_opcodes():
        if act == "equal":
            parts += _unchanged(after[k:m], is_first=k == 0, is_last=m == len(after))
        else:
            parts += [_changed(old, new) for old, new in zip_longest(before[i:j], after[k:m])]
    if before == after:
        parts = [format_html("<p>{}</p>", "Chữ không đổi; chỉ khác cách trình bày (căn lề, khung, bảng).")]
    return format_html_join("\n", "{}", ((part,) for part in parts))


def _unchanged(blocks, *, is_first, is_last):
    head = [] if is_first else blocks[:SHOWN_AROUND]
    tail = [] if is_last else blocks[max(len(head), len(blocks) - SHOWN_AROUND) :]
    left_out = len(blocks) - len(head) - len(tail)
    rest = [format_html('<p class="unchanged">… {} đoạn không đổi …</p>', left_out)] if left_out else []
    return [*map(_plain, head), *rest, *map(_plain, tail)]


def _plain(block):
    return _paragraph(block.kind, _run(block.words))


def _changed(old, new):
    if old and new:
        matcher = SequenceMatcher(None, old.words, new.words, autojunk=len(old.words) > LONG)
        if matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE:
            return _paragraph(new.kind, _marked(matcher, old.words, new.words))
    gone = _paragraph(old.kind, format_html("<del>{}</del>", _run(old.words))) if old else ""
    come = _paragraph(new.kind, format_html("<ins>{}</ins>", _run(new.words))) if new else ""
    return format_html("{}{}", gone, come)


def _marked(matcher, old, new):
    parts = []
    for act, i, j, k, m in matcher.get_opcodes():
        if act == "equal":
            parts.append(_run(new[k:m]))
            continue
        parts += [format_html("<del>{}</del>", _run(old[i:j]))] if j > i else []
        parts += [format_html("<ins>{}</ins>", _run(new[k:m]))] if m > k else []
    return format_html_join("", "{}", ((part,) for part in parts))


def _run(words):
    pieces = []
    for word in words:
        piece = escape(word.text)
        for mark in reversed(word.marks):
            piece = format_html(f"<{mark}>{{}}</{mark}>", piece)
        pieces.append((piece,))
    return format_html_join("", "{}", pieces)


def _paragraph(kind, content):
    return format_html('<p class="{}">{}</p>', kind, content) if kind else format_html("<p>{}</p>", content)
