"""The process as a table: who may move a thing from which state to which.

`make_move` is the only door for people, `place` for imports, demo and factories; nothing else sets a
state. Both write an `Event` in the same transaction.
"""

from dataclasses import dataclass
from functools import cache

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from publishing import lock, revisions
from publishing.models import Revision, RevisionState, State, Withdrawal
from publishing.record import record as write_down
from vietnamese.dates import clock_and_day


@dataclass(frozen=True)
class Move:
    """One row of the process.

    `reads` names what must be in one of `origins`: the `working_state` (the open revision's, else the
    row's) or the row's own `state`. Without a `target` the state stays as it is. `permission` is a codename of
    `publishing`; without one, whoever may edit the text as it stands. With `not_own` nobody
    makes the move on a text they wrote themselves, nor does a superuser. `when` is a property of the
    thing that must hold as well, `unless` one that must not; `advice` says what to do instead of a move that is not
    open. A `drastic` move takes something from readers, or goes round the review: the desk keeps its button apart.
    """

    label: str
    origins: frozenset
    target: State | RevisionState | None
    permission: str = ""
    reads: str = "working_state"
    needs_note: bool = False
    time: str = ""  # the label of the moment it needs
    not_own: bool = False
    when: str = ""
    unless: str = ""
    drastic: bool = False
    advice: str = ""

    @property
    def saves_first(self):
        """Whether the move is about the text in the form, which is saved before it is made."""
        return self.reads == "working_state" and self.target != RevisionState.DISCARDED

    @property
    def brings_out(self):
        """Whether readers get something by it, now or at the time it needs."""
        return self.target == State.PUBLISHED


def _states(*states):
    return frozenset(states)


_NOT_OUT = _states(State.DRAFT, State.IN_REVIEW, State.APPROVED)

MOVES = {
    "submit": Move("Gửi duyệt", _states(State.DRAFT), State.IN_REVIEW, "submit"),
    "return": Move("Trả lại", _states(State.IN_REVIEW, State.APPROVED), State.DRAFT, "review", needs_note=True),
    "approve": Move(
        "Duyệt",
        _states(State.IN_REVIEW),
        State.APPROVED,
        "review",
        not_own=True,
        advice="Chỉ duyệt được nội dung đã gửi duyệt.",
    ),
    "publish": Move(
        "Đăng ngay",
        _states(State.APPROVED),
        State.PUBLISHED,
        "publish",
        not_own=True,
        advice="Hãy gửi duyệt và chờ duyệt xong rồi mới đăng.",
    ),
    "schedule": Move(
        "Hẹn giờ đăng",
        _states(State.APPROVED),
        State.PUBLISHED,
        "publish",
        time="Thời điểm đăng",
        not_own=True,
        unless="was_out",
        advice="Chỉ hẹn giờ cho nội dung đã duyệt và chưa từng đăng. Hãy gửi duyệt và chờ duyệt xong rồi mới hẹn giờ; "
        "bản sửa của nội dung đang đăng thì lên trang ngay khi đăng.",
    ),
    "force": Move("Đăng thẳng", _NOT_OUT, State.PUBLISHED, "force", needs_note=True, drastic=True),
    "discard": Move("Bỏ bản sửa", _NOT_OUT, RevisionState.DISCARDED, when="has_open_edit", drastic=True),
    "unschedule": Move(
        "Hủy hẹn giờ", _states(State.PUBLISHED), State.APPROVED, "publish", reads="state", when="is_scheduled"
    ),
    "set_end": Move(
        "Hẹn giờ gỡ", _states(State.PUBLISHED), None, "publish", reads="state", time="Thời điểm tự gỡ", drastic=True
    ),
    "clear_end": Move(
        "Bỏ hẹn giờ gỡ",
        _states(State.PUBLISHED, State.WITHDRAWN),
        None,
        "publish",
        reads="state",
        when="has_end",
        drastic=True,
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
        advice="Chỉ gỡ được nội dung đã ra mắt bạn đọc.",
    ),
    "restore": Move("Đăng lại", _states(State.WITHDRAWN), State.PUBLISHED, "publish", reads="state"),
}

# Who may save the form of a thing, by the state of the text being worked on.
EDITS = {
    State.DRAFT: "submit",
    State.IN_REVIEW: "review",
    State.APPROVED: "review",
    State.PUBLISHED: "submit",
    State.WITHDRAWN: "submit",
}


def open_moves(thing, by):
    """The names of the moves this user may make on this thing now, in the order of the table."""
    may, is_own = _questions(thing, by)
    return [name for name, move in MOVES.items() if not _obstacle(move, thing, by, may, is_own)]


def why_not(name, thing, by):
    """A sentence on why this user may not make the move now and what to do, or ""."""
    if name not in MOVES:
        return "Không có việc nào như thế."
    return _obstacle(MOVES[name], thing, by, *_questions(thing, by))


def may_edit(thing, by):
    """Whether this user may save the form of this thing now.

    A scheduled thing is edited after `unschedule`, and what was approved is not changed by who wrote it: others have
    vouched for it.
    """
    if thing.is_scheduled or thing.is_trashed:
        return False
    may, is_own = _questions(thing, by)
    return may(EDITS[thing.working_state]) and not (thing.working_state == State.APPROVED and is_own())


