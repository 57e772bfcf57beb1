"""The trash: what readers have never met can be thrown away, taken back for a while, and then is gone.

What was out is never deleted, only withdrawn. No clock empties the trash: whoever throws something away next does.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from publishing import lock, workflow
from publishing.models import Revision

KEPT_FOR = timedelta(days=30)


def oldest_kept():
    """The moment since when things in the trash can still be taken back."""
    return timezone.now() - KEPT_FOR


def may_throw_away(thing, by):
    return not thing.was_out and workflow.may_edit(thing, by)


def may_take_back(thing, by):
    in_time = thing.is_trashed and thing.trashed_at > oldest_kept()
    return in_time and by.has_perm(f"publishing.{workflow.EDITS[thing.working_state]}", thing)


@transaction.atomic
def throw_away(thing, *, by, version=None):
    """Put into the trash what was never out, and forget what has lain there longer than it is kept."""
    thing = lock.claim(thing, version)
    if not may_throw_away(thing, by):
        raise PermissionDenied(f"“{thing}”: chỉ bỏ được vào thùng rác nội dung chưa từng đăng mà bạn được sửa.")
    _put(thing, timezone.now(), "throw_away", by)
    for old in type(thing)._base_manager.filter(trashed_at__lte=oldest_kept()):
        _forget(old)
    return thing


@transaction.atomic
def take_back(thing, *, by):
    """Take a thing out of the trash, in the state it was thrown away in."""
    thing = lock.claim(thing)
    if not may_take_back(thing, by):
        raise PermissionDenied(f"“{thing}”: không còn trong thùng rác, hoặc bạn không được lấy lại.")
    return _put(thing, None, "take_back", by)


def _put(thing, trashed_at, name, by):
    before = workflow.standing(thing)
    thing.trashed_at = trashed_at
    thing.save_row(update_fields=["trashed_at"])
    workflow.record(name, thing, before, by=by)
    return thing


def _forget(thing):
    """Delete it with its revisions; the record stays. What others are tied to stays in the trash, unseen."""
    before = workflow.standing(thing)
    try:
        with transaction.atomic():
            workflow.record("delete", thing, before, by=None)
            Revision.objects.of(thing).delete()
            thing.delete()
    except ProtectedError:
        return
