from django import template
from django.template.loader import render_to_string

from media_library.models import Image, Video
from publishing.richtext import named, shown

register = template.Library()


@register.simple_tag
def rich_text(html):
    """{% rich_text article.body %}: a body with its pictures and videos, each kind loaded in one query."""
    return rich_texts([html])[0]


def rich_texts(bodies):
    """Several bodies for readers, with the pictures and videos of all of them loaded in one query for each kind."""
    images = Image.objects.in_bulk({pk for html in bodies for pk in named(html, "data-image")})
    videos = (
        Video.objects.published().for_listing().in_bulk({pk for html in bodies for pk in named(html, "data-video")})
    )

    def stand_in(node, parent):
        if node.tag == "img":
            return _picture(images.get(int(node.attributes["data-image"])), node, parent)
        if youtube_id := node.attributes.get("data-youtube"):
            return render_to_string("publishing/richtext/youtube.html", {"id": youtube_id})
        video = videos.get(int(node.attributes["data-video"]))
        return video and render_to_string("publishing/richtext/video.html", {"video": video})

    return [shown(html, stand_in) for html in bodies]


def _picture(image, node, parent):
    """The picture, with the library's caption where the body gives none; None when it is gone."""
    stands_alone = parent is not None and parent.tag == "figure" and len(parent.children) == 1
    context = {"image": image, "alt": node.attributes.get("alt"), "with_caption": stands_alone}
    return image and render_to_string("publishing/richtext/picture.html", context)
