import re

from django import template

register = template.Library()

STAMPED = re.compile(r"((?:(\d{1,2}):)?([0-5]?\d):([0-5]\d))(?=\s)\s*(.*)", re.ASCII)


@register.inclusion_tag("media_library/transcript.html")
def transcript(video):
    """{% transcript video %}: what is said, with a link to each moment that begins a line as 00:12 or 1:02:05."""
    paragraphs = re.split(r"\n{2,}", video.transcript.replace("\r\n", "\n").strip())
    return {"paragraphs": [[_line(video, line) for line in text.split("\n")] for text in paragraphs]}


def _line(video, text):
    found = STAMPED.fullmatch(text)
    if found is None:
        return {"text": text}
    stamp, hours, minutes, seconds, text = found.groups()
    moment = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return {"stamp": stamp, "moment": moment, "address": video.address_at(moment), "text": text}
