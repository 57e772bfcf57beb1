"""Which edition of the site is out.

An edition ends when something announced has changed (the generation moves on) and at the next instant at which
anything appears or vanishes by the clock: what was rendered under another edition, or under one that has ended, is
stale. The housekeeper of each process reads the generation twice a second; the instants are asked for anew only when
an edition has ended, since a change of any instant is itself a change of generation.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

# Each answers the next moment at which something of its kind appears or vanishes, or None; wired in portal/apps.py
instants: list[Callable[[], datetime | None]] = []


@dataclass(slots=True, eq=False)
class Edition:
    """A generation, and the moment (seconds since 1970) at which it ends: by the clock at the latest."""

    generation: int
    ends_at: float

    def has_ended(self, generation: int, now: float) -> bool:
        return generation != self.generation or now >= self.ends_at

    def end(self, now: float) -> None:
        """Something has changed: it ends now, unless the clock was quicker."""
        self.ends_at = min(self.ends_at, now)


def nothing_known() -> Edition:
    """The edition of what is left from before: over for long."""
    return Edition(generation=-1, ends_at=0)


def begin(generation: int) -> Edition:
    """The edition of a generation that was read before this is called; at midnight the day's date changes."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    moments = [datetime.combine(tomorrow, time(), timezone.get_default_timezone())]
    moments += [moment for instant in instants if (moment := instant())]
    return Edition(generation, min(moments).timestamp())
