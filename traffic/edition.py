"""The current edition of the site; a cached page is fresh in its own edition alone.

An edition ends when an announced change increases the generation, and at the next instant at which anything appears
or vanishes by the clock: what was rendered under another edition, or under one that has ended, is stale. The
housekeeper of each process reads the generation twice a second; the instants are queried again only when an edition
has ended, since a change of any instant is itself a change of generation.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

# Each returns the next moment at which something of its kind appears or vanishes, or None; wired in portal/apps.py
next_instant_functions: list[Callable[[], datetime | None]] = []


@dataclass(slots=True, eq=False)
class Edition:
    """A generation, and the moment (seconds since 1970) at which it ends: by the clock at the latest."""

    generation: int
    ends_at: float

    def has_ended(self, generation: int, now: float) -> bool:
        return generation != self.generation or now >= self.ends_at

    def end(self, now: float) -> None:
        """Something has changed: the edition ends now if it has not ended yet."""
        self.ends_at = min(self.ends_at, now)


def expired_edition() -> Edition:
    """An edition that ended long ago, for pages loaded from disk."""
    return Edition(generation=-1, ends_at=0)


def begin(generation: int) -> Edition:
    """The edition of a generation that was read before this is called; at midnight the day's date changes."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    moments = [datetime.combine(tomorrow, time(), timezone.get_default_timezone())]
    moments += [moment for instant in next_instant_functions if (moment := instant())]
    return Edition(generation, min(moments).timestamp())
