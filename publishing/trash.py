"""The trash: what was never public can be put into it, restored for a while, and is then deleted.

What was public is never deleted, only withdrawn. There is no timer: the next use of the trash deletes what is expired.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from publishing import lock, workflow
from publishing.models import Revision, ShareLink, UnsavedForm

RETENTION = timedelta(days=30)


def retention_start():
    """Things put into the trash from this moment on can still be restored."""
    return timezone.now() - RETENTION


def may_throw_away(thing, by):
    return not thing.was_out and workflow.may_edit(thing, by)


def may_take_back(thing, by):
    in_time = thing.is_trashed and thing.trashed_at > retention_start()
    return in_time and workflow.has_permission(workflow.STATES[thing.working_state].edit_permission, thing, by)


@transaction.atomic
def throw_away(thing, *, by, version=None):
    """Put what was never public into the trash, and delete what has been there longer than RETENTION."""
    thing = lock.lock_version(thing, version)
    if not may_throw_away(thing, by):
        raise PermissionDenied(f"“{thing}”: chỉ bỏ được vào thùng rác nội dung chưa từng đăng mà bạn được sửa.")
    _set_trashed_at(thing, timezone.now(), "throw_away", by)
    ShareLink.objects.of(thing).revoke()
    for old in type(thing)._base_manager.filter(trashed_at__lte=retention_start()):
        _delete_for_good(old)
    return thing


@transaction.atomic
def take_back(thing, *, by):
    """Take a thing out of the trash, in the state it was thrown away in."""
    thing = lock.lock_version(thing)
    if not may_take_back(thing, by):
        raise PermissionDenied(f"“{thing}”: không còn trong thùng rác, hoặc bạn không được lấy lại.")
    return _set_trashed_at(thing, None, "take_back", by)


def _set_trashed_at(thing, trashed_at, name, by):
    before = workflow.snapshot_state(thing)
    thing.trashed_at = trashed_at
    thing.save_row(update_fields=["trashed_at"])
    workflow.record(name, thing, before, by=by)
    return thing


def _delete_for_good(thing):
    """Delete it with its revisions; the audit log remains. What others refer to stays in the trash, hidden."""
    before = workflow.snapshot_state(thing)
    try:
        with transaction.atomic():
            workflow.record("delete", thing, before, by=None)
            Revision.objects.of(thing).delete()
            UnsavedForm.objects.of(thing).delete()
            thing.delete()
    except ProtectedError:
        return
