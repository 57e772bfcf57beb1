"""The workflow as a table: who may move a thing from which state to which.

Users' moves go through `make_move` alone, imports, demo and factories through `place`; nothing else sets a
state. Both write an `Event` in the same transaction.
"""

from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import pairwise

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from publishing import checklist, lock, revisions
from publishing.audit_log import ACTION_LABELS, TEXT_DIGESTS
from publishing.audit_log import record as log_event
from publishing.checked_text import CheckedText
from publishing.dates import clock_and_day
from publishing.models import (
    PUBLIC_STATES,
    Event,
    Revision,
    RevisionState,
    State,
    TextSnapshot,
    Withdrawal,
    announced_once,
    column_digests,
    save_revision,
)


@dataclass(frozen=True)
class Move:
    """One row of the workflow.

    `state_read` names what must be in one of `origins`: the `working_state` (the open revision's, else the
    row's) or the row's own `state`. Without a `target` the state stays as it is. `permission` is a codename of
    `publishing`; without one, whoever may edit the text in its present state. With `not_own` nobody makes the move on
    a text they have changed themselves since it was last approved, not even a superuser; with `by_sender` only who sent
    the text for review makes it. `when` is a property of the
    thing that must hold as well, `unless` one that must not; `advice` says what to do instead of a move that is not
    open. A `drastic` move takes something from readers, or skips the review: its button is set apart.
    """

    label: str
    origins: frozenset = frozenset()
    target: State | RevisionState | None = None
    permission: str = ""
    state_read: str = "working_state"
    needs_note: bool = False
    time: str = ""  # the label of the moment that it requires
    is_past: bool = False  # that moment, which else lies ahead
    verb: str = ""  # the label in a word: before that moment on the button, and in sentences
    hands_on: bool = False  # from its writer to others
    not_own: bool = False
    by_sender: bool = False
    when: str = ""
    unless: str = ""
    drastic: bool = False
    advice: str = ""
    asks: str = ""  # what the form says will happen, before it saves the text and makes the move

    @property
    def saves_first(self):
        """Whether the move concerns the text in the form, which is then saved first."""
        return self.state_read == "working_state" and self.target != RevisionState.DISCARDED

    @property
    def publishes(self):
        """Whether it makes a text public, now or at its time."""
        return self.target == State.PUBLISHED

    @property
    def withdraws(self):
        """Whether it takes a public text from readers."""
        return self.target == State.WITHDRAWN

    @property
    def is_checked(self):
        """Whether the checklist is asked: before others are to read the text, and before it goes out."""
        return self.hands_on or self.publishes


@dataclass(frozen=True)
class StateRow:
    """What holds of a text in a state: who may save its form, what takes it on to the next state, where it waits.

    Whoever has `edit_permission` may save the form; what others have vouched for (`is_vouched_for`) not its writer.
    `forward` is a move without origins and target, known as `move_name`; in its `advice`, `{before}` is the move before
    it and `{way}` are all that lead to publication. With a `worklist` of that title it waits on
    the front page for those who may make it. `badge` names whose look in admin.css it takes that has none of its own.
    """

    edit_permission: str
    move_name: str = ""
    forward: Move | None = None
    is_vouched_for: bool = False
    worklist: str = ""
    badge: str = ""


# In the order in which a text passes through them. A state more is a row here and a label in `State`: moves, worklists,
# badges, the filter of lists and the right to edit follow.
STATES = {
    State.DRAFT: StateRow("submit", "submit", Move("Gửi duyệt", permission="submit", hands_on=True)),
    State.IN_REVIEW: StateRow(
        "review",
        "approve",
        Move("Duyệt", permission="review", not_own=True, advice="Chỉ duyệt được nội dung đã {before}."),
        worklist="Chờ tôi duyệt",
    ),
    State.APPROVED: StateRow(
        "review",
        "publish",
        Move(
            "Đăng ngay",
            permission="publish",
            not_own=True,
            verb="Đăng",
            advice="Hãy {way} rồi mới đăng.",
            asks="Đăng ngay, bạn đọc thấy trong một giây.",
        ),
        is_vouched_for=True,
        worklist="Chờ tôi đăng",
    ),
    State.PUBLISHED: StateRow("submit"),
    State.WITHDRAWN: StateRow("submit"),
}


