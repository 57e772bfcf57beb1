"""The differences between two texts of a thing, for display: changed words are marked in their context.

Rich texts are compared block by block and then word by word, never as HTML; pictures, videos, albums and the addresses
of links count as words. The result is HTML made here alone, every word escaped.
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

from publishing.html_tree import Node, parse_html
from publishing.models import TextSnapshot, versioned_columns
from publishing.richtext import RichTextField, clean_html
from publishing.richtext_grammar import INLINE, MARKS

WORD = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
MIN_SIMILARITY = 0.3  # share of common words above which two paragraphs are shown as one that was changed
CONTEXT_PARAGRAPHS = 1  # unchanged paragraphs that are shown before and after a changed one
AUTOJUNK_WORDS = 2000  # above so many words difflib uses its `autojunk` heuristic
EMPTY_LABEL = "(để trống)"
BLOCK_KINDS = {
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


def between(thing, old: TextSnapshot, new: TextSnapshot) -> list[FieldDifference]:
    """The fields in which two texts of a thing differ, in the thing's own order."""
    found = []
    for column in versioned_columns(thing):
        before, after = old.content[column.name], new.content[column.name]
        if before != after:
            names = {**old.names.get(column.name, {}), **new.names.get(column.name, {})}
            label = column.verbose_name.capitalize()
            found.append(FieldDifference(column.name, label, _diff_values(column, before, after, names)))
    return found


def theirs_and_difference(column, theirs, mine, name="bản của họ") -> SafeString:
    """What somebody else wrote into a column, in full, and its difference from what was typed here.

    Values as a TextSnapshot holds them; `mine` None where what was typed cannot be read. `name` is what their text is
    called.
    """
    called = f"{name[:1].upper()}{name[1:]}"
    whole = format_html('<p class="theirs">{}: <strong>{}</strong></p>', called, full_value(column, theirs))
    if mine is None:
        return whole
    marked = _diff_values(column, theirs, mine, {})
    return format_html('{}<p class="unchanged">Từ {} đến bản của bạn:</p>{}', whole, name, marked)


def full_value(column, value) -> str:
    """A value, as a TextSnapshot holds it, for people to read."""
    if column.remote_field:
        return ", ".join(_related_labels(column, value, {})) or EMPTY_LABEL
    return EMPTY_LABEL if value in (None, "") else _display_value(column, value)


def _diff_values(column, before, after, names):
    if isinstance(column, RichTextField):
        return diff_blocks(_blocks_of_html(before), _blocks_of_html(after))
    if column.remote_field:
        return _diff_lists(*(_related_labels(column, value, names) for value in (before, after)))
    if isinstance(column, models.JSONField):
        return diff_blocks(*(_blocks_of_lines("\n".join((value or {}).values())) for value in (before, after)))
    if isinstance(column, models.CharField | models.TextField) and not column.choices:
        return diff_blocks(_blocks_of_lines(before), _blocks_of_lines(after))
    return _diff_lists(
        *([_display_value(column, value)] if value not in (None, "") else [] for value in (before, after))
    )


def _related_labels(column, value, names):
    pks = value if isinstance(value, list) else [value] if value else []
    unknown = [pk for pk in pks if str(pk) not in names]
    known = {**names, **{str(pk): str(one) for pk, one in column.related_model._base_manager.in_bulk(unknown).items()}}
    return [known.get(str(pk), f"mã số {pk}") for pk in pks]


def _display_value(column, value):
    value = column.to_python(value) if not isinstance(column, models.FileField) else value
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "có" if value else "không"
    if hasattr(value, "hour"):
        return date_format(timezone.localtime(value), "H:i d/m/Y")
    return date_format(value, "d/m/Y") if hasattr(value, "year") else str(value)


def _diff_lists(before, after):
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
    for kind, word in _words(parse_html(clean_html(source or "")), "", ()):
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
            yield from ((kind, Word(text, marks)) for text in _media_labels(node))
        else:
            yield kind, None
            yield from ((BLOCK_KINDS.get(node.tag, kind), Word(text)) for text in _media_labels(node))
            own_kind = BLOCK_KINDS.get(node.tag, kind)
            yield from _words(node.children, own_kind, marks)
            yield own_kind, None


def _media_labels(node: Node):
    """Labels shown for what has no text: pictures, videos, albums, the targets of links."""
    shown = {"data-image": "ảnh", "data-video": "video", "data-youtube": "YouTube"}
    shown |= {"data-album": "album ảnh", "href": "liên kết"}
    for attribute, label in shown.items():
        if attribute in node.attributes and not node.attributes[attribute].startswith("#"):
            yield f" [{label}: {node.attributes[attribute]}] "


# Comparing


def diff_blocks(before: list[Block], after: list[Block]) -> SafeString:
    """The later text with the words deleted from the earlier one; unchanged paragraphs are left out."""
    parts = []
    matcher = SequenceMatcher(None, before, after, autojunk=len(before) > AUTOJUNK_WORDS)
    for act, i, j, k, m in matcher.get_opcodes():
        if act == "equal":
            parts += _unchanged_blocks(after[k:m], is_first=k == 0, is_last=m == len(after))
        else:
            parts += [_changed_paragraph(old, new) for old, new in zip_longest(before[i:j], after[k:m])]
    if before == after:
        parts = [format_html("<p>{}</p>", "Chữ không đổi; chỉ khác cách trình bày (căn lề, khung, bảng).")]
    return format_html_join("\n", "{}", ((part,) for part in parts))


def _unchanged_blocks(blocks, *, is_first, is_last):
    head = [] if is_first else blocks[:CONTEXT_PARAGRAPHS]
    tail = [] if is_last else blocks[max(len(head), len(blocks) - CONTEXT_PARAGRAPHS) :]
    left_out = len(blocks) - len(head) - len(tail)
    rest = [format_html('<p class="unchanged">… {} đoạn không đổi …</p>', left_out)] if left_out else []
    return [*map(_unchanged_paragraph, head), *rest, *map(_unchanged_paragraph, tail)]


def _unchanged_paragraph(block):
    return _paragraph(block.kind, _words_html(block.words))


def _changed_paragraph(old, new):
    if old and new:
        matcher = SequenceMatcher(None, old.words, new.words, autojunk=len(old.words) > AUTOJUNK_WORDS)
        if matcher.quick_ratio() >= MIN_SIMILARITY and matcher.ratio() >= MIN_SIMILARITY:
            return _paragraph(new.kind, _changed_words(matcher, old.words, new.words))
    gone = _paragraph(old.kind, format_html("<del>{}</del>", _words_html(old.words))) if old else ""
    come = _paragraph(new.kind, format_html("<ins>{}</ins>", _words_html(new.words))) if new else ""
    return format_html("{}{}", gone, come)


def _changed_words(matcher, old, new):
    parts = []
    for act, i, j, k, m in matcher.get_opcodes():
        if act == "equal":
            parts.append(_words_html(new[k:m]))
            continue
        parts += [format_html("<del>{}</del>", _words_html(old[i:j]))] if j > i else []
        parts += [format_html("<ins>{}</ins>", _words_html(new[k:m]))] if m > k else []
    return format_html_join("", "{}", ((part,) for part in parts))


def _words_html(words):
    pieces = []
    for word in words:
        piece = escape(word.text)
        for mark in reversed(word.marks):
            piece = format_html(f"<{mark}>{{}}</{mark}>", piece)
        pieces.append((piece,))
    return format_html_join("", "{}", pieces)


def _paragraph(kind, content):
    return format_html('<p class="{}">{}</p>', kind, content) if kind else format_html("<p>{}</p>", content)
