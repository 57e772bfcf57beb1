from django import template
from django.template.loader import render_to_string

from media_library.models import Album, Image, Video
from media_library.renditions import drawable
from publishing.error_isolation import result_or_default
from publishing.html_tree import walk
from publishing.richtext import Body
from publishing.richtext_rendering import text_lines

register = template.Library()


@register.simple_tag
def rich_text(html):
    """{% rich_text article.body %}: a body with its pictures, videos and albums, each kind loaded in one query.

    {% rich_text article.body as body %} keeps it for {{ body }}, with its headings in `body.contents`.
    """
    return rich_texts([html])[0]


def rich_texts(texts):
    """Render several bodies; what all of them refer to is loaded in one query for each kind."""
    bodies = [Body(html) for html in texts]
    images = _load_named("data-image", bodies, _images)
    videos = _load_named("data-video", bodies, lambda pks: Video.objects.published().for_listing().in_bulk(pks))
    albums = _load_named("data-album", bodies, lambda pks: Album.objects.published().with_captioned_images(pks))

    def fill_placeholder(node, parent):
        return result_or_default(None, lambda: replacement_of(node, parent), f"{node.tag} {node.attributes}"[:200])

    def replacement_of(node, parent):
        if node.tag == "img":
            return _picture(images.get(int(node.attributes["data-image"])), node, parent)
        if node.tag == "figcaption":
            return _credit(images, node, parent)
        if youtube_id := node.attributes.get("data-youtube"):
            return render_to_string("publishing/richtext/youtube.html", {"id": youtube_id})
        if number := node.attributes.get("data-album"):
            return _album(albums.get(int(number)))
        video = videos.get(int(node.attributes["data-video"]))
        return video and render_to_string("publishing/richtext/video.html", {"video": video})

    return [body.render(fill_placeholder) for body in bodies]


def _load_named(attribute, bodies, load):
    """The objects that the bodies refer to by this attribute, by id; without ids no query is made."""
    numbers = {pk for body in bodies for pk in body.referenced_ids(attribute)}
    return load(numbers) if numbers else {}


def _images(pks):
    return {pk: image for pk, image in Image.objects.in_bulk(pks).items() if drawable(image)}


def _picture(image, node, parent):
    """The picture, with the library's caption where the body gives none; None when it was deleted."""
    stands_alone = parent is not None and parent.tag == "figure" and len(parent.children) == 1
    context = {"image": image, "alt": node.attributes.get("alt"), "with_caption": stands_alone}
    return image and render_to_string("publishing/richtext/picture.html", context)


def _album(album):
    return album and render_to_string("publishing/richtext/album.html", {"album": album})


def _credit(images, caption, figure):
    """The credit of a picture, after a caption of the body that does not contain it."""
    numbers = [int(node.attributes["data-image"]) for node in walk(figure.children) if node.tag == "img"]
    said = text_lines([caption])
    missing = sorted({images[number].credit for number in numbers if number in images} - {""})
    missing = [credit for credit in missing if credit not in said]
    return missing and render_to_string("publishing/richtext/credit.html", {"credits": missing})
