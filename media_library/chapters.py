"""The chapters of a film, typed a line each as `01:12 Tên chương`, in order."""

from dataclasses import dataclass
from html import escape

from django.core.exceptions import ValidationError

from media_library import video_timestamps

LAST_CHAPTER_SECONDS = 3600  # length of the last chapter where the film's length is not known


@dataclass(frozen=True)
class Chapter:
    """`start` and `end` in seconds; the last one's end is None where the film's length is not known."""

    title: str
    stamp: str
    start: int
    end: int | None

    @property
    def in_words(self) -> str:
        return video_timestamps.in_words(self.start)


def parse(text: str, duration: int | None) -> list[Chapter]:
    """The chapters of a checked text."""
    lines = [line for _, line in _lines(text)]
    ends = [*(line.moment for line in lines[1:]), duration]
    return [Chapter(line.text, line.stamp, line.moment, end) for line, end in zip(lines, ends, strict=False)]


def validate(text: str, duration: int | None) -> None:
    """ValidationError with one sentence and the number of the line that is no chapter, or out of order."""
    last = -1
    for number, line in _lines(text):
        if not (line.stamp and line.text):
            raise _line_error(number, "hãy viết phút:giây rồi tên chương, ví dụ 01:12 Ngày hội ở Đông Sơn")
        if line.moment <= last:
            raise _line_error(number, "chương này phải bắt đầu sau chương ở dòng trên; hãy sửa lại thời gian")
        if duration and line.moment >= duration:
            raise _line_error(
                number, f"chương này bắt đầu khi phim đã hết (phim dài {video_timestamps.in_words(duration)})"
            )
        last = line.moment


def webvtt(chapters: list[Chapter]) -> str:
    """The chapters as WebVTT."""
    cues = [
        f"{_vtt_time(one.start)} --> {_vtt_time(one.end or one.start + LAST_CHAPTER_SECONDS)}\n"
        f"{escape(one.title, quote=False)}\n"
        for one in chapters
    ]
    return "\n".join(["WEBVTT\n", *cues])


def _lines(text):
    return [
        (number, video_timestamps.parse(line.strip()))
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]


def _vtt_time(moment):
    return f"{moment // 3600:02}:{moment // 60 % 60:02}:{moment % 60:02}.000"


def _line_error(number, what):
    return ValidationError(f"Dòng {number}: {what}.")
