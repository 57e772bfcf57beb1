"""The archive: local years, months and days, and which of them hold articles.

At a million articles nothing here counts them all: it checks whether there is one, and counts up to a limit.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import IntegerField, Subquery
from django.urls import reverse
from django.utils import timezone

from news.models import Article
from vietnamese.dates import Month, long_date, month_title

MAX_COUNTED_ARTICLES = 999  # of a month; beyond it the page says "more than"
FIRST_YEAR, LAST_YEAR = 1900, 2999


@dataclass(frozen=True)
class Period:
    """A local year, month or day; ValueError for one that no calendar has, and for impossible years."""

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
    def enclosing(self):
        """The year, or the year and the month, that it lies in."""
        around = [Period(self.year), Period(self.year, self.month)]
        return around[: bool(self.month) + bool(self.day)]

    def same_kind_at(self, moment):
        """The year, month or day in which a moment lies; None for None."""
        on = moment and timezone.localdate(moment)
        return Period(on.year, self.month and on.month, self.day and on.day) if on and on.year >= FIRST_YEAR else None


@dataclass(frozen=True)
class MonthCalendar:
    """The days of a month by weeks, Monday first: (number, Period where there are articles), 0 for no day."""

    month: Period
    weeks: list


def years():
    """The years that hold articles, the newest first; two queries."""
    out = Article.objects.published()
    oldest, newest = _answer_in_one_query([_first_date(out.oldest_first()), _first_date(out.newest_first())])
    if oldest is None:
        return []
    first, last = max(timezone.localdate(oldest).year, FIRST_YEAR), timezone.localdate(newest).year
    span = [Period(year) for year in range(last, first - 1, -1)]
    return [year for year, holds in zip(span, _answer_in_one_query(map(_newest_date_in, span)), strict=True) if holds]


def months(year):
    """The months of a year that hold articles, as (month, count up to MAX_COUNTED_ARTICLES, whether there are more)."""
    of_year = [Period(year.year, month) for month in range(1, 13)]
    counted = zip(of_year, _answer_in_one_query(map(_count_in, of_year)), strict=True)
    return [
        (month, min(count, MAX_COUNTED_ARTICLES), count > MAX_COUNTED_ARTICLES) for month, count in counted if count
    ]


def month_calendar(period):
    """The MonthCalendar of the month a period lies in; one query."""
    month = Period(period.year, period.month)
    weeks = [[day.day * (day.month == month.month) for day in week] for week in Month.of(month.first).weeks]
    days = [Period(month.year, month.month, day) for week in weeks for day in week if day]
    held = {
        day.day: day for day, holds in zip(days, _answer_in_one_query(map(_newest_date_in, days)), strict=True) if holds
    }
    return MonthCalendar(month, [[(day, held.get(day)) for day in week] for week in weeks])


def neighbours(period):
    """The nearest periods of its kind before and after it that hold articles, or None; one query."""
    out = Article.objects.published()
    before, after = out.filter(publish_at__lt=period.start), out.filter(publish_at__gte=period.end)
    return tuple(
        map(
            period.same_kind_at,
            _answer_in_one_query([_first_date(before.newest_first()), _first_date(after.oldest_first())]),
        )
    )


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time()))


# Subqueries, several answered in one query; each orders by date so that the database uses the index of dates


class _RowCount(Subquery):
    """How many rows a QuerySet has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def _newest_date_in(period):
    return _first_date(Article.objects.published().in_period(period).newest_first())


def _count_in(period):
    return _RowCount(
        Article.objects.published().in_period(period).newest_first().values("pk")[: MAX_COUNTED_ARTICLES + 1]
    )


def _first_date(articles):
    return Subquery(articles.values("publish_at")[:1])


def _answer_in_one_query(questions):
    """The results of several subqueries, by one query: as annotations of any one article."""
    named = {f"answer_{number}": question for number, question in enumerate(questions)}
    return Article.objects.annotate(**named).values_list(*named).first() or [None] * len(named)
