"""What somebody confirms before a text goes on its way: warnings of the checklist, that it links to an unknown host.

Higher floors ask by the functions in `questions`; the form of the move shows what is asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b

from django.urls import reverse
from django.utils.html import format_html

from publishing import checklist
from publishing.workflow import MOVES, STATES, moved_text


@dataclass(frozen=True)
class Confirmation:
    """A sentence to be ticked; `record` gets the user who did, in the transaction of the move.

    With `findings` it is not ticked: they are listed, and the button of the move confirms them all. `advice` is said
    below it and may hold links.
    """

    sentence: str
    record: Callable
    findings: tuple = ()
    advice: str = ""

    @property
    def digest(self):
        """What the button sends of the findings that were listed beside it."""
        return findings_digest(self.findings)


def findings_digest(findings):
    return blake2b("\n".join(map(str, findings)).encode(), digest_size=8).hexdigest()


# Each gets a thing with the columns of the text that goes out, and returns a Confirmation or None; wired in
# portal/apps.py
questions: list[Callable] = []


def confirmations(name, thing):
    """What is to be confirmed before this move is made on the thing."""
    move = MOVES[name]
    text = moved_text(move, thing) if move.is_checked else None
    if text is None:
        return []
    asked = [question(text.thing) for question in questions] if move.publishes else []
    return [*_of_older_text(move, thing), *filter(None, asked), *_of_checklist(text)]


def _of_older_text(move, thing):
    """A move of what readers had brings out that text, which is not the one that was written since."""
    if move.state_read == "working_state" or not (move.publishes and thing.has_open_edit):
        return
    names = thing._meta
    compare = reverse(f"admin:{names.app_label}_{names.model_name}_compare", args=[thing.pk])
    forward = MOVES[STATES[thing.working_state].move_name].label
    yield Confirmation(
        "Bạn đọc sẽ thấy lại bản đã gỡ, chưa có phần vừa sửa.",
        lambda by: None,  # the move is recorded itself
        advice=format_html(
            '<a href="{}">Xem hai bản khác nhau chỗ nào</a>. Bản sửa vẫn để riêng. Muốn bạn đọc thấy bản vừa sửa thì '
            "quay lại và “{}”, hoặc “{}” nếu bạn có quyền ấy.",
            compare,
            forward,
            MOVES["force"].label,
        ),
    )


def _of_checklist(text):
    findings = tuple(checklist.unconfirmed(text))
    if findings:
        told = "; ".join(str(one).rstrip(".") for one in findings)
        yield Confirmation(f"Còn điều nên sửa: {told}.", partial(checklist.confirm, findings, text.thing), findings)
