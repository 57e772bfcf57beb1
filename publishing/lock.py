"""Optimistic locking: the first to write wins, a later write that is based on an older version is refused.

Every change of a thing begins with one statement that increments its `version` if it is still the version that was
read. The statement locks the row until the end of the transaction, so a concurrent change of the same thing waits and
then finds another version.
"""

from django.db.models import F
from django.utils import timezone


class StaleVersion(Exception):
    """Somebody has changed the thing since it was read."""


def lock_version(thing, seen=None):
    """Lock the thing's row until the end of the transaction, increment its version and return it as stored.

    `seen` is the version that was read before the change was decided on; None for a change that does not depend on
    what was read. Raises StaleVersion when another has written since, and the model's DoesNotExist when it is deleted.
    """
    rows = type(thing)._base_manager.filter(pk=thing.pk)
    as_seen = rows if seen is None else rows.filter(version=seen)
    if not as_seen.update(version=F("version") + 1, worked_on_at=timezone.now()) and rows.exists():
        raise StaleVersion
    return rows.get()


def lock_rows(model, pks):
    """Lock rows of a model without `version` until the end of the transaction; return the keys of those that exist.

    Nobody else changes what is read of them afterwards. On SQLite the transaction itself is the lock: only one writes.
    """
    rows = model._base_manager.select_for_update().filter(pk__in=pks).order_by("pk")
    return list(rows.values_list("pk", flat=True))
