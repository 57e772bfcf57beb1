import re

from django import template

from media_library import video_timestamps

register = template.Library()


@register.inclusion_tag("media_library/transcript.html")
def transcript(video):
    """{% transcript video %}: what is said, with a link to each moment that begins a line as 00:12 or 1:02:05."""
    paragraphs = re.split(r"\n{2,}", video.transcript.replace("\r\n", "\n").strip())
    return {"paragraphs": [[_with_address(video, line) for line in text.split("\n")] for text in paragraphs]}


@register.inclusion_tag("media_library/chapters.html")
def chapters(video):
    """{% chapters video %}: the film's chapters, each a link to where it begins."""
    return {"chapters": [(chapter, video.url_at(chapter.start)) for chapter in video.parsed_chapters]}


def _with_address(video, text):
    line = video_timestamps.parse(text)
    return line, video.url_at(line.moment) if line.stamp else ""
