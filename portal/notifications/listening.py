"""Keeps what happens at the desk, in the transaction of the act, for `portal.notifications.telling`."""

from django.utils import timezone

from portal.notifications.models import Happening, Notification, Occurrence
from publishing import workflow
from publishing.workflow import MOVES, STATES

REVIEWED_AGAIN = "unapprove"  # the Event of a change that takes an approval back
THROWN_AWAY = "throw_away"


def on_recorded(event):
    """Keep what an Event of the workflow means for others.

    What waited for somebody before it waits no more: here where nobody is told of it, else by `telling`.
    """
    if event.name not in {*MOVES, REVIEWED_AGAIN, THROWN_AWAY}:
        return
    before, after = (_working_state(values) for values in (event.before, event.after))
    happening, move = _meaning(event.name, before, after)
    if not happening and (before != after or event.name == THROWN_AWAY):
        _settle(event)
    if happening:
        Occurrence.objects.create(
            key=f"event:{event.pk}",
            happening=happening,
            content_type_id=event.content_type_id,
            object_id=event.object_id,
            move=move,
            by_id=event.by_id,
            by_text=event.by_text,
            note=event.note if happening == Happening.RETURNED else "",
            at=event.at,
        )


def on_comment(note):
    """Keep that a Note was written."""
    Occurrence.objects.create(
        key=f"note:{note.pk}",
        happening=Happening.COMMENT,
        content_type_id=note.content_type_id,
        object_id=note.object_id,
        by_id=note.by_id,
        by_text=note.by_text,
        note=note.text,
        at=note.at,
    )


def _working_state(values):
    return (values or {}).get("edit_state") or (values or {}).get("state")


def _meaning(name, before, after):
    """`(happening, the move that is waited for)` of an Event; happening is "" where nobody is told."""
    move = MOVES.get(name)
    if move and move.publishes:
        return ("", "") if move.time else (Happening.OUT, "")
    if move and move.withdraws:
        return Happening.DOWN, ""
    if move and {move.target} == MOVES[workflow.first_move()].origins:
        return ("" if move.by_sender else Happening.RETURNED), ""
    waits = after != before and after in STATES and STATES[after].worklist
    return (Happening.WAITING, STATES[after].move_name) if waits else ("", "")


def _settle(event):
    told = Notification.objects.of(event.content_type_id, event.object_id).unread()
    told.filter(occurrence__happening=Happening.WAITING).update(read_at=timezone.now())
