"""The months of a programme: which comes next, which are missing, and the grid of years and months for readers."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, groupby

from django.utils import timezone

from vietnamese import dates

DEFAULT_TITLE_PATTERN = "{chuyên đề} tháng {tháng}/{năm}"


def next_month(months: list[dt.date]) -> dt.date:
    """The month after the last of these; the present month where there is none yet."""
    return dates.Month.of(max(months)).after.first if months else timezone.localdate().replace(day=1)


def missing(months: list[dt.date]) -> list[dt.date]:
    """Those between the first and the last of these months that are not among them, the newest first."""
    known, found = set(months), []
    month = min(months, default=None)
    while month and month < max(known):
        if month not in known:
            found.append(month)
        month = dates.Month.of(month).after.first
    return found[::-1]


def title_for(programme, month: dt.date) -> str:
    """The title of a programme's segment of a month, by the programme's pattern or the usual one."""
    title = programme.title_pattern or DEFAULT_TITLE_PATTERN
    for place, text in [("chuyên đề", programme.name), ("tháng", f"{month.month}"), ("năm", f"{month.year}")]:
        title = title.replace(f"{{{place}}}", text)
    return title


@dataclass(frozen=True)
class IssueProposal:
    """A proposed segment of a programme for a month, and the months it has."""

    programme: object
    month: dt.date
    known: list[dt.date]

    @classmethod
    def of(cls, programme, month: dt.date | None = None):
        """For that month, or the next one; segments in the trash do not count."""
        known = programme.videos.not_trashed().issue_months()
        return cls(programme, month or next_month(known), known)

    @property
    def title(self) -> str:
        return title_for(self.programme, self.month)

    @property
    def missing(self) -> list[dt.date]:
        return missing(self.known)


@dataclass(frozen=True)
class Month:
    """A cell of the grid; without segments it is a missing month."""

    month: dt.date
    segments: list


@dataclass(frozen=True)
class Year:
    number: int
    months: list[Month]

    @property
    def is_empty(self):
        """Whether the whole year is missing, which is shown as one line."""
        return not any(month.segments for month in self.months)


def counts(videos) -> dict[dt.date, int]:
    """How many of these segments each month has."""
    return Counter(video.issue_month for video in videos if video.issue_month)


class ProgrammeCalendar:
    """All months of a programme: `counts` are the numbers of segments of its months, without empty months.

    From it the missing months of a year are known without loading the segments of other years: a month is missing when
    it lies between the first and the last of all.
    """

    def __init__(self, counts: dict[dt.date, int]):
        self._months = sorted({*counts, *missing(list(counts))}, reverse=True)
        self.of_year = {
            number: sum(counts.get(month, 0) for month in of_year)
            for number, of_year in groupby(self._months, key=lambda month: month.year)
        }

    def newest(self, most: int) -> list[int]:
        """The newest years that together have at most so many segments."""
        totals = accumulate(self.of_year.values())
        return [year for year, total in zip(self.of_year, totals, strict=True) if total <= most]

    def grid(self, years: list[int], videos) -> list[Year]:
        """These years with their segments, newest first and with the months missing between."""
        segments = {}
        for video in videos:
            segments.setdefault(video.issue_month, []).append(video)
        of_years = [Month(month, segments.get(month, [])) for month in self._months if month.year in years]
        return [Year(number, list(cells)) for number, cells in groupby(of_years, key=lambda cell: cell.month.year)]

    def others(self, years: list[int]) -> list[tuple[int, int]]:
        """Each year besides these, with how many segments it has."""
        return [(year, count) for year, count in self.of_year.items() if year not in years]
