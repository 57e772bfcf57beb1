"""What a page is, in the words of schema.org, as Google asks for them.

Articles, videos, breadcrumbs, site names: https://developers.google.com/search/docs/appearance/structured-data
Albums: https://schema.org/ImageGallery
"""

import json
import re

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime

from media_library.renditions import drawable
from portal.addresses import absolute

CONTEXT = "https://schema.org"
STAMP = re.compile(r"^(?:\d{1,2}:)?[0-5]?\d:[0-5]\d[ \t]+", re.ASCII | re.MULTILINE)
# what could end the element, begin another or a line of script
ESCAPED = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def data_block(data):
    """A `<script>` that browsers do not run and the policy does not forbid: its type is data."""
    text = json.dumps({"@context": CONTEXT, **data}, ensure_ascii=False, separators=(",", ":")).translate(ESCAPED)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308 -- JSON in which nothing can end the element
    )


def organisation(site):
    contact = {"email": site.email, "telephone": site.phone, "address": site.address_line}
    return {
        "@type": "Organization",
        "@id": absolute("#co-quan"),
        "name": str(site),
        "url": absolute("/"),
        "logo": absolute(site.emblem.file.url if drawable(site.emblem) else static("site/icon-512.png")),
        **{name: value for name, value in contact.items() if value},
    }


def website(site):
    """The site, with the way to search it."""
    search = {"@type": "EntryPoint", "urlTemplate": absolute("/tim-kiem/?q={search_term_string}")}
    return {
        "@type": "WebSite",
        "@id": absolute("#trang"),
        "url": absolute("/"),
        "name": str(site),
        "inLanguage": "vi",
        "publisher": {"@id": absolute("#co-quan")},
        "potentialAction": {
            "@type": "SearchAction",
            "target": search,
            "query-input": "required name=search_term_string",
        },
    }


def news_article(article, site, picture):
    authors = [
        {"@type": "Person", "name": author.name, "url": absolute(author.get_absolute_url())}
        for author in article.authors.all()
    ]
    address = absolute(article.get_absolute_url())
    return {
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.summary or article.title,
        "image": image_object(picture),
        **_dates(article, "datePublished"),
        "author": authors or [{"@type": "Organization", "name": str(site), "url": absolute("/")}],
        "publisher": organisation(site),
        "mainEntityOfPage": {"@type": "WebPage", "@id": address},
        "url": address,
        "articleSection": article.category.name,
        "keywords": [tag.name for tag in article.tags.all()],
        "inLanguage": "vi",
    }


def video_object(video, site, picture):
    source = {}
    if video.file:
        source = {"contentUrl": absolute(video.file.url)}
    elif video.embed_url:
        source = {"embedUrl": video.embed_url}
    return {
        "@type": "VideoObject",
        "name": video.title,
        "description": video.summary or video.title,
        "thumbnailUrl": picture.url,
        **_dates(video, "uploadDate"),
        **({"duration": f"PT{video.duration}S"} if video.duration else {}),
        **source,
        **_clips(video),
        **({"transcript": spoken(video)} if video.transcript else {}),
        "url": absolute(video.get_absolute_url()),
        "publisher": organisation(site),
        "inLanguage": "vi",
    }


def image_gallery(album, site, picture):
    return {
        "@type": "ImageGallery",
        "name": album.title,
        "description": album.summary or album.title,
        "thumbnailUrl": picture.url,
        "image": [_picture_of(place) for place in album.places],
        **_dates(album, "datePublished"),
        "url": absolute(album.get_absolute_url()),
        "publisher": organisation(site),
        "inLanguage": "vi",
    }


def _picture_of(place):
    cut = place.image.cut("full")
    said = {"caption": place.caption, "creditText": place.image.credit}
    return {
        "@type": "ImageObject",
        "contentUrl": absolute(cut.address(cut.width)),
        "width": cut.width,
        "height": cut.height,
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
            "url": absolute(f"{video.get_absolute_url()}?t={chapter.start}"),
        }
        for chapter in video.parts
    ]
    return {"hasPart": clips} if clips else {}


def spoken(video):
    """What is said, without the moments that begin a line."""
    return STAMP.sub("", video.transcript).strip()


def breadcrumbs(trail):
    """The way to a page: names with their paths, the page itself last."""
    steps = [
        {"@type": "ListItem", "position": position, "name": name, "item": absolute(path)}
        for position, (name, path) in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def image_object(picture):
    """A picture, ours or drawn: whatever has url, width and height."""
    return {"@type": "ImageObject", "url": picture.url, "width": picture.width, "height": picture.height}


def _dates(thing, first):
    return {first: written(thing.publish_at), "dateModified": written(max(thing.updated_at, thing.publish_at))}


def written(moment):
    """A moment as ISO 8601 writes it, in local time."""
    return localtime(moment).isoformat(timespec="seconds")
