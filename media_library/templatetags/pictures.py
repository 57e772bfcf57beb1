from django import template

from media_library.renditions import drawable

register = template.Library()
register.filter("drawable", drawable)  # {% if article.lead_image|drawable %}: whether there is a picture to be shown


@register.inclusion_tag("media_library/picture.html")
def picture(image, shape, sizes, alt="", css_class="", *, point="", first=False, lazy=True):
    """{% picture article.lead_image "card" "(min-width: 720px) 33vw, 100vw" alt=article.lead_image.alt %}

    The picture in one of the shapes of `media_library.image_decoder.SHAPES`, as large as the browser needs it for
    `sizes`; cropped around `point` where this use has an own point. `first=True` for the picture that a page's loading
    time depends on, `lazy=False` for others seen at once. Nothing where the picture cannot be shown.
    """
    return {
        "cut": drawable(image) and image.responsive(shape, point),
        "sizes": sizes,
        "alt": alt,
        "css_class": css_class,
        "first": first,
        "lazy": lazy and not first,
    }


@register.simple_tag
def picture_address(image, shape, width, extension=""):
    """{% picture_address video.poster "lead" 960 "webp" %}: one rendition, for places that take only one address.

    Nothing where the picture cannot be shown.
    """
    return image.responsive(shape).address(width, extension) if drawable(image) else ""
