"""The generation counts announced changes of the public site; what was rendered in an earlier one may be stale.

Each change inserts a row in its own transaction: the sum is right in whatever order transactions commit, and there is
no row that two editors would wait for.
"""

from django.db import connection, transaction
from django.db.models import Sum

from traffic.models import Generation

COMPACT_ABOVE_ROWS = 500


def advance() -> None:
    """Count one more change, as part of the transaction that changes what readers see."""
    Generation.objects.create()


def current() -> int:
    """Return the generation as committed now."""
    return Generation.objects.aggregate(steps=Sum("step"))["steps"] or 0


def compact() -> None:
    """Replace many rows by one with their sum; every reader sees the same sum at every instant."""
    if Generation.objects.count() <= COMPACT_ABOVE_ROWS:
        return
    with transaction.atomic():
        can_skip = connection.features.has_select_for_update_skip_locked
        rows = dict(Generation.objects.select_for_update(skip_locked=can_skip).values_list("pk", "step"))
        if rows:
            Generation.objects.filter(pk__in=rows).delete()
            Generation.objects.create(step=sum(rows.values()))
