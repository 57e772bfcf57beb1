"""What goes out and comes down in a month, day by day."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone


@dataclass(frozen=True)
class Day:
    """One day of the calendar: what is published or taken down on it, as `(moment, thing, is published)`."""

    date: date
    is_of_month: bool
    coming: list


def weeks(month, coming):
    """The weeks of a month (`vietnamese.dates.Month`), each seven of `Day`."""
    by_day = {}
    for one in coming:
        by_day.setdefault(timezone.localtime(one[0]).date(), []).append(one)
    return [[Day(day, day.month == month.first.month, by_day.get(day, [])) for day in week] for week in month.weeks]