def moves_between(states):
    """The table of moves over a table of states, `{name: Move}` in the order of the desk's buttons."""
    unpublished = [state for state in states if state not in PUBLIC_STATES]
    first, before, forward = states[unpublished[0]].move_name, "", {}
    way = f"{states[unpublished[0]].forward.label.lower()} và {', '.join(one.label for one in unpublished[1:-1])} xong"
    for state, following in pairwise([*unpublished, State.PUBLISHED]):
        move = states[state].forward
        advice = move.advice.format(before=before, way=way)
        move = replace(move, origins=frozenset({state}), target=following, advice=advice)
        forward[states[state].move_name], before = move, move.label.lower()
    back = Move(
        "Trả lại",
        frozenset(unpublished[1:]),
        unpublished[0],
        "review",
        needs_note=True,
        asks="Nội dung trở lại là bản nháp; người viết thấy lý do này ở đầu bài.",
    )
    sent = states[unpublished[0]]
    recall = Move("Rút lại", frozenset(unpublished[1:2]), unpublished[0], sent.edit_permission, by_sender=True)
    return {
        first: forward.pop(first),
        "recall": recall,
        "return": back,
        **forward,
        **_other_moves(unpublished, way),
        **_row_moves(unpublished),
    }


def _other_moves(unpublished, way):
    """The moves that lead round the review; `way` says in words what leads to publication."""
    last = unpublished[-1]
    return {
        "schedule": Move(
            "Hẹn giờ đăng",
            frozenset({last}),
            State.PUBLISHED,
            "publish",
            time="Thời điểm đăng",
            verb="Đăng",
            not_own=True,
            unless="is_out",
            advice=f"Chỉ hẹn giờ cho nội dung {last.label} và lúc này không đăng. Hãy {way} rồi mới hẹn giờ; "
            "bản sửa của nội dung đang đăng thì lên trang ngay khi đăng.",
        ),
        "force": Move(
            "Đăng thẳng",
            frozenset(unpublished),
            State.PUBLISHED,
            "force",
            needs_note=True,
            drastic=True,
            asks="Đăng ngay, bạn đọc thấy trong một giây. Không ai duyệt trước, nên lý do được ghi vào nhật ký.",
        ),
        "discard": Move(
            "Bỏ bản sửa", frozenset(unpublished), RevisionState.DISCARDED, when="has_open_edit", drastic=True
        ),
    }


def _row_moves(unpublished):
    """The moves of what readers have, had or will have."""
    last, published, withdrawn = unpublished[-1], frozenset({State.PUBLISHED}), frozenset({State.WITHDRAWN})
    of_row = partial(Move, permission="publish", state_read="state")
    return {
        "unschedule": of_row("Hủy hẹn giờ", published, last, when="is_scheduled"),
        "set_end": of_row("Hẹn giờ gỡ", published, time="Thời điểm tự gỡ", verb="Tự gỡ", drastic=True),
        "clear_end": of_row("Bỏ hẹn giờ gỡ", published | withdrawn, when="has_end", drastic=True),
        "set_date": of_row(
            "Sửa ngày đăng",
            published | withdrawn | frozenset(unpublished),
            needs_note=True,
            time="Ngày đăng",
            verb="Ghi ngày đăng",
            is_past=True,
            unless="is_scheduled",
            drastic=True,
            advice="Nội dung đang hẹn giờ thì hủy hẹn giờ rồi hẹn lại.",
        ),
        "withdraw": of_row(
            "Gỡ",
            published,
            State.WITHDRAWN,
            needs_note=True,
            when="was_out",
            drastic=True,
            advice="Chỉ gỡ được nội dung đã ra mắt bạn đọc.",
        ),
        "restore": of_row("Đăng lại", withdrawn, State.PUBLISHED),
    }


MOVES = moves_between(STATES)
# Columns that no text sets: of their constraints the database alone is asked, each else costs three statements
NOT_OF_A_TEXT = {"withdrawal", "trashed_at"}
ACTION_LABELS |= {name: move.label for name, move in MOVES.items()} | {"unapprove": "Sửa sau khi duyệt"}


def first_move():
    """The name of the move by which a text is sent: the one out of the first state."""
    return next(iter(MOVES))


def open_moves(thing, by):
    """The names of the moves this user may make on this thing now, in the order of the table."""
    return [] if thing.pk is None else moves_once_written(thing, by)


