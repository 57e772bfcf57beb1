"""A month as a calendar shows it: weeks that begin on Monday."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

NAMED = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True)
class Day:
    """One field of the calendar: what goes out and comes down on it, as `(moment, thing, whether it goes out)`."""

    date: date
    is_of_month: bool
    coming: list


@dataclass(frozen=True)
class Month:
    first: date

    @classmethod
    def of(cls, day):
        return cls(day.replace(day=1))

    @classmethod
    def named(cls, text):
        """The month that an address names, `2026-11`; None for what names none."""
        found = NAMED.fullmatch(text)
        try:
            return cls(date(int(found[1]), int(found[2]), 1)) if found and 1900 < int(found[1]) < 9000 else None
        except ValueError:
            return None

    @property
    def before(self):
        return self.of(self.first - timedelta(days=1))

    @property
    def after(self):
        return self.of(self.first + timedelta(days=31))

    @property
    def name(self):
        return f"{self.first:%Y-%m}"

    def weeks(self, coming):
        """The weeks that have a day in this month, each seven of `Day`."""
        by_day = {}
        for one in coming:
            by_day.setdefault(timezone.localtime(one[0]).date(), []).append(one)
        weeks = calendar.Calendar(firstweekday=0).monthdatescalendar(self.first.year, self.first.month)
        return [[Day(day, day.month == self.first.month, by_day.get(day, [])) for day in week] for week in weeks]