def _questions(thing, by):
    """Two questions about this user and thing that cost queries, each asked once at most."""

    @cache
    def may(codename, *, of_row=False):
        name = f"publishing.{codename}"
        if not by.has_perm(name, thing):
            return False
        return of_row or not thing.has_open_edit or by.has_perm(name, revisions.working(thing))

    @cache
    def is_own():
        return revisions.writer_id(thing) == by.pk

    return may, is_own


def _obstacle(move, thing, by, may, is_own):
    if thing.pk is None:
        return "Hãy lưu trước."
    if thing.is_trashed:
        return "Nội dung đang ở thùng rác. Hãy lấy lại trước."
    state = thing.working_state if move.reads == "working_state" else State(thing.state)
    held_back = (move.when and not getattr(thing, move.when)) or (move.unless and getattr(thing, move.unless))
    if state not in move.origins or held_back:
        return f"Nội dung đang là: {state_in_words(thing)}. {move.advice}".strip()
    if not may(move.permission or EDITS[state], of_row=move.reads == "state"):
        return "Bạn không có quyền làm việc này với nội dung này."
    if move.not_own and (by.is_superuser or is_own()):
        return "Không ai tự duyệt hay tự đăng bài của chính mình. Hãy nhờ người khác, hoặc đăng thẳng và ghi lý do."
    return ""


def state_in_words(thing):
    """The state with what the clock makes of it and with the open edit: "đã đăng, có bản sửa chờ duyệt"."""
    label = State(thing.state).label
    if thing.is_scheduled:
        label = f"hẹn giờ đăng lúc {_in_words(thing.publish_at)}"
    elif thing.is_expired:
        label = "đã hết hạn"
    return f"{label}, có bản sửa: {State(thing.edit_state).label}" if thing.has_open_edit else label


def may_renew_date(name, thing, by):
    """Whether who makes this move now may choose that the thing bears the date of now instead of the one it had."""
    return MOVES[name].brings_out and thing.state == State.WITHDRAWN and by.has_perm("publishing.publish", thing)


@transaction.atomic
def make_move(
    name,
    thing,
    *,
    by,
    note="",
    at=None,
    withdrawal=Withdrawal.IN_ERROR,
    merged_into=None,
    new_date=False,
    version=None,
):
    """Move the thing on and record who did it; answer it as it stands afterwards.

    `at` is the aware moment of a `schedule` or `set_end`; `withdrawal` and `merged_into` say how the address of a
    withdrawn thing answers; `new_date` gives what was withdrawn and comes out again the date of now; `version` is what
    the mover has seen. Raises PermissionDenied with a Vietnamese sentence when the move is not open to `by`,
    ValidationError with one when a reason or a time is missing or the text cannot go out, and `lock.Stale` when
    somebody has written since that version.
    """
    thing = lock.claim(thing, version)
    if refusal := why_not(name, thing, by):
        raise PermissionDenied(f"“{thing}”: {refusal}")
    if new_date and not may_renew_date(name, thing, by):
        raise PermissionDenied(f"“{thing}”: chỉ người được đăng bài mới chọn ngày mới, và chỉ khi đăng lại bài đã gỡ.")
    move = MOVES[name]
    check(name, thing, note=note, at=at, withdrawal=withdrawal, merged_into=merged_into)
    before = standing(thing)
    if thing.has_open_edit and move.reads == "working_state":
        _move_edit(thing, move, new_date=new_date)
    else:
        if new_date:
            _tell(thing, new_date=True)
        _set_columns(thing, name, at=at, withdrawal=withdrawal, merged_into=merged_into)
        _move_row(thing, move.target or thing.state)
    record(name, thing, before, by=by, note=note)
    return thing


def _set_columns(thing, name, *, at, withdrawal, merged_into):
    move = MOVES[name]
    if name in {"set_end", "clear_end"}:
        thing.unpublish_at = at
    elif move.brings_out:
        thing.publish_at = at or thing.publish_at or timezone.now()
    elif move.target == State.WITHDRAWN:
        thing.withdrawal, thing.merged_into = Withdrawal(withdrawal), merged_into
    elif name == "unschedule":
        thing.publish_at = None


@transaction.atomic
def place(thing, state, *, at=None, by=None):
    """Put a thing into a state from outside the desk: import, demo, factories.

    `at` is the aware moment readers see as its date (now, when it is published without one). A thing
    without relations may come unsaved; one with relations is saved by `save_row`, given its relations
    and then placed, so that its first Revision holds them. The record says who, or the system. An open edit is kept
    while readers have, or had, the thing.
    """
    before = None if thing._state.adding else standing(type(thing)._base_manager.get(pk=thing.pk))
    if State(state) in {State.PUBLISHED, State.WITHDRAWN}:
        thing.publish_at = at or thing.publish_at or timezone.now()
    elif thing.has_open_edit:
        _set_edit(thing, RevisionState.DISCARDED)
    _move_row(thing, State(state), by=by)
    record("place", thing, before, by=by)
    return thing


