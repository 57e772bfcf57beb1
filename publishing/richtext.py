"""Rich text: cleaned on its way into the database, cleaned again on its way to the reader.

`publishing.grammar` brings HTML into the written grammar, nh3 has the last word on every tag, attribute and class.
"""

import html
import re
from hashlib import blake2b
from itertools import groupby

import nh3
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.safestring import SafeString

from publishing.editor import editor_widget
from publishing.grammar import ATTRIBUTES, CLASSES, TAGS, bring_in
from publishing.markup import read, walk, write
from publishing.reading import ForReaders, StandIn, lines_of
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
    return _once(_typed(lines_of(bring_in(read(source)))))


def _once(source: str) -> str:
    return CLEANER.clean("\n".join(write([block]) for block in bring_in(read(source))))


def _typed(text: str) -> str:
    """HTML of text as it is typed where there is no editor: an empty line parts paragraphs, a new line stays one."""
    lines = [" ".join(line.split()) for line in clean(text).splitlines()]
    paragraphs = [list(group) for has_text, group in groupby(lines, key=bool) if has_text]
    return "".join(f"<p>{'<br>'.join(map(html.escape, paragraph))}</p>" for paragraph in paragraphs)


# What readers get


class ShownText(SafeString):
    """A text for a page, with its list of contents: some `publishing.reading.Heading`, or none."""

    contents: list = ()


class Body:
    """A rich text that is read once, for what it names and for what is shown of it."""

    def __init__(self, source: str):
        self.source = clean_html(source)
        self.nodes = read(self.source)

    def named(self, attribute: str) -> list[int]:
        """The numbers that stand in `data-image`, `data-video` or `data-album`, in order."""
        return [int(node.attributes[attribute]) for node in walk(self.nodes) if attribute in node.attributes]

    def shown(self, stand_in: StandIn = lambda node, parent: None) -> ShownText:
        """The text for a page: the only HTML from the database that templates print unescaped.

        `stand_in` takes an element and the one it is in, and gives what is put there: for a picture (`<img
        data-image>`), a video (`<figure data-video>`, `<figure data-youtube>`) or an album (`<figure data-album>`) what
        is printed in its place, None to leave it out, and the figure round it with it; for a `<figcaption>` what is
        added to it.
        """
        for_readers = ForReaders(self.nodes, stand_in)
        text = ShownText(write(for_readers.blocks))
        text.contents = for_readers.contents
        return text


def shown(source: str) -> ShownText:
    """A rich text for a page that has no pictures and videos to put in."""
    return Body(source).shown()


def plain_text(source: str) -> str:
    """What can be read of a rich text, a line a block, without the numbers of footnotes."""
    return lines_of(read(clean_html(source)))


def is_blank(source: str) -> bool:
    """Whether nothing is left for a reader: no word, no picture, no video."""
    nodes = read(clean_html(source))
    return not lines_of(nodes) and not any(node.tag in {"img", "figure"} for node in walk(nodes))


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
