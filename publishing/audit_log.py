"""The audit log: who did what to which thing, when, from where, with which change.

Every row of `Event` is written by `record` and nowhere else, so that a rule for all rows is written in one place; each
then waits for its seal (`publishing.sealing`).
"""

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from django.db import models, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from publishing.models import Event, UnsealedEvent, person
from vietnamese.dates import clock_and_date

# What was done, in words; `workflow` adds its moves, apps above their own.
ACTION_LABELS = {
    "place": "Đưa vào hệ thống",
    "add": "Thêm",
    "change": "Sửa",
    "delete": "Xóa",
    "take_up": "Khôi phục bản lưu",
    "throw_away": "Bỏ vào thùng rác",
    "take_back": "Lấy lại từ thùng rác",
    "share": "Tạo liên kết xem trước",
    "unshare": "Thu hồi liên kết xem trước",
    "export": "Tải nhật ký về",
    "cut_audit": "Cắt bớt nhật ký",
    "demo": "Đưa vào nội dung mẫu",
    "demo_remove": "Gỡ nội dung mẫu",
}
TEXT_DIGESTS = "text_digests"  # in `after`: digests of the text that a move left to readers, shown to nobody
# Each is called with an Event in the transaction that wrote it; wired in portal/apps.py
recorded_listeners: list[Callable] = []
BESIDE_THE_WORKFLOW = ("share", "unshare")  # what is done with a text while it stays where it is
MAX_FIELD_CHARACTERS = {field.name: field.max_length for field in Event._meta.concrete_fields}


@dataclass(frozen=True)
class Origin:
    """The origin of the current request; `person` returns the signed-in user, or None."""

    address: str = ""
    user_agent: str = ""
    person: Callable = lambda: None


NO_ORIGIN = Origin()  # a command, the system
_origin = ContextVar("origin", default=NO_ORIGIN)


@contextmanager
def recording_from(origin):
    """Within this context, events are recorded with that origin."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)


def recording_as(user):
    """Within this context, what the current request does is done by that user, who is not signed in."""
    return recording_from(replace(_origin.get(), person=lambda: user))


def record(name, thing=None, *, thing_text="", by=None, before=None, after=None, note=""):
    """Write an Event for an action, in the transaction that performs it.

    Without `by` the actor is the user of the current request or, outside of one, the system. `before` and `after`
    hold what changed, `{field: value}`; never a secret.
    """
    origin = _origin.get()
    by = by or origin.person()
    texts = {
        "thing_text": thing_text or (str(thing) if thing else ""),
        "by_text": person(by),
        "address": origin.address,
        "user_agent": origin.user_agent,
    }
    with transaction.atomic(savepoint=False):
        event = Event.objects.create(
            name=name,
            thing=thing,
            by=by,
            before=before,
            after=after,
            note=note.strip(),
            **{field: text[: MAX_FIELD_CHARACTERS[field]] for field, text in texts.items()},
        )
        UnsealedEvent.objects.create(event_id=event.pk)
        for listener in recorded_listeners:
            listener(event)
    return event


def action_label(event):
    """{{ event|action_label }}: what was done, in the words of the button."""
    return ACTION_LABELS.get(event.name, event.name)


def changed_values(event):
    """What an event changed, for display: `[(label of the field, value before, value after), …]`."""
    before, after = event.before or {}, event.after or {}
    model = event.content_type and event.content_type.model_class()
    fields = {field.name: field for field in model._meta.get_fields() if field.concrete} if model else {}
    return [
        (
            fields[name].verbose_name if name in fields else name,
            display_value(before.get(name), fields.get(name)),
            display_value(after.get(name), fields.get(name)),
        )
        for name in {**before, **after}
        if name != TEXT_DIGESTS
    ]


def display_value(value, field):
    """A stored value of the audit log, for display."""
    if value in (None, "", []):
        return "-"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(field, models.DateTimeField) and (moment := parse_datetime(str(value))):
        return clock_and_date(timezone.localtime(moment))
    return dict(getattr(field, "flatchoices", ())).get(value, value)
