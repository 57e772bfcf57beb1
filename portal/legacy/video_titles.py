"""Parses old video titles: which are months of one programme, however they are spelt, and which are single videos."""

import datetime as dt
import re
from dataclasses import dataclass

from portal.legacy.page_parser import DATELINE
from vietnamese.folding import clean_line, fold, fold_keeping_length

PREFIXES = ["chuyên mục", "chuyên đề", "chương trình"]
ABBREVIATIONS = {"cm": "Chuyên mục", "cd": "Chuyên đề", "ct": "Chương trình"}  # common abbreviations, folded
# Read on the folded title: «CM đại đoàn kết tháng 7 2020», «Chuyên mục Đại Đoàn kết tháng 9/2020», «… tháng 9 năm 2020»
SEGMENT = re.compile(
    rf"({'|'.join([*map(fold, PREFIXES), *ABBREVIATIONS])})[ .:-]+(\S.*?)[ ,:-]+thang[ -]?(0?[1-9]|1[0-2])"
    r"(?: nam |[ /.-]{1,3})([12][0-9]{3})"
)


MARKUP = re.compile(r"</?[a-zA-Z!][^>]*>")


@dataclass(frozen=True)
class OldVideo:
    """An original title, with its programme and month, or None twice."""

    title: str
    programme: str | None = None
    month: dt.date | None = None


def look_like_titles(lines: list[str]) -> bool:
    """Whether lines are a list of titles: at least half are Vietnamese with its accents, or a programme's month.

    Configuration files, tables and programs do not, nor does a saved page, with its markup or its date line.
    """
    likely = [line for line in lines if _is_likely_title(clean_line(line))]
    return len(likely) * 2 >= len(lines) > 0 and not any(map(DATELINE.match, lines))


def _is_likely_title(line):
    has_accents = line.casefold() != fold_keeping_length(line)
    return not MARKUP.search(line) and (has_accents or SEGMENT.fullmatch(fold_keeping_length(line)) is not None)


def read_titles(titles: list[str]) -> list[OldVideo]:
    """Find the programme and month of each title.

    Spellings of one programme differ in case and accents, and in whether its first word is abbreviated. Its name is the
    first that is written out, else the first with its abbreviation expanded.
    """
    found = [_read(clean_line(title)) for title in titles]
    names = {}
    for _, named, is_short, _ in found:
        if named and (fold(named) not in names or (names[fold(named)][1] and not is_short)):
            names[fold(named)] = named, is_short
    return [OldVideo(title, names[fold(named)][0] if named else None, month) for title, named, _, month in found]


def _read(title):
    """The title, the name of its programme, whether that was abbreviated, its month."""
    segment = SEGMENT.fullmatch(fold_keeping_length(title))
    if segment is None:
        return title, None, False, None
    short = ABBREVIATIONS.get(segment[1])
    named = f"{short or title[: segment.end(1)]} {title[slice(*segment.span(2))]}"
    return title, named, short is not None, dt.date(int(segment[4]), int(segment[3]), 1)
