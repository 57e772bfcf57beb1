"""Captions as WebVTT (https://www.w3.org/TR/webvtt1/), as the portal accepts them: cues in order."""

import re

from django.core.exceptions import ValidationError

TIME = r"(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
CUE_TIMES = re.compile(rf"{TIME} +--> +{TIME}(?: +[a-z]+:\S+)*", re.ASCII)
# Tags that players know; anything else in angle brackets is refused
MARKUP = re.compile(r"</?(?:b|i|u|v|c)(?:[ .][^<>&]*)?>")


def validate(text: str) -> None:
    """ValidationError with one sentence and the number of the line where captions would not play as meant."""
    lines = text.splitlines()
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0] if lines else ""):
        raise _line_error(1, "dòng đầu của phụ đề phải là WEBVTT")
    is_in_cue, last_end, cues = False, 0, 0
    for number, line in enumerate(lines[1:], start=2):
        if "-->" in line:
            last_end = _end_of(line, number, after=last_end)
            is_in_cue, cues = True, cues + 1
        elif not line.strip():
            is_in_cue = False
        elif re.match(r"STYLE|REGION", line) and not is_in_cue:
            raise _line_error(number, "phụ đề không được chứa kiểu dáng")
        elif re.search("[<>]", MARKUP.sub("", line)):
            raise _line_error(number, "lời phụ đề chỉ được có chữ, không có thẻ hay mã")
    if not cues:
        raise _line_error(len(lines), "phụ đề chưa có lời nào")


def _end_of(line, number, *, after):
    """When a cue ends, in milliseconds."""
    found = CUE_TIMES.fullmatch(line.strip())
    if found is None:
        raise _line_error(number, "thời gian phải viết như 00:01.000 --> 00:04.000")
    start, end = (_milliseconds(found.groups()[part : part + 4]) for part in (0, 4))
    if end <= start:
        raise _line_error(number, "lời phải kết thúc sau khi bắt đầu")
    if start < after:
        raise _line_error(number, "lời này bắt đầu khi lời trước chưa hết; hãy sửa lại thời gian")
    return end


def _milliseconds(parts):
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _line_error(number, what):
    return ValidationError(f"Dòng {number}: {what}.")
