"""Rich text: cleaned on its way into the database, cleaned again on its way to the reader.

`publishing.grammar` brings HTML into the written grammar, nh3 has the last word on every tag, attribute and class.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from itertools import groupby

import nh3
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.safestring import SafeString, mark_safe

from publishing.editor import editor_widget
from publishing.grammar import ATTRIBUTES, CLASSES, INLINE, TAGS, VIDEOS, bring_in
from publishing.markup import Node, read, walk, write
from vietnamese.folding import clean

LONGEST = 1_000_000  # bytes of HTML in a form; the longest book chapter stays below a tenth of it
ROUNDS = 6
MOST_KNOWN = 20_000


def _judge(tag: str, name: str, value: str) -> str | None:
    pattern = ATTRIBUTES.get(tag, {}).get(name)
    return value if name == "class" or (pattern and pattern.fullmatch(value)) else None


CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    allowed_classes=CLASSES,
    attribute_filter=_judge,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,  # the grammar writes it
)
ANY_TAG = re.compile(r"<[a-z!/?]", re.IGNORECASE)

_known_clean: set[bytes] = set()  # digests: what is clean once is clean for the life of the process


def clean_html(source: str) -> str:
    """The part of any HTML that the body grammar allows; what is clean already comes back as it is.

    Plain text becomes paragraphs. Takes time in proportion to the length, whatever the text.
    """
    source = str(source or "")
    if _digest(source) in _known_clean:
        return source
    cleaned = _settled(source)
    if len(_known_clean) >= MOST_KNOWN:
        _known_clean.clear()
    _known_clean.add(_digest(cleaned))
    return cleaned


def _digest(source: str) -> bytes:
    return blake2b(source.encode(errors="surrogatepass"), digest_size=16).digest()


def _settled(source: str) -> str:
    """Clean until nothing changes any more; what never settles is kept as plain text."""
    if not ANY_TAG.search(source):
        return _once(_typed(html.unescape(source)))
    for _ in range(ROUNDS):
        cleaned = _once(source)
        if cleaned == source:
            return cleaned
        source = cleaned
    return _once(_typed(_lines(bring_in(read(source)))))


def _once(source: str) -> str:
    return CLEANER.clean("\n".join(write([block]) for block in bring_in(read(source))))


def _typed(text: str) -> str:
    """HTML of text as it is typed where there is no editor: an empty line parts paragraphs, a new line stays one."""
    lines = [" ".join(line.split()) for line in clean(text).splitlines()]
    paragraphs = [list(group) for has_text, group in groupby(lines, key=bool) if has_text]
    return "".join(f"<p>{'<br>'.join(map(html.escape, paragraph))}</p>" for paragraph in paragraphs)


# What readers get


def shown(source: str, stand_in: Callable[[Node, Node | None], SafeString | None] | None = None) -> SafeString:
    """A rich text for a page: the only HTML from the database that templates print unescaped.

    `stand_in` takes a picture (`<img data-image>`) or a video (`<figure data-video>`, `<figure data-youtube>`) and the
    element it is in, and gives what is printed in its place; None leaves it out, and the figure round it with it.
    """
    cleaned = clean_html(source)
    if any(tag in cleaned for tag in ("<img", "<figure", "<table")):
        cleaned = write(_for_reading(read(cleaned), None, stand_in or (lambda node, parent: None)))
    return mark_safe(cleaned)  # noqa: S308 -- the one place: the grammar and nh3 have judged it


def _for_reading(nodes, parent, stand_in):
    found = []
    for node in nodes:
        if isinstance(node, str):
            found.append(node)
        elif node.tag == "img":
            found += filter(None, [stand_in(node, parent)])
        elif VIDEOS & node.attributes.keys():
            found += _video(node, stand_in(node, parent))
        else:
            children = _for_reading(node.children, node, stand_in)
            found += _framed(Node(node.tag, node.attributes, children))
    return found


def _video(figure, stand_in):
    shown_attributes = {"class": figure.attributes["class"]}
    return [Node("figure", shown_attributes, [stand_in, *figure.children])] if stand_in else []


def _framed(node):
    """The element as readers get it: a wide table scrolls by itself, what has lost its pictures is not there."""
    if node.tag == "table":
        frame = {"class": "table", "role": "region", "aria-label": "Bảng", "tabindex": "0"}
        return [Node("div", frame, [node])]
    if node.tag == "a" and not node.children:
        return []
    is_gallery = node.attributes.get("class") == "gallery"
    if (node.tag == "figure" or is_gallery) and not _has_picture(node):
        return []
    return [node]


def _has_picture(node):
    return any(
        _has_picture(child) if isinstance(child, Node) else hasattr(child, "__html__") for child in node.children
    )


def named(source: str, attribute: str) -> list[int]:
    """The numbers a rich text names in `data-image` or `data-video`, in order."""
    nodes = walk(read(clean_html(source)))
    return [int(node.attributes[attribute]) for node in nodes if attribute in node.attributes]


def plain_text(source: str) -> str:
    """What can be read of a rich text, a line a block, without the numbers of footnotes."""
    return _lines(read(clean_html(source)))


def _lines(nodes: Iterable[Node | str]) -> str:
    lines = "".join(_texts(nodes)).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _texts(nodes: Iterable[Node | str]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif not node.attributes.get("href", "").startswith("#fn"):
            yield from _texts(node.children)
            yield "" if node.tag in INLINE - {"br"} else "\n"


def is_blank(source: str) -> bool:
    """Whether nothing is left for a reader: no word, no picture, no video."""
    nodes = read(clean_html(source))
    return not _lines(nodes) and not any(node.tag in {"img", "figure"} for node in walk(nodes))


# The field


class RichTextFormField(forms.CharField):
    """Takes HTML of any kind up to a length, gives what the grammar allows of it."""

    def clean(self, value):
        size = len((value or "").encode(errors="replace"))
        if size > LONGEST:
            raise ValidationError(
                f"Nội dung dài {size / 1e6:.1f} MB, nhiều nhất là {LONGEST / 1e6:.0f} MB. "
                "Hãy chia thành nhiều bài, hoặc đưa phần dài vào tệp đính kèm.".replace(".", ",", 1),
                code="too_long",
            )
        return super().clean(clean_html(value or ""))

    def has_changed(self, initial, data):
        return clean_html(initial or "") != clean_html(data or "")


class RichTextField(models.TextField):
    """A text column that holds clean HTML, however it is written: form, code, `update()`, bulk or loaddata.

    An expression of the database (`Value`, `Concat` …) passes it by; `shown` cleans again for that reason.
    """

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, instance, add):
        value = super().pre_save(instance, add)
        if isinstance(value, str):
            value = clean_html(value)
            setattr(instance, self.attname, value)
        return value

    def get_db_prep_save(self, value, connection):
        return super().get_db_prep_save(clean_html(value) if isinstance(value, str) else value, connection)

    def clean(self, value, model_instance):
        return super().clean(clean_html(value) if isinstance(value, str) else value, model_instance)

    def formfield(self, **kwargs):
        return super().formfield(**{**kwargs, "form_class": RichTextFormField, "widget": editor_widget()})
