"""A text as the rules of the checklist read it, and what they find."""

from dataclasses import dataclass
from functools import cached_property

from publishing import kinds
from publishing.html_tree import Node, parse_html, walk
from publishing.richtext import clean_html
from publishing.richtext_rendering import text_lines

HEADINGS = ("h2", "h3", "h4")


@dataclass(frozen=True)
class Finding:
    """What a rule has found: a sentence that says what to do, and in `place` the heading it stands under, or "".

    Two with the same sentence and place are the same finding: who has confirmed it is not asked again.
    """

    rule: str
    sentence: str
    place: str = ""
    is_error: bool = False

    def __str__(self):
        return f"{self.sentence} (dưới tiêu đề “{self.place}”)" if self.place else self.sentence


class CheckedText:
    """The text of a thing as its columns have it.

    Its relations are the stored ones, but for those in `relations`, `{field: things}`, and in the content of `edit`,
    the Revision that the columns come from.
    """

    def __init__(self, thing, relations=None, *, edit=None):
        self.thing, self.kind = thing, kinds.of(thing)
        self._relations = {**(edit.content if edit else {}), **(relations or {})}

    @cached_property
    def nodes(self):
        """The body as a tree."""
        return parse_html(clean_html(getattr(self.thing, "body", "") or ""))

    @cached_property
    def plain_text(self):
        return text_lines(self.nodes)

    def elements(self, *tags):
        """Elements of the body with the heading that each stands under: `(node, words of the heading)`."""
        heading = ""
        for block in self.nodes:
            if isinstance(block, Node) and block.tag in HEADINGS:
                heading = words_of(block)
            yield from ((node, heading) for node in walk([block]) if node.tag in tags)

    def missing_words(self):
        """The sentence on a body without anything to read or to see, when nothing stands for it."""
        if not hasattr(self.thing, "body") or self.plain_text.strip() or any(self.elements("img", "figure")):
            return ""
        picture, summary = self.kind.image_of(self.thing), getattr(self.thing, "summary", "").strip()
        return (
            ""
            if summary or picture or self.has_related("attachments")
            else "Chưa có nội dung. Hãy viết nội dung, hoặc đính kèm tệp."
        )

    def has_related(self, name):
        """Whether something is chosen in an ordered relation of the text; False where it has no such field."""
        if name not in {field.name for field in self.thing._meta.many_to_many}:
            return False
        if name in self._relations:
            return bool(self._relations[name])
        return self.thing.pk is not None and getattr(self.thing, name).exists()


def words_of(node):
    """The words of an element in one line."""
    return " ".join(text_lines([node]).split())
