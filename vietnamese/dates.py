"""Dates as Vietnamese readers write them: the day first, the week beginning on Monday."""

import calendar
import datetime
import re
from dataclasses import dataclass

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_YEAR_MONTH = re.compile(r"([12][0-9]{3})-([0-9]{2})")
_DAY_MONTH_YEAR = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")


def long_date(date: datetime.date) -> str:
    """Return the date in full, as a newspaper heads its page. A moment is taken at its own clock: make it local first.

    >>> long_date(datetime.date(2026, 11, 23))
    'Thứ Hai, ngày 23 tháng 11 năm 2026'
    """
    return f"{_WEEKDAYS[date.weekday()]}, ngày {date.day} tháng {date.month} năm {date.year}"


def clock_and_day(moment: datetime.datetime) -> str:
    """Return the moment as it is announced, at its own clock: make it local first.

    >>> clock_and_day(datetime.datetime(2026, 11, 30, 8, 0))
    '08:00 thứ Hai 30/11/2026'
    """
    weekday = _WEEKDAYS[moment.weekday()]
    return f"{moment:%H:%M} {weekday[0].lower()}{weekday[1:]} {moment:%d/%m/%Y}"


def clock_and_date(moment: datetime.datetime) -> str:
    """Return the moment as lists and records write it, at its own clock: make it local first.

    >>> clock_and_date(datetime.datetime(2026, 11, 30, 8, 0))
    '08:00, 30/11/2026'
    """
    return f"{moment:%H:%M, %d/%m/%Y}"


def month_title(date: datetime.date) -> str:
    """Return the month of the date, as the heading of what belongs to it.

    >>> month_title(datetime.date(2026, 11, 23))
    'tháng 11/2026'
    """
    return f"tháng {date.month}/{date.year}"


@dataclass(frozen=True)
class Month:
    """A month, named in addresses as `2026-11`."""

    first: datetime.date

    @classmethod
    def of(cls, day: datetime.date) -> "Month":
        """Return the month in which the day lies."""
        return cls(day.replace(day=1))

    @classmethod
    def parse(cls, text: str) -> "Month | None":
        """Return the month that a text names, None for any other text.

        >>> Month.parse("2026-11").title
        'tháng 11/2026'
        >>> Month.parse("2026-13"), Month.parse("0026-01")
        (None, None)
        """
        found = _YEAR_MONTH.fullmatch(text)
        return cls(datetime.date(int(found[1]), int(found[2]), 1)) if found and 1 <= int(found[2]) <= 12 else None

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def title(self) -> str:
        return month_title(self.first)

    @property
    def before(self) -> "Month":
        return self.of(self.first - datetime.timedelta(days=1))

    @property
    def after(self) -> "Month":
        return self.of(self.first + datetime.timedelta(days=31))

    @property
    def weeks(self) -> list[list[datetime.date]]:
        """The weeks that have a day in this month, seven days each, Monday first."""
        return calendar.Calendar(calendar.MONDAY).monthdatescalendar(self.first.year, self.first.month)


def parse_date(text: str) -> datetime.date:
    """Return the date written as day, month, year with `/`, `-` or `.` between them; the year has four digits.

    >>> parse_date("11/02/2020")
    datetime.date(2020, 2, 11)
    >>> parse_date(" 2-9-1945 ") == parse_date("02.09.1945")
    True

    Anything else, dates that no calendar has included, raises ValueError with a sentence that may be shown.

    >>> parse_date("2020-02-11")
    Traceback (most recent call last):
    ValueError: “2020-02-11” không phải là ngày. Hãy viết ngày/tháng/năm, ví dụ 11/02/2020.
    """
    found = _DAY_MONTH_YEAR.fullmatch(text.strip())
    day, month, year = map(int, found.group(1, 3, 4) if found else "000")
    try:
        return datetime.date(year, month, day)
    except ValueError:
        shown = text.strip()[:30]
        raise ValueError(f"“{shown}” không phải là ngày. Hãy viết ngày/tháng/năm, ví dụ 11/02/2020.") from None
