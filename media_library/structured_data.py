"""Videos and albums in the words of schema.org and of sitemaps.

https://developers.google.com/search/docs/appearance/structured-data/video, https://schema.org/ImageGallery
https://developers.google.com/search/docs/crawling-indexing/sitemaps/video-sitemaps
"""

import re

from publishing.absolute_urls import absolute_url
from publishing.dates import iso_datetime

MAX_DESCRIPTION_CHARACTERS = 2048
MAX_VIDEO_SECONDS = 28_800
TIMESTAMP = re.compile(r"^(?:\d{1,2}:)?[0-5]?\d:[0-5]\d[ \t]+", re.ASCII | re.MULTILINE)


def video_data(video, picture):
    source = {}
    if video.file:
        source = {"contentUrl": absolute_url(video.file.url)}
    elif video.embed_url:
        source = {"embedUrl": video.embed_url}
    return {
        "name": video.title,
        "thumbnailUrl": picture.url,
        "uploadDate": iso_datetime(video.publish_at),
        **({"duration": f"PT{video.duration}S"} if video.duration else {}),
        **source,
        **_clips(video),
        **({"transcript": spoken_text(video)} if video.transcript else {}),
    }


def album_data(album, picture):
    return {
        "name": album.title,
        "thumbnailUrl": picture.url,
        "image": [_picture_of(place) for place in album.captioned_images],
        "datePublished": iso_datetime(album.publish_at),
    }


def _picture_of(place):
    responsive = place.image.responsive("full")
    said = {"caption": place.caption, "creditText": place.image.credit}
    return {
        "@type": "ImageObject",
        "contentUrl": absolute_url(responsive.address(responsive.width)),
        "width": responsive.width,
        "height": responsive.height,
        **{name: words for name, words in said.items() if words},
    }


def _clips(video):
    """The chapters, each with the address at which the page shows its beginning."""
    clips = [
        {
            "@type": "Clip",
            "name": chapter.title,
            "startOffset": chapter.start,
            **({"endOffset": chapter.end} if chapter.end else {}),
            "url": absolute_url(f"{video.get_absolute_url()}?t={chapter.start}"),
        }
        for chapter in video.parsed_chapters
    ]
    return {"hasPart": clips} if clips else {}


def spoken_text(video):
    """What is said, without the moments that begin a line."""
    return TIMESTAMP.sub("", video.transcript).strip()


def sitemap_elements(video) -> list[tuple[str, str]]:
    """What a sitemap tells of a video, in the protocol's order; nothing where there is no film to play."""
    if video.file:
        source = ("content_loc", absolute_url(video.file.url))
    elif video.embed_url:
        source = ("player_loc", video.embed_url)
    else:
        return []
    about = (video.summary or video.title)[:MAX_DESCRIPTION_CHARACTERS]
    elements = [("title", video.title), ("description", about), source]
    if video.duration and video.duration <= MAX_VIDEO_SECONDS:
        elements.append(("duration", str(video.duration)))
    if video.unpublish_at:
        elements.append(("expiration_date", iso_datetime(video.unpublish_at)))
    return [*elements, ("publication_date", iso_datetime(video.publish_at)), ("family_friendly", "yes")]
