"""Notices what went out or came down by the clock, once, from any number of processes.

Nothing is done at such an instant: things appear and vanish by a predicate. So the instants that have passed since the
last look are sought; each look goes back a little further, for what was committed late, and the key of an Occurrence
lets none be told of twice.
"""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from portal.notifications.models import ClockMark, Happening, Occurrence
from publishing.kinds import all_kinds
from publishing.models import Event
from publishing.workflow import MOVES

LOOK_BACK = timedelta(minutes=2)
MAX_LATE = timedelta(days=1)  # what passed while no server ran, or since a copy that was restored
MARK_INTERVAL = timedelta(minutes=1)
MAX_AT_ONCE = 500  # of a kind and a happening


def notice_instants() -> None:
    """Write an Occurrence for each instant that has passed since the last look."""
    now, mark = timezone.now(), ClockMark.objects.filter(pk=1).first()
    if mark is None:
        ClockMark.objects.bulk_create([ClockMark(pk=1, at=now)], ignore_conflicts=True)
        return
    since = max(mark.at, now - MAX_LATE) - LOOK_BACK
    passed = {one.key: one for kind in all_kinds() for one in _passed(kind.model, since, now)}
    known = set(Occurrence.objects.filter(key__in=passed).values_list("key", flat=True)) if passed else set()
    Occurrence.objects.bulk_create([one for key, one in passed.items() if key not in known], ignore_conflicts=True)
    if now - mark.at > MARK_INTERVAL:
        ClockMark.objects.filter(pk=1, at=mark.at).update(at=now)


def _passed(model, since, now):
    kind = ContentType.objects.get_for_model(model)
    placing = [name for name, move in MOVES.items() if move.publishes]
    by_clock = [name for name in placing if MOVES[name].time]
    last = Event.objects.filter(content_type=kind, object_id=OuterRef("pk"), name__in=[*placing, "place"])
    gone_out = model.objects.gone_out(since=since, until=now)
    by_schedule = gone_out.annotate(placed_by=Subquery(last.order_by("-pk").values("name")[:1]))
    went_out = by_schedule.filter(placed_by__in=by_clock)
    came_down = model.objects.come_down(since=since, until=now)
    for happening, rows, field in (
        (Happening.OUT, went_out, "publish_at"),
        (Happening.DOWN, came_down, "unpublish_at"),
    ):
        for pk, at in rows.order_by(field).values_list("pk", field)[:MAX_AT_ONCE]:
            key = f"{happening}:{kind.pk}:{pk}:{at:%Y%m%d%H%M%S%f}"
            yield Occurrence(key=key, happening=happening, content_type=kind, object_id=pk, at=at)