def moves_once_written(thing, by):
    """Likewise, of a thing that is not stored yet those that may be made once this user has written it."""
    may, is_own = _permission_checks(thing, by)
    return [name for name, move in MOVES.items() if not _refusal_reason(move, thing, by, may, is_own)]


def refusal_reason(name, thing, by):
    """A sentence on why this user may not make the move now and what to do, or ""."""
    if name not in MOVES:
        return "Không có việc nào như thế."
    if thing.pk is None:
        return "Hãy lưu trước."
    return _refusal_reason(MOVES[name], thing, by, *_permission_checks(thing, by))


def own_text_sentence(thing, by):
    """A sentence where this user may not take the thing on to the next state only because they wrote it, or ""."""
    move = MOVES.get(STATES[thing.working_state].move_name)
    if move is None or thing.pk is None or not move.not_own:
        return ""
    may, is_own = _permission_checks(thing, by)
    if not is_own() or _refusal_reason(replace(move, not_own=False), thing, by, may, is_own):
        return ""
    return f"Bạn đã sửa bản này, cần người khác {(move.verb or move.label).lower()}."


def vouched_states():
    """The states of a text that others have vouched for: readers get it as it is."""
    return [state for state, row in STATES.items() if row.is_vouched_for]


def attach_writers(things):
    """Set `writers` on the things: whose text each is now, for the moves that nobody makes on a text of their own."""
    return revisions.attach_writers(things, vouched_states())


def state_after_change(state):
    """The state of a text that is changed in this one: what others have vouched for has to be vouched for again."""
    order = list(STATES)
    while STATES[state].is_vouched_for:
        state = order[order.index(state) - 1]
    return state


def may_edit(thing, by):
    """Whether this user may save the form of this thing now.

    A scheduled thing is edited after `unschedule`, and an approved text is not changed by its author: others have
    approved it.
    """
    if thing.is_scheduled or thing.is_trashed:
        return False
    may, is_own = _permission_checks(thing, by)
    row = STATES[thing.working_state]
    return may(row.edit_permission) and not (row.is_vouched_for and is_own())


def has_permission(codename, thing, by):
    """Whether this user has a permission of `publishing` on the thing as it is stored and as it is worked on."""
    allows, _ = _permission_checks(thing, by)
    return allows(codename)


def _permission_checks(thing, by):
    """Two checks that cost a query each, cached for the duration of one call."""

    @cache
    def may(codename, *, for_row=False):
        name = f"publishing.{codename}"
        if _is_unsorted(thing) and is_own():
            return by.has_perm(name)
        if not by.has_perm(name, thing):
            return False
        try:
            return for_row or by.has_perm(name, revisions.working_copy(thing))
        except ValidationError:  # nobody can read that text any more, so its category is unknown; the move says so
            return True

    @cache
    def is_own():
        if thing.pk is None:
            return True
        if not hasattr(thing, "writers"):
            attach_writers([thing])
        return by.pk in thing.writers

    return may, is_own


def _is_unsorted(thing):
    """Whether it is a draft that has not been put where somebody's rights could depend on."""
    section = thing.section()
    return section is not None and section.pk is None


def _refusal_reason(move, thing, by, may, is_own):
    if thing.is_trashed:
        return "Nội dung đang ở thùng rác. Hãy lấy lại trước."
    state = thing.working_state if move.state_read == "working_state" else State(thing.state)
    held_back = (move.when and not getattr(thing, move.when)) or (move.unless and getattr(thing, move.unless))
    if state not in move.origins or held_back:
        return f"Nội dung đang là: {state_description(thing)}. {move.advice}".strip()
    if not may(move.permission or STATES[state].edit_permission, for_row=move.state_read == "state"):
        return "Bạn không có quyền làm việc này với nội dung này."
    if move.by_sender and sender_id(thing) != by.pk:
        return "Chỉ người đã gửi mới rút lại được."
    if move.not_own and (by.is_superuser or is_own()):
        return (
            "Không ai tự duyệt hay tự đăng nội dung chính mình đã viết hay sửa. Hãy nhờ người khác, hoặc đăng thẳng và "
            "ghi lý do."
        )
    return ""


