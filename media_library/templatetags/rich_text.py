from django import template
from django.template.loader import render_to_string

from media_library.models import Image, Video
from publishing.markup import walk
from publishing.reading import lines_of
from publishing.richtext import Body

register = template.Library()


@register.simple_tag
def rich_text(html):
    """{% rich_text article.body %}: a body with its pictures and videos, each kind loaded in one query.

    {% rich_text article.body as body %} keeps it for {{ body }}, with its headings in `body.contents`.
    """
    return rich_texts([html])[0]


def rich_texts(texts):
    """Several bodies for readers, with the pictures and videos of all of them loaded in one query for each kind."""
    bodies = [Body(html) for html in texts]
    images = _named("data-image", bodies, lambda: Image.objects)
    videos = _named("data-video", bodies, lambda: Video.objects.published().for_listing())

    def stand_in(node, parent):
        if node.tag == "img":
            return _picture(images.get(int(node.attributes["data-image"])), node, parent)
        if node.tag == "figcaption":
            return _credit(images, node, parent)
        if youtube_id := node.attributes.get("data-youtube"):
            return render_to_string("publishing/richtext/youtube.html", {"id": youtube_id})
        video = videos.get(int(node.attributes["data-video"]))
        return video and render_to_string("publishing/richtext/video.html", {"video": video})

    return [body.shown(stand_in) for body in bodies]


def _named(attribute, bodies, things):
    """What the bodies name by this attribute, by number; most name nothing, and then not even a query is written."""
    numbers = {pk for body in bodies for pk in body.named(attribute)}
    return things().in_bulk(numbers) if numbers else {}


def _picture(image, node, parent):
    """The picture, with the library's caption where the body gives none; None when it is gone."""
    stands_alone = parent is not None and parent.tag == "figure" and len(parent.children) == 1
    context = {"image": image, "alt": node.attributes.get("alt"), "with_caption": stands_alone}
    return image and render_to_string("publishing/richtext/picture.html", context)


def _credit(images, caption, figure):
    """Whose picture it is, behind a caption of the body that does not say so."""
    numbers = [int(node.attributes["data-image"]) for node in walk(figure.children) if node.tag == "img"]
    said = lines_of([caption])
    missing = sorted({images[number].credit for number in numbers if number in images} - {""})
    missing = [credit for credit in missing if credit not in said]
    return missing and render_to_string("publishing/richtext/credit.html", {"credits": missing})