def _move_row(thing, state, *, by=None):
    thing.state = state
    thing.save_row()
    revision = revisions.of_row(thing)
    if revision is None:
        revisions.write(thing, by=by)
    else:
        Revision.objects.filter(pk=revision.pk).update(state=thing.state)


def _move_edit(thing, move, *, new_date):
    if move.brings_out:
        _bring_out(thing, revisions.open_revision(thing), new_date=new_date)
    else:
        _set_edit(thing, move.target)


def _set_edit(thing, state):
    """Put the open edit into a state, all its texts when it is discarded; readers notice nothing, nobody is told."""
    edit = revisions.of_work(thing)
    if state != RevisionState.DISCARDED:
        edit = edit.filter(pk=revisions.open_revision(thing).pk)
    edit.update(state=state)
    thing.edit_state = state if state in revisions.OPEN_STATES else ""
    type(thing)._base_manager.filter(pk=thing.pk).update(edit_state=thing.edit_state)


def _bring_out(thing, revision, *, new_date):
    """Give readers the text of an open edit, and tell them that it has changed."""
    read_until_now = revisions.Text.of(thing).content
    relations, missing = revisions.lay_over(thing, revision)
    if lost := [str(one) for one in missing if one.is_required]:
        raise ValidationError(f"Bản sửa nhắc đến nội dung không còn nữa ({'; '.join(lost)}). Hãy chọn lại rồi lưu.")
    thing.clean()
    thing.validate_constraints()
    text = revisions.Text.of(thing, relations)
    if new_date or revision.correction or (text.content != read_until_now and not revision.is_minor):
        _tell(thing, revision.correction, new_date=new_date)
    thing.state, thing.edit_state = State.PUBLISHED, ""
    thing.save_row()
    for name, things in relations.items():
        getattr(thing, name).set(things)
    Revision.objects.filter(pk=revision.pk).update(state=RevisionState.PUBLISHED)


def _tell(thing, text="", *, new_date=False):
    """Add to what readers are told of changes; with `new_date` the thing bears the date of now from here on."""
    now = timezone.now()
    change = {"at": now.isoformat(), "text": text}
    if new_date:
        change["date_before"] = thing.publish_at.isoformat()
        thing.publish_at = now
    thing.changes = [*thing.changes, change]


def record(name, thing, before, *, by, note=""):
    """Write the Event of an act on a thing; `before` is what `standing` answered then."""
    write_down(name, thing, by=by, before=before, after=standing(thing), note=note)


def standing(thing):
    """What an Event keeps of a thing."""
    names = ("state", "publish_at", "unpublish_at", "withdrawal", "edit_state", "trashed_at")
    return {name: getattr(thing, name) for name in names}


def check(name, thing, *, note="", at=None, withdrawal=Withdrawal.IN_ERROR, merged_into=None):
    """Raise ValidationError, saying what to do, unless these arguments of `make_move` suit the move and the thing."""
    move = MOVES[name]
    if move.needs_note and not note.strip():
        raise ValidationError({"note": f"Hãy ghi lý do trước khi chọn “{move.label}”."})
    if move.time and (at is None or at <= timezone.now()):
        raise ValidationError({"at": f"Hãy chọn {move.time.lower()} ở sau lúc này."})
    if name == "set_end" and at <= thing.publish_at:
        raise ValidationError({"at": f"Hãy chọn thời điểm tự gỡ ở sau lúc đăng, {_in_words(thing.publish_at)}."})
    if move.brings_out:
        _check_end(thing, goes_out_at=at or timezone.now())
    if move.target == State.WITHDRAWN and withdrawal == Withdrawal.MERGED:
        _check_target(thing, merged_into)


def _check_end(thing, *, goes_out_at):
    """Refuse to bring out what readers could not see then."""
    end = thing.unpublish_at
    if end is None or end > goes_out_at:
        return
    why = "thời điểm ấy đã qua" if thing.is_past_end else "trước giờ hẹn đăng"
    advice = "mở trang sửa, bấm “Bỏ hẹn giờ gỡ”" if thing.was_out else "sửa thời điểm tự gỡ"
    raise ValidationError(f"Nội dung này hẹn tự gỡ lúc {_in_words(end)}, {why}. Hãy {advice} rồi mới đăng.")


def _check_target(thing, target):
    if target is None or target == thing:
        raise ValidationError({"merged_into": "Hãy chọn một bài khác đang đăng để gộp vào."})
    target = type(target)._base_manager.get(pk=target.pk)  # as it stands now, not as whoever chose it had read it
    ways = [target, *target.merge_chain()]
    if thing in ways:
        advice = f"Hãy chọn một bài khác đang đăng, hoặc đăng lại “{target}” trước."
        raise ValidationError({"merged_into": f"“{target}” đã gộp vào chính nội dung này, không gộp vòng. {advice}"})
    if not any(one.is_published for one in ways):
        raise ValidationError({"merged_into": f"“{target}” không còn đang đăng. Hãy chọn một bài khác để gộp vào."})


def _in_words(moment):
    return clock_and_day(timezone.localtime(moment))
