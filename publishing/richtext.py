"""Rich text: cleaned before it is stored, and cleaned again before it is shown.

`publishing.richtext_grammar` normalises HTML to the written grammar; nh3 then checks every tag, attribute and class.
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
from publishing.fields import CleanedField
from publishing.html_tree import parse_html, to_html, walk
from publishing.richtext_grammar import ATTRIBUTES, CLASSES, TAGS
from publishing.richtext_normalizing import normalize_tree
from publishing.richtext_rendering import Placeholder, RenderedBody, text_lines
from vietnamese.folding import clean

MAX_HTML_BYTES = 1_000_000  # bytes of HTML in a form; the longest book chapter stays below a tenth of it
MAX_CLEANING_ROUNDS = 6
MAX_KNOWN_TEXTS = 20_000


def _filter_attribute(tag: str, name: str, value: str) -> str | None:
    pattern = ATTRIBUTES.get(tag, {}).get(name)
    return value if name == "class" or (pattern and pattern.fullmatch(value)) else None


CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    allowed_classes=CLASSES,
    attribute_filter=_filter_attribute,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,  # the grammar writes it
)
ANY_TAG = re.compile(r"<[a-z!/?]", re.IGNORECASE)

_known_clean: set[bytes] = set()  # digests of clean texts; the rules do not change during the life of the process


def clean_html(source: str) -> str:
    """The part of any HTML that the body grammar allows; clean HTML is returned unchanged.

    Plain text becomes paragraphs. Takes time in proportion to the length, whatever the text.
    """
    source = str(source or "")
    if _digest(source) in _known_clean:
        return source
    cleaned = _cleaned_until_stable(source)
    if len(_known_clean) >= MAX_KNOWN_TEXTS:
        _known_clean.clear()
    _known_clean.add(_digest(cleaned))
    return cleaned


def _digest(source: str) -> bytes:
    return blake2b(source.encode(errors="surrogatepass"), digest_size=16).digest()


def _cleaned_until_stable(source: str) -> str:
    """Clean until nothing changes any more; what never becomes stable is stored as plain text."""
    if not ANY_TAG.search(source):
        return _cleaned_once(_text_to_html(html.unescape(source)))
    for _ in range(MAX_CLEANING_ROUNDS):
        cleaned = _cleaned_once(source)
        if cleaned == source:
            return cleaned
        source = cleaned
    return _cleaned_once(_text_to_html(text_lines(normalize_tree(parse_html(source)))))


def _cleaned_once(source: str) -> str:
    return CLEANER.clean("\n".join(to_html([block]) for block in normalize_tree(parse_html(source))))


def _text_to_html(text: str) -> str:
    """HTML of text typed without the editor: an empty line separates paragraphs, a line break remains."""
    lines = [" ".join(line.split()) for line in clean(text).splitlines()]
    paragraphs = [list(group) for has_text, group in groupby(lines, key=bool) if has_text]
    return "".join(f"<p>{'<br>'.join(map(html.escape, paragraph))}</p>" for paragraph in paragraphs)


# Rendering


class RenderedText(SafeString):
    """A text for a page, with its list of contents: some `publishing.richtext_rendering.Heading`, or none."""

    contents: list = ()


class Body:
    """A rich text that is parsed once, for the ids that it refers to and for rendering."""

    def __init__(self, source: str):
        self.source = clean_html(source)
        self.nodes = parse_html(self.source)

    def referenced_ids(self, attribute: str) -> list[int]:
        """The ids in `data-image`, `data-video` or `data-album`, in order."""
        return [int(node.attributes[attribute]) for node in walk(self.nodes) if attribute in node.attributes]

    def render(self, fill_placeholder: Placeholder = lambda node, parent: None) -> RenderedText:
        """The text for a page: the only HTML from the database that templates print unescaped.

        `fill_placeholder` takes an element and its parent, and returns what is put there: for a picture (`<img
        data-image>`), a video (`<figure data-video>`, `<figure data-youtube>`) or an album (`<figure data-album>`) what
        is printed in its place, None to leave it out together with the figure round it; for a `<figcaption>` what is
        added to it.
        """
        rendered = RenderedBody(self.nodes, fill_placeholder)
        text = RenderedText(to_html(rendered.blocks))
        text.contents = rendered.contents
        return text


def render(source: str) -> RenderedText:
    """Render a rich text for a page without pictures and videos."""
    return Body(source).render()


def plain_text(source: str) -> str:
    """The text of a rich text, one line a block, without the numbers of footnotes."""
    return text_lines(parse_html(clean_html(source)))


def is_blank(source: str) -> bool:
    """Whether nothing is visible: no word, no picture, no video."""
    nodes = parse_html(clean_html(source))
    return not text_lines(nodes) and not any(node.tag in {"img", "figure"} for node in walk(nodes))


# The field


class RichTextFormField(forms.CharField):
    """Accepts any HTML up to a length and cleans it to what the grammar allows."""

    def clean(self, value):
        size = len((value or "").encode(errors="replace"))
        if size > MAX_HTML_BYTES:
            raise ValidationError(
                f"Nội dung dài {size / 1e6:.1f} MB, nhiều nhất là {MAX_HTML_BYTES / 1e6:.0f} MB. "
                "Hãy chia thành nhiều bài, hoặc đưa phần dài vào tệp đính kèm.".replace(".", ",", 1),
                code="too_long",
            )
        return super().clean(clean_html(value or ""))

    def has_changed(self, initial, data):
        return clean_html(initial or "") != clean_html(data or "")


class RichTextField(CleanedField, models.TextField):
    """A text column that holds clean HTML, however it is written: form, code, `update()`, bulk or loaddata.

    A database expression (`Value`, `Concat` …) bypasses it; for that reason `render` cleans again.
    """

    migrated_as = "django.db.models.TextField"
    cleaner = staticmethod(clean_html)

    def formfield(self, **kwargs):
        return super().formfield(**{**kwargs, "form_class": RichTextFormField, "widget": editor_widget()})
