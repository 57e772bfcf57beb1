"""Saving texts: every save is kept as a Revision, but readers see it only after a move."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from publishing import lock, revisions, workflow
from publishing.dates import clock_and_day
from publishing.models import Revision, State, TextSnapshot, save_revision, versioned_columns


@transaction.atomic
def save_text(thing, *, by, relations=None, version=None, **edit_fields):
    """Save the text in the columns of a thing, and its `relations` as `{field: things}`.

    Before the thing was public, the row and a Revision are written alike; afterwards a Revision alone. `edit_fields`
    are fields of the Revision: `note` says why, `is_minor` and `correction` what readers are shown. An unchanged text
    is not stored twice; a change takes an approval back. Raises `lock.StaleVersion` when somebody has written since
    `version`, PermissionDenied when `by` may not save.
    """
    current = lock.lock_version(thing, version)
    if not workflow.may_edit(current, by):
        raise PermissionDenied(f"“{current}”: lúc này bạn không được sửa nội dung này.")
    kept = revisions.open_revision(current) or Revision()
    read_before = TextSnapshot.from_revision(kept, current) if kept.pk else TextSnapshot.of(current)
    thing.version = current.version
    before = State(current.edit_state or State.DRAFT) if current.was_out else current.working_state
    state = workflow.state_after_change(before)
    text = _as_stored_snapshot(thing, relations) if current.was_out else _save_to_row(thing, relations)
    is_as_it_was = all(value == getattr(kept, name) for name, value in edit_fields.items() if name != "note" or value)
    if text.content == read_before.content and is_as_it_was:
        return
    column = "edit_state" if current.was_out else "state"
    setattr(thing, column, state)
    type(thing)._base_manager.filter(pk=thing.pk).update(**{column: state})
    save_revision(thing, by=by, text=text, state=state, **edit_fields)
    if state != before:
        workflow.record("unapprove", thing, workflow.snapshot_state(current), by=by)


def _save_to_row(thing, relations):
    thing.save_row()
    for name, things in (relations or {}).items():
        getattr(thing, name).set(things)
    return TextSnapshot.of(thing)


def _as_stored_snapshot(thing, relations):
    for column in versioned_columns(thing):
        if not column.many_to_many:
            column.pre_save(thing, add=False)  # the value as stored: cleaned, its file saved to the storage
    return TextSnapshot.of(thing, relations)


@transaction.atomic
def restore_revision(thing, revision, *, by, version=None):
    """Make a saved text the working text again; return the thing and what is missing of it now.

    A field that the revision does not know becomes what it is in a new thing.

    Raises ValidationError when a required object was deleted or the text's schema cannot be upgraded; else the same
    as `save_text`.
    """
    thing = lock.lock_version(thing, version)
    before = workflow.snapshot_state(thing)
    relations, missing = revisions.apply_revision(thing, revision, unknown=TextSnapshot.of(type(thing)()))
    if lost := [str(one) for one in missing if one.is_required]:
        raise ValidationError(
            f"Chưa khôi phục được bản này: {'; '.join(lost)} không còn nữa, mà nội dung này không để trống được. "
            "Hãy tạo lại hoặc chép phần cần dùng sang bản đang soạn."
        )
    thing.clean()
    thing.validate_constraints()
    moment = clock_and_day(revision.created_at)
    save_text(thing, by=by, relations=relations, note=f"Khôi phục bản lưu lúc {moment}.")
    workflow.record("take_up", thing, before, by=by, note=f"Bản lưu lúc {moment}.")
    return thing, missing
