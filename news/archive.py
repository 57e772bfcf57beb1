"""The archive: local years, months and days, and which of them hold articles.

At a million articles nothing here counts them: it asks whether there is one, and counts no further than can be shown.
"""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import IntegerField, Subquery
from django.urls import reverse
from django.utils import timezone

from news.models import Article
from vietnamese.dates import long_date, month_title

MOST_COUNTED = 999  # of a month; beyond it the page says "more than"
FIRST_YEAR, LAST_YEAR = 1900, 2999


@dataclass(frozen=True)
class Period:
    """A local year, month or day; ValueError for one that no calendar has, and for years out of all question."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self):
        if not FIRST_YEAR <= self.year <= LAST_YEAR or not self.first:
            raise ValueError(f"no year of the archive: {self.year}")

    def __str__(self):
        if self.day:
            return long_date(self.first)
        return month_title(self.first) if self.month else f"năm {self.year}"

    def get_absolute_url(self):
        parts = [part for part in (self.year, self.month, self.day) if part]
        return reverse(f"archive_{('year', 'month', 'day')[len(parts) - 1]}", args=parts)

    @property
    def first(self):
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def start(self):
        return _midnight(self.first)

    @property
    def end(self):
        if self.day:
            return _midnight(self.first + timedelta(days=1))
        years, month = divmod(self.month or 12, 12)
        return _midnight(date(self.year + years, month + 1, 1))

    @property
    def larger(self):
        """The year, or the year and the month, that it lies in."""
        around = [Period(self.year), Period(self.year, self.month)]
        return around[: bool(self.month) + bool(self.day)]

    def like(self, moment):
        """The year, month or day in which a moment lies; None for None."""
        on = moment and timezone.localdate(moment)
        return Period(on.year, self.month and on.month, self.day and on.day) if on and on.year >= FIRST_YEAR else None


@dataclass(frozen=True)
class Calendar:
    """The days of a month by weeks, Monday first: (number, Period where there are articles), 0 for no day."""

    month: Period
    weeks: list


def years():
    """The years that hold articles, the newest first; two queries."""
    out = Article.objects.published()
    oldest, newest = _ask([_date_of(out.oldest_first()), _date_of(out.newest_first())])
    if oldest is None:
        return []
    first, last = max(timezone.localdate(oldest).year, FIRST_YEAR), timezone.localdate(newest).year
    span = [Period(year) for year in range(last, first - 1, -1)]
    return [year for year, holds in zip(span, _ask(map(_holds, span)), strict=True) if holds]


def months(year):
    """The months of a year that hold articles, as (month, how many up to MOST_COUNTED, whether there are more)."""
    of_year = [Period(year.year, month) for month in range(1, 13)]
    counted = zip(of_year, _ask(map(_count, of_year)), strict=True)
    return [(month, min(count, MOST_COUNTED), count > MOST_COUNTED) for month, count in counted if count]


def calendar_of(period):
    """The Calendar of the month a period lies in; one query."""
    month = Period(period.year, period.month)
    weeks = calendar.Calendar(calendar.MONDAY).monthdayscalendar(month.year, month.month)
    days = [Period(month.year, month.month, day) for week in weeks for day in week if day]
    held = {day.day: day for day, holds in zip(days, _ask(map(_holds, days)), strict=True) if holds}
    return Calendar(month, [[(day, held.get(day)) for day in week] for week in weeks])


def neighbours(period):
    """The nearest periods of its kind before and after it that hold articles, or None; one query."""
    out = Article.objects.published()
    before, after = out.filter(publish_at__lt=period.start), out.filter(publish_at__gte=period.end)
    return tuple(map(period.like, _ask([_date_of(before.newest_first()), _date_of(after.oldest_first())])))


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time()))


# Questions, and how they are asked together: in the order of dates, so that a database takes the index of dates


class _Number(Subquery):
    """How many rows a QuerySet has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def _holds(period):
    return _date_of(Article.objects.published().within(period).newest_first())


def _count(period):
    return _Number(Article.objects.published().within(period).newest_first().values("pk")[: MOST_COUNTED + 1])


def _date_of(articles):
    return Subquery(articles.values("publish_at")[:1])


def _ask(questions):
    """The answers to several questions, by one query: they hang on any one article."""
    named = {f"answer_{number}": question for number, question in enumerate(questions)}
    return Article.objects.annotate(**named).values_list(*named).first() or [None] * len(named)
