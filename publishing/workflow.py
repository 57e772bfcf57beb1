"""The process as a table: who may move a thing from which state to which.

`make_move` is the only door for people, `place` for imports, demo and factories; nothing else sets a
state. Both write an `Event` in the same transaction.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from publishing import revisions
from publishing.models import Revision, State, Withdrawal
from publishing.record import record


@dataclass(frozen=True)
class Move:
    """One row of the process.

    `reads` names what must be in one of `origins`: the `working_state` (the open revision's, else the
    row's) or the row's own `state`. `permission` is a codename of `publishing`. With `not_own` nobody
    makes the move on a text they wrote themselves, nor does a superuser. `when` is a property of the
    thing that must hold as well, `unless` one that must not. A `drastic` move takes something from readers
    or goes round the review: the desk keeps its button apart.
    """

    label: str
    origins: frozenset
    target: State
    permission: str
    reads: str = "working_state"
    needs_note: bool = False
    needs_time: bool = False
    not_own: bool = False
    when: str = ""
    unless: str = ""
    drastic: bool = False


def _states(*states):
    return frozenset(states)


MOVES = {
    "submit": Move("Gửi duyệt", _states(State.DRAFT), State.IN_REVIEW, "submit"),
    "return": Move("Trả lại", _states(State.IN_REVIEW, State.APPROVED), State.DRAFT, "review", needs_note=True),
    "approve": Move("Duyệt", _states(State.IN_REVIEW), State.APPROVED, "review", not_own=True),
    "publish": Move("Đăng ngay", _states(State.APPROVED), State.PUBLISHED, "publish", not_own=True),
    "schedule": Move(
        "Hẹn giờ đăng",
        _states(State.APPROVED),
        State.PUBLISHED,
        "publish",
        needs_time=True,
        not_own=True,
        unless="was_out",
    ),
    "force": Move(
        "Đăng thẳng",
        _states(State.DRAFT, State.IN_REVIEW, State.APPROVED),
        State.PUBLISHED,
        "force",
        needs_note=True,
        drastic=True,
    ),
    "unschedule": Move(
        "Hủy hẹn giờ", _states(State.PUBLISHED), State.APPROVED, "publish", reads="state", when="is_scheduled"
    ),
    "withdraw": Move(
        "Gỡ",
        _states(State.PUBLISHED),
        State.WITHDRAWN,
        "publish",
        reads="state",
        needs_note=True,
        when="was_out",
        drastic=True,
    ),
    "restore": Move("Đăng lại", _states(State.WITHDRAWN), State.PUBLISHED, "publish", reads="state"),
}

# Who may save the form of a thing that nobody has met yet, by its state.
EDITS = {State.DRAFT: "submit", State.IN_REVIEW: "review", State.APPROVED: "review"}


def open_moves(thing, by):
    """The names of the moves this user may make on this thing now, in the order of the table."""
    if thing.pk is None:
        return []
    states = {"state": State(thing.state), "working_state": thing.working_state}
    is_own = revisions.writer_id(thing) == by.pk
    return [
        name
        for name, move in MOVES.items()
        if states[move.reads] in move.origins
        and (not move.when or getattr(thing, move.when))
        and not (move.unless and getattr(thing, move.unless))
        and not (move.not_own and (is_own or by.is_superuser))
        and by.has_perm(f"publishing.{move.permission}", thing)
    ]


def may_edit(thing, by):
    """Whether this user may save the form of this thing now.

    A scheduled thing is edited after `unschedule`. What readers have met is changed by those who publish.
    """
    if thing.is_scheduled:
        return False
    codename = "publish" if thing.was_out else EDITS[State(thing.state)]
    return by.has_perm(f"publishing.{codename}", thing)


@transaction.atomic
def make_move(name, thing, *, by, note="", at=None, withdrawal=Withdrawal.IN_ERROR, merged_into=None):
    """Move the thing on and record who did it; answer it as it stands afterwards.

    `at` is the aware moment of a `schedule`; `withdrawal` and `merged_into` say how the address of a
    withdrawn thing answers. Raises PermissionDenied when the move is not open to `by`, ValidationError
    with a Vietnamese sentence when a reason or a time is missing.
    """
    thing = type(thing)._base_manager.select_for_update(of=("self",)).get(pk=thing.pk)
    if name not in open_moves(thing, by):
        label = MOVES[name].label if name in MOVES else name
        raise PermissionDenied(f"{by} không được phép: {label} “{thing}”.")
    move = MOVES[name]
    _check(move, note=note, at=at)
    before = _standing(thing)
    thing.state = move.target
    if move.target == State.PUBLISHED and move.reads == "working_state":
        thing.publish_at = at or thing.publish_at or timezone.now()
    elif move.target == State.WITHDRAWN:
        thing.withdrawal, thing.merged_into = Withdrawal(withdrawal), merged_into
        _check_target(thing)
    elif name == "unschedule":
        thing.publish_at = None
    return _record(thing, name, before, by=by, note=note)


@transaction.atomic
def place(thing, state, *, at=None, by=None):
    """Put a thing into a state from outside the desk: import, demo, factories.

    `at` is the aware moment readers see as its date (now, when it is published without one). A thing
    without relations may come unsaved; one with relations is saved by `save_row`, given its relations
    and then placed, so that its first Revision holds them. The record says who, or the system.
    """
    thing.state = State(state)
    if thing.state in {State.PUBLISHED, State.WITHDRAWN}:
        thing.publish_at = at or thing.publish_at or timezone.now()
    before = None if thing._state.adding else _standing(type(thing)._base_manager.get(pk=thing.pk))
    return _record(thing, "place", before, by=by)


def _record(thing, name, before, *, by, note=""):
    thing.save_row()
    revision = revisions.newest(thing)
    if revision is None:
        revisions.write(thing, by=by)
    else:
        Revision.objects.filter(pk=revision.pk).update(state=thing.state)
    record(name, thing, by=by, before=before, after=_standing(thing), note=note)
    return thing


def _standing(thing):
    return {name: getattr(thing, name) for name in ("state", "publish_at", "unpublish_at", "withdrawal")}


def _check(move, *, note, at):
    if move.needs_note and not note.strip():
        raise ValidationError({"note": f"Hãy ghi lý do trước khi chọn “{move.label}”."})
    if move.needs_time and (at is None or at <= timezone.now()):
        raise ValidationError({"at": "Hãy chọn thời điểm đăng ở sau lúc này."})


def _check_target(thing):
    if thing.withdrawal == Withdrawal.MERGED and thing.merged_into_id in {None, thing.pk}:
        raise ValidationError({"merged_into": "Hãy chọn một bài khác đang đăng để gộp vào."})
