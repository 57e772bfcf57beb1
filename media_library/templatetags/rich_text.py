from django import template
from django.template.loader import render_to_string

from media_library.models import Album, Image, Video
from media_library.renditions import drawable
from publishing.markup import walk
from publishing.pieces import piece_or
from publishing.reading import lines_of
from publishing.richtext import Body

register = template.Library()


@register.simple_tag
def rich_text(html):
    """{% rich_text article.body %}: a body with its pictures, videos and albums, each kind loaded in one query.

    {% rich_text article.body as body %} keeps it for {{ body }}, with its headings in `body.contents`.
    """
    return rich_texts([html])[0]


def rich_texts(texts):
    """Several bodies for readers, with what all of them name loaded in one query for each kind."""
    bodies = [Body(html) for html in texts]
    images = _named("data-image", bodies, _images)
    videos = _named("data-video", bodies, lambda pks: Video.objects.published().for_listing().in_bulk(pks))
    albums = _named("data-album", bodies, lambda pks: Album.objects.published().with_places(pks))

    def stand_in(node, parent):
        return piece_or(None, lambda: stand_for(node, parent), f"{node.tag} {node.attributes}"[:200])

    def stand_for(node, parent):
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

    return [body.shown(stand_in) for body in bodies]


def _named(attribute, bodies, load):
    """What the bodies name by this attribute, by number; most name nothing, and then not even a query is written."""
    numbers = {pk for body in bodies for pk in body.named(attribute)}
    return load(numbers) if numbers else {}


def _images(pks):
    return {pk: image for pk, image in Image.objects.in_bulk(pks).items() if drawable(image)}


def _picture(image, node, parent):
    """The picture, with the library's caption where the body gives none; None when it is gone."""
    stands_alone = parent is not None and parent.tag == "figure" and len(parent.children) == 1
    context = {"image": image, "alt": node.attributes.get("alt"), "with_caption": stands_alone}
    return image and render_to_string("publishing/richtext/picture.html", context)


def _album(album):
    return album and render_to_string("publishing/richtext/album.html", {"album": album})


def _credit(images, caption, figure):
    """Whose picture it is, behind a caption of the body that does not say so."""
    numbers = [int(node.attributes["data-image"]) for node in walk(figure.children) if node.tag == "img"]
    said = lines_of([caption])
    missing = sorted({images[number].credit for number in numbers if number in images} - {""})
    missing = [credit for credit in missing if credit not in said]
    return missing and render_to_string("publishing/richtext/credit.html", {"credits": missing})