def with_sender(things):
    """Annotate a QuerySet with `sent_by_id`, the `sender_id` of each, without a query for each thing."""
    of_thing = {"content_type": ContentType.objects.get_for_model(things.model), "object_id": OuterRef("pk")}
    sent = Event.objects.filter(**of_thing, name=first_move()).order_by("-pk")
    saved = Revision.objects.filter(**of_thing).order_by("pk")
    return things.annotate(sent_by_id=Coalesce(Subquery(sent.values("by_id")[:1]), Subquery(saved.values("by_id")[:1])))


def sender_id(thing):
    """The id of who last sent the thing for review; of what nobody sent, of who saved its first text. Or None."""
    if not hasattr(thing, "sent_by_id"):
        thing.sent_by_id = (
            with_sender(type(thing)._base_manager.filter(pk=thing.pk)).values_list("sent_by_id", flat=True).first()
        )
    return thing.sent_by_id


def state_description(thing):
    """The state, scheduled or expired by the clock, with that of the open edit: "đã đăng, có bản sửa chờ duyệt"."""
    label = State(thing.state).label
    if thing.is_scheduled:
        label = f"hẹn giờ đăng lúc {clock_and_day(thing.publish_at)}"
    elif thing.is_expired:
        label = "đã hết hạn"
    return f"{label}, có bản sửa: {State(thing.edit_state).label}" if thing.has_open_edit else label


def may_set_new_date(name, thing, by):
    """Whether the user of this move may give the thing the present date instead of its earlier one."""
    at_once = MOVES[name].publishes and not MOVES[name].time
    return at_once and thing.state == State.WITHDRAWN and by.has_perm("publishing.publish", thing)


@announced_once()
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
    """Make a move of the workflow, record who made it, and return the thing as it is then.

    `at` is the aware moment of a `schedule` or `set_end`; `withdrawal` and `merged_into` say how the address of a
    withdrawn thing answers; `new_date` gives a withdrawn thing that is published again the present date; `version`
    is what the user has seen. Raises PermissionDenied with a Vietnamese sentence when the move is not open to `by`,
    ValidationError with one when a reason or a time is missing or the text cannot be published, and
    `lock.StaleVersion` when somebody has written since that version.
    """
    thing = lock.lock_version(thing, version)
    revisions.attach_open_revisions([thing])  # read once, for the rights and for the move
    _refuse_unless_open(name, thing, by, new_date=new_date)
    check_arguments(name, thing, note=note, at=at, withdrawal=withdrawal, merged_into=merged_into)
    _check_text(name, thing)
    before = snapshot_state(thing)
    if thing.has_open_edit and MOVES[name].state_read == "working_state":
        _move_edit(thing, MOVES[name], at=at, new_date=new_date)
    elif name == "unschedule" and thing.is_returning:
        _withdraw_again(thing, MOVES[name])
    else:
        _move_row(thing, name, at=at, withdrawal=withdrawal, merged_into=merged_into, new_date=new_date)
    vars(thing).pop("open_edit", None)
    _record_move(name, thing, before, by=by, note=note)
    return thing


def _refuse_unless_open(name, thing, by, *, new_date):
    if refusal := refusal_reason(name, thing, by):
        raise PermissionDenied(f"“{thing}”: {refusal}")
    if new_date and not may_set_new_date(name, thing, by):
        raise PermissionDenied(f"“{thing}”: chỉ người được đăng bài mới chọn ngày mới, và chỉ khi đăng lại bài đã gỡ.")


def _check_text(name, thing):
    """Refuse to send on a text in which the checklist finds an error."""
    if errors := text_errors(name, thing):
        raise ValidationError([str(one) for one in errors])


def text_errors(name, thing):
    """The findings of the checklist that stop this move of the thing."""
    text = moved_text(MOVES[name], thing) if MOVES[name].is_checked else None
    return checklist.errors(text) if text else []


def moved_text(move, thing):
    """The text that a move is about, as the checklist reads it; None when nobody can read it any more."""
    if move.state_read != "working_state":
        return CheckedText(thing)
    try:
        return CheckedText(revisions.working_copy(thing), edit=revisions.open_revision(thing))
    except ValidationError:  # the move says so itself
        return None


def _move_row(thing, name, *, at, withdrawal, merged_into, new_date):
    if new_date:
        add_public_change(thing, date=timezone.now())
    _set_columns(thing, name, at=at, withdrawal=withdrawal, merged_into=merged_into)
    _set_row_state(thing, MOVES[name].target or thing.state)


