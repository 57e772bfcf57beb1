"""How many steps the public site has moved on; what was rendered in an earlier generation may be stale.

A step is a row of its own, inserted in the transaction of the change: right in whatever order transactions commit,
and no row that two editors would wait for.
"""

from django.db import connection, transaction
from django.db.models import Sum

from traffic.models import Generation

FOLDED_ABOVE = 500  # rows


def advance() -> None:
    """Move on by one step, as part of the transaction that changes what readers see."""
    Generation.objects.create()


def current() -> int:
    """Return the generation as committed now."""
    return Generation.objects.aggregate(steps=Sum("step"))["steps"] or 0


def fold() -> None:
    """Make one row of many, once there are many; the sum stays what it is at every instant."""
    if Generation.objects.count() <= FOLDED_ABOVE:
        return
    with transaction.atomic():
        can_skip = connection.features.has_select_for_update_skip_locked
        rows = dict(Generation.objects.select_for_update(skip_locked=can_skip).values_list("pk", "step"))
        if rows:
            Generation.objects.filter(pk__in=rows).delete()
            Generation.objects.create(step=sum(rows.values()))
