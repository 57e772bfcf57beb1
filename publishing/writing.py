"""What people write: kept with every save, shown to readers only by a move."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from publishing import lock, revisions, workflow
from publishing.models import Revision, State
from publishing.revisions import Text
from vietnamese.dates import clock_and_day


@transaction.atomic
def save_text(thing, *, by, relations=None, version=None, **about):
    """Keep what somebody wrote into the columns of a thing, and its `relations` as `{field: things}`.

    Before readers have met the thing, the row and a Revision are written alike; afterwards a Revision alone. `about`
    are fields of the Revision: `note` says why, `is_minor` and `correction` what readers are told. A text that is as it
    was is not kept twice. Raises `lock.Stale` when somebody has written since `version`, PermissionDenied when `by`
    may not.
    """
    current = lock.claim(thing, version)
    if not workflow.may_edit(current, by):
        raise PermissionDenied(f"“{current}”: lúc này bạn không được sửa nội dung này.")
    kept = revisions.open_revision(current) or Revision()
    read_before = Text.kept_in(kept) if kept.pk else Text.of(current)
    thing.version = current.version
    state = State(current.edit_state or State.DRAFT) if current.was_out else current.state
    text = _beside(thing, relations) if current.was_out else _in_row(thing, relations)
    is_as_it_was = all(value == getattr(kept, name) for name, value in about.items() if name != "note" or value)
    if text.content == read_before.content and is_as_it_was:
        return
    if current.was_out:
        type(thing)._base_manager.filter(pk=thing.pk).update(edit_state=state)
        thing.edit_state = state
    revisions.write(thing, by=by, text=text, state=state, **about)


def _in_row(thing, relations):
    thing.save_row()
    for name, things in (relations or {}).items():
        getattr(thing, name).set(things)
    return Text.of(thing)


def _beside(thing, relations):
    for column in revisions.versioned(thing):
        if not column.many_to_many:
            column.pre_save(thing, add=False)  # as it would be stored: cleaned, its file put into the storage
    return Text.of(thing, relations)


@transaction.atomic
def take_up(thing, revision, *, by, version=None):
    """Make a kept text the one being worked on again; answer the thing and what is missing of it now.

    Raises ValidationError when something that is required is no more or nobody can read that text any more; else as
    `save_text` does.
    """
    thing = lock.claim(thing, version)
    before = workflow.standing(thing)
    relations, missing = revisions.lay_over(thing, revision)
    if lost := [str(one) for one in missing if one.is_required]:
        raise ValidationError(
            f"Chưa khôi phục được bản này: {'; '.join(lost)} không còn nữa, mà nội dung này không để trống được. "
            "Hãy tạo lại hoặc chép phần cần dùng sang bản đang soạn."
        )
    thing.clean()
    thing.validate_constraints()
    moment = clock_and_day(timezone.localtime(revision.created_at))
    save_text(thing, by=by, relations=relations, note=f"Khôi phục bản lưu lúc {moment}.")
    workflow.record("take_up", thing, before, by=by, note=f"Bản lưu lúc {moment}.")
    return thing, missing
