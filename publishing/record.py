"""The record: who did what to which thing, when, from where, with which change.

`record` is the one door to it: every row of `Event` is written there and nowhere else, so that whatever is to be true
of every row, such as a link to the one before, is said in one place.
"""

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from publishing.models import Event
from publishing.revisions import person

# What was done, in words, beside the moves of `workflow`; apps above add their own.
DEEDS = {
    "place": "Đưa vào hệ thống",
    "add": "Thêm",
    "change": "Sửa",
    "delete": "Xóa",
    "take_up": "Khôi phục bản lưu",
    "throw_away": "Bỏ vào thùng rác",
    "take_back": "Lấy lại từ thùng rác",
    "export": "Tải nhật ký về",
    "demo": "Đưa vào nội dung mẫu",
    "demo_remove": "Gỡ nội dung mẫu",
}
LONGEST = {field.name: field.max_length for field in Event._meta.concrete_fields}


@dataclass(frozen=True)
class Origin:
    """Where the request under way comes from; `person` answers the user who has signed in, or None."""

    address: str = ""
    user_agent: str = ""
    person: Callable = lambda: None


NOWHERE = Origin()  # a command, the system
_origin = ContextVar("origin", default=NOWHERE)


@contextmanager
def coming_from(origin):
    """Whatever is recorded meanwhile comes from there."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)


def record(name, thing=None, *, thing_text="", by=None, before=None, after=None, note=""):
    """Write down that something was done, as part of the transaction that does it.

    Without `by` it was whoever made the request under way or, outside of one, the system. `before` and `after` hold
    what changed, `{field: value}`; never a secret.
    """
    origin = _origin.get()
    by = by or origin.person()
    texts = {
        "thing_text": thing_text or (str(thing) if thing else ""),
        "by_text": person(by),
        "address": origin.address,
        "user_agent": origin.user_agent,
    }
    return Event.objects.create(
        name=name,
        thing=thing,
        by=by,
        before=before,
        after=after,
        note=note.strip(),
        **{field: text[: LONGEST[field]] for field, text in texts.items()},
    )


def deeds():
    """The words for whatever the record may name, `{name: words}`."""
    from publishing.workflow import MOVES  # it records, so it comes after this

    return {**DEEDS, **{name: move.label for name, move in MOVES.items()}}


def changes(event):
    """What an event changed, to be read: `[(name of the field, value before, value after), …]`."""
    before, after = event.before or {}, event.after or {}
    model = event.content_type and event.content_type.model_class()
    fields = {field.name: field for field in model._meta.get_fields() if field.concrete} if model else {}
    return [
        (
            fields[name].verbose_name if name in fields else name,
            in_words(before.get(name), fields.get(name)),
            in_words(after.get(name), fields.get(name)),
        )
        for name in {**before, **after}
    ]


def in_words(value, field):
    """A value out of the record as people read it."""
    if value in (None, "", []):
        return "-"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(field, models.DateTimeField) and (moment := parse_datetime(str(value))):
        return f"{timezone.localtime(moment):%H:%M, %d/%m/%Y}"
    return dict(getattr(field, "flatchoices", ())).get(value, value)