def _set_columns(thing, name, *, at, withdrawal, merged_into):
    move = MOVES[name]
    if name in {"set_end", "clear_end"}:
        thing.unpublish_at = at
    elif name == "set_date":
        _set_date(thing, at)
    elif move.publishes:
        thing.publish_at = at or thing.publish_at or timezone.now()
    elif move.withdraws:
        thing.withdrawal, thing.merged_into = Withdrawal(withdrawal), merged_into
    elif name == "unschedule":
        thing.publish_at = None


@transaction.atomic
def place(thing, state, *, at=None, by=None):
    """Set a thing's state without the rules for users: for import, demo, factories.

    `at` is the aware moment readers see as its date (now, when it is published without one). A thing
    without relations may come unsaved; one with relations is saved by `save_row`, given its relations
    and then placed, so that its first Revision holds them. The audit log names `by`, or the system. An open edit is
    kept while the thing is or was public.
    """
    before = None if thing._state.adding else snapshot_state(type(thing)._base_manager.get(pk=thing.pk))
    if state in PUBLIC_STATES:
        thing.publish_at = at or thing.publish_at or timezone.now()
    elif thing.has_open_edit:
        _set_edit_state(thing, RevisionState.DISCARDED)
    _set_row_state(thing, State(state), by=by)
    _record_move("place", thing, before, by=by)
    return thing


def _set_row_state(thing, state, *, by=None):
    thing.state = state
    thing.save_row()
    revision = revisions.for_row(thing)
    if revision is None:
        save_revision(thing, by=by)
    else:
        Revision.objects.filter(pk=revision.pk).update(state=thing.state)


def _move_edit(thing, move, *, at, new_date):
    if move.publishes:
        date = at or (timezone.now() if new_date else None)
        _publish_edit(thing, revisions.open_revision(thing), date=date)
    else:
        _set_edit_state(thing, move.target)


def _set_edit_state(thing, state):
    """Set the state of the open edit, of all its texts when it is discarded; nothing public changes or is announced."""
    edit = revisions.working_revisions(thing)
    if state != RevisionState.DISCARDED:
        edit = edit.filter(pk=revisions.open_revision(thing).pk)
    edit.update(state=state)
    thing.edit_state = "" if state == RevisionState.DISCARDED else state
    type(thing)._base_manager.filter(pk=thing.pk).update(edit_state=thing.edit_state)


def _publish_edit(thing, revision, *, date):
    """Give readers the text of an open edit, and tell them that it has changed.

    With a `date` that becomes the date they see; where it lies ahead, what was withdrawn comes back then.
    """
    read_until_now = TextSnapshot.of(thing).content
    relations, missing = revisions.apply_revision(thing, revision)
    if lost := [str(one) for one in missing if one.is_required]:
        raise ValidationError(f"Bản sửa nhắc đến nội dung không còn nữa ({'; '.join(lost)}). Hãy chọn lại rồi lưu.")
    thing.clean()
    thing.validate_constraints(exclude=NOT_OF_A_TEXT)
    text = TextSnapshot.of(thing, relations)
    if date or revision.correction or (text.content != read_until_now and not revision.is_minor):
        add_public_change(thing, revision.correction, date=date)
    thing.state, thing.edit_state = State.PUBLISHED, ""
    thing.save_row()
    _set_relations(thing, relations, read_until_now)
    Revision.objects.filter(pk=revision.pk).update(state=RevisionState.PUBLISHED)


def _set_relations(thing, relations, before):
    """Set the relations of a text, `{field: things}`, where they differ from those in the content `before`."""
    wanted = TextSnapshot.of(thing, relations).content
    for name, things in relations.items():
        if wanted[name] != before[name]:
            getattr(thing, name).set(things)


def _withdraw_again(thing, move):
    """Give a thing that is scheduled to come back its withdrawn text again; the new one is again an open edit."""
    edit = revisions.for_row(thing)
    withdrawn = Revision.objects.of(thing).filter(state=State.WITHDRAWN, pk__lt=edit.pk).order_by("-pk").first()
    before, relations = TextSnapshot.of(thing).content, {}
    if withdrawn:
        relations, _ = revisions.apply_revision(thing, withdrawn)
    thing.state, thing.edit_state = State.WITHDRAWN, move.target
    thing.publish_at = parse_datetime(thing.changes[-1]["date_before"])
    thing.changes = thing.changes[:-1]
    thing.save_row()
    _set_relations(thing, relations, before)
    Revision.objects.filter(pk=edit.pk).update(state=move.target)


