"""Moments of a film that a text names: lines that begin with 00:12 or 1:02:05."""

import re
from dataclasses import dataclass

STAMPED = re.compile(r"((?:(\d{1,2}):)?([0-5]?\d):([0-5]\d))(?=\s)\s*(.*)", re.ASCII)


@dataclass(frozen=True)
class Line:
    """A line's words, and where it names a moment: as typed and in seconds."""

    text: str
    stamp: str = ""
    moment: int = 0

    @property
    def spoken(self) -> str:
        return spoken(self.moment)


def read(text: str) -> Line:
    """The line with the moment it begins with, if it does."""
    found = STAMPED.fullmatch(text)
    if found is None:
        return Line(text)
    stamp, hours, minutes, seconds, words = found.groups()
    return Line(words, stamp, (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds))


def spoken(moment: int) -> str:
    """A moment as one says it: “1 phút 12 giây”; the first is “đầu”."""
    minutes, seconds = divmod(moment, 60)
    hours, minutes = divmod(minutes, 60)
    said = [f"{number} {unit}" for number, unit in [(hours, "giờ"), (minutes, "phút"), (seconds, "giây")] if number]
    return " ".join(said) or "đầu"
