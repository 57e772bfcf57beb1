"""The chapters of a film, typed a line each as `01:12 Tên chương`, in order."""

from dataclasses import dataclass
from html import escape

from django.core.exceptions import ValidationError

from media_library import moments

HOUR = 3600  # seconds that the last chapter is given where nobody knows how long the film is


@dataclass(frozen=True)
class Chapter:
    """`start` and `end` in seconds; the last one's end is None where the film's length is not known."""

    title: str
    stamp: str
    start: int
    end: int | None

    @property
    def spoken(self) -> str:
        return moments.spoken(self.start)


def read(text: str, duration: int | None) -> list[Chapter]:
    """The chapters of a checked text."""
    lines = [line for _, line in _lines(text)]
    ends = [*(line.moment for line in lines[1:]), duration]
    return [Chapter(line.text, line.stamp, line.moment, end) for line, end in zip(lines, ends, strict=False)]


def check(text: str, duration: int | None) -> None:
    """ValidationError with one sentence and the number of the line that is no chapter, or not in its place."""
    last = -1
    for number, line in _lines(text):
        if not (line.stamp and line.text):
            raise _mistake(number, "hãy viết phút:giây rồi tên chương, ví dụ 01:12 Ngày hội ở Đông Sơn")
        if line.moment <= last:
            raise _mistake(number, "chương này phải bắt đầu sau chương ở dòng trên; hãy sửa lại thời gian")
        if duration and line.moment >= duration:
            raise _mistake(number, f"chương này bắt đầu khi phim đã hết (phim dài {moments.spoken(duration)})")
        last = line.moment


def webvtt(chapters: list[Chapter]) -> str:
    """The chapters as players read them."""
    cues = [
        f"{_clock(one.start)} --> {_clock(one.end or one.start + HOUR)}\n{escape(one.title, quote=False)}\n"
        for one in chapters
    ]
    return "\n".join(["WEBVTT\n", *cues])


def _lines(text):
    return [
        (number, moments.read(line.strip())) for number, line in enumerate(text.splitlines(), start=1) if line.strip()
    ]


def _clock(moment):
    return f"{moment // 3600:02}:{moment // 60 % 60:02}:{moment % 60:02}.000"


def _mistake(number, what):
    return ValidationError(f"Dòng {number}: {what}.")
