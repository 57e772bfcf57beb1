"""Who writes first wins; who comes second is told.

Every act on a thing begins with one statement that counts its `version` up, where it is still the version that was
seen. The statement locks the row until the end of the transaction, so whoever acts on the same thing meanwhile waits
for it and then finds another version.
"""

from django.db.models import F
from django.utils import timezone


class Stale(Exception):
    """Somebody has written to the thing since it was read."""


def claim(thing, seen=None):
    """Take the thing's row for the rest of this transaction and answer it as it stands there.

    `seen` is the version that was read before the act was decided on; None for an act that does not depend on what was
    read. Raises Stale when another has written since, and the model's DoesNotExist when the thing is gone.
    """
    rows = type(thing)._base_manager.filter(pk=thing.pk)
    as_seen = rows if seen is None else rows.filter(version=seen)
    if not as_seen.update(version=F("version") + 1, worked_on_at=timezone.now()) and rows.exists():
        raise Stale
    return rows.get()


def hold(model, pks):
    """Lock rows of what has no `version` for the rest of this transaction; answer the keys of those that are there.

    What is read of them afterwards is what stays. On SQLite the transaction itself is the lock: only one writes.
    """
    rows = model._base_manager.select_for_update().filter(pk__in=pks).order_by("pk")
    return list(rows.values_list("pk", flat=True))
