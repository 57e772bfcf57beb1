import re

from django import template

from media_library import moments

register = template.Library()


@register.inclusion_tag("media_library/transcript.html")
def transcript(video):
    """{% transcript video %}: what is said, with a link to each moment that begins a line as 00:12 or 1:02:05."""
    paragraphs = re.split(r"\n{2,}", video.transcript.replace("\r\n", "\n").strip())
    return {"paragraphs": [[_with_address(video, line) for line in text.split("\n")] for text in paragraphs]}


@register.inclusion_tag("media_library/chapters.html")
def chapters(video):
    """{% chapters video %}: the film's chapters, each a link to where it begins."""
    return {"chapters": [(chapter, video.address_at(chapter.start)) for chapter in video.parts]}


def _with_address(video, text):
    line = moments.read(text)
    return line, video.address_at(line.moment) if line.stamp else ""