def add_public_change(thing, text="", *, date=None):
    """Add to the changes that readers are shown; with a `date` the thing gets that one."""
    change = {"at": (date or timezone.now()).isoformat(), "text": text}
    if date:
        change["date_before"] = thing.publish_at.isoformat()
        thing.publish_at = date
    thing.changes = [*thing.changes, change]


def _set_date(thing, at):
    """Give the thing the date that readers should have seen; its entry in feeds goes on under the first one."""
    if thing.was_out:
        now = timezone.now().isoformat()
        thing.changes = [*thing.changes, {"at": now, "date_before": thing.publish_at.isoformat(), "is_silent": True}]
    thing.publish_at = at


def record(name, thing, before, *, by, note=""):
    """Write the Event of what was done to a thing; `before` is the result of `snapshot_state` before it."""
    log_event(name, thing, by=by, before=before, after=snapshot_state(thing), note=note)


def _record_move(name, thing, before, *, by, note=""):
    """The same with digests of the text that readers get, where they get one: the thing is as its row."""
    after = snapshot_state(thing)
    if thing.state in PUBLIC_STATES:
        after[TEXT_DIGESTS] = column_digests(thing)
    log_event(name, thing, by=by, before=before, after=after, note=note)


def snapshot_state(thing):
    """The values of a thing that an Event stores."""
    names = ("state", "publish_at", "unpublish_at", "withdrawal", "edit_state", "trashed_at")
    return {name: getattr(thing, name) for name in names}


def check_arguments(name, thing, *, note="", at=None, withdrawal=Withdrawal.IN_ERROR, merged_into=None):
    """Raise ValidationError, saying what to do, unless these arguments of `make_move` suit the move and the thing."""
    move = MOVES[name]
    if move.needs_note and not note.strip():
        raise ValidationError({"note": f"Hãy ghi lý do trước khi chọn “{move.label}”."})
    if move.time and (at is None or (at > timezone.now()) == move.is_past):
        raise ValidationError({"at": f"Hãy chọn {move.time.lower()} {'đã qua' if move.is_past else 'ở sau lúc này'}."})
    if name == "set_date" and thing.has_end and at >= thing.unpublish_at:
        raise ValidationError({"at": f"Hãy chọn ngày trước lúc tự gỡ, {clock_and_day(thing.unpublish_at)}."})
    if name == "set_end" and at <= thing.publish_at:
        raise ValidationError({"at": f"Hãy chọn thời điểm tự gỡ ở sau lúc đăng, {clock_and_day(thing.publish_at)}."})
    if move.publishes:
        _check_end(thing, goes_out_at=at or timezone.now())
    if move.withdraws and withdrawal == Withdrawal.MERGED:
        _check_target(thing, merged_into)


def _check_end(thing, *, goes_out_at):
    """Refuse to publish what would be expired then."""
    end = thing.unpublish_at
    if end is None or end > goes_out_at:
        return
    why = "thời điểm ấy đã qua" if thing.is_past_end else "trước giờ hẹn đăng"
    advice = "mở trang sửa, bấm “Bỏ hẹn giờ gỡ”" if thing.was_out else "sửa thời điểm tự gỡ"
    raise ValidationError(f"Nội dung này hẹn tự gỡ lúc {clock_and_day(end)}, {why}. Hãy {advice} rồi mới đăng.")


def _check_target(thing, target):
    if target is None or target == thing:
        raise ValidationError({"merged_into": "Hãy chọn một bài khác đang đăng để gộp vào."})
    target = type(target)._base_manager.get(pk=target.pk)  # as stored now, not as it was read when it was chosen
    ways = [target, *target.merge_chain()]
    if thing in ways:
        advice = f"Hãy chọn một bài khác đang đăng, hoặc đăng lại “{target}” trước."
        raise ValidationError({"merged_into": f"“{target}” đã gộp vào chính nội dung này, không gộp vòng. {advice}"})
    if not any(one.is_published for one in ways):
        raise ValidationError({"merged_into": f"“{target}” không còn đang đăng. Hãy chọn một bài khác để gộp vào."})
