"""Timestamps of a film in a text: lines that begin with 00:12 or 1:02:05."""

import re
from dataclasses import dataclass

TIMESTAMPED_LINE = re.compile(r"((?:(\d{1,2}):)?([0-5]?\d):([0-5]\d))(?=\s)\s*(.*)", re.ASCII)


@dataclass(frozen=True)
class TimedLine:
    """A line's text and its timestamp, if it has one: as typed and in seconds."""

    text: str
    stamp: str = ""
    moment: int = 0

    @property
    def in_words(self) -> str:
        return in_words(self.moment)


def parse(text: str) -> TimedLine:
    """Split the timestamp from the beginning of a line."""
    found = TIMESTAMPED_LINE.fullmatch(text)
    if found is None:
        return TimedLine(text)
    stamp, hours, minutes, seconds, words = found.groups()
    return TimedLine(words, stamp, (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds))


def in_words(moment: int) -> str:
    """A timestamp in words: “1 phút 12 giây”; the first is “đầu”."""
    minutes, seconds = divmod(moment, 60)
    hours, minutes = divmod(minutes, 60)
    said = [f"{number} {unit}" for number, unit in [(hours, "giờ"), (minutes, "phút"), (seconds, "giây")] if number]
    return " ".join(said) or "đầu"
