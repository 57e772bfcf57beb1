"""Does what the housekeeper calls it for: tells of what happened, writes the letters, forgets what is old."""

from datetime import timedelta
from functools import partial
from time import monotonic

from django.utils import timezone

from portal.notifications import clock, digests, telling
from portal.notifications.models import Occurrence

RETENTION = timedelta(days=90)
MAX_TELLING_SECONDS = 0.2  # of a turn in which readers' counts and what is published wait


class Notifier:
    """Called at each turn; does each of its tasks in an interval of its own, in seconds."""

    INTERVALS = (
        (partial(telling.tell_what_happened, MAX_TELLING_SECONDS), 1),
        (clock.notice_instants, 5),
        (digests.write_letters, 3),
    )
    SECONDS_BETWEEN_CLEANUPS = 3600

    def __init__(self):
        tasks = [*self.INTERVALS, (forget_old, self.SECONDS_BETWEEN_CLEANUPS)]
        self._tasks = [[task, seconds, 0.0] for task, seconds in tasks]

    def __call__(self) -> None:
        for entry in self._tasks:
            task, seconds, due_at = entry
            if monotonic() >= due_at:
                entry[2] = monotonic() + seconds
                task()


def forget_old() -> None:
    """Delete what happened longer ago than RETENTION, and with it who was told."""
    Occurrence.objects.filter(at__lt=timezone.now() - RETENTION).delete()
