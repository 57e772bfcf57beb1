"""Renditions, the smaller copies of a picture that pages use: their names, and which to offer a browser."""

from functools import cached_property

from django.db import models

from media_library.file_responses import media_type
from media_library.focal_point import parse_point
from media_library.image_decoder import SHAPES
from publishing.error_isolation import result_or_default, row_label
from publishing.fields import PlainInMigrations

EXTRA_POINTS = "others"  # key in `renditions`: own points of uses, as `30-70`, that it has renditions for
FALLBACK_WIDTH_PIXELS = 720  # for the few browsers that choose neither a format nor a width


def rendition_name(original: str, shape: str, focus: tuple[int, int], width: int | str, extension: str) -> str:
    """`<name of the original>/<shape>-<x>-<y>-<width>.<extension>`; of the original's address, the rendition's.

    The original's name is random and identifies its content, so the name determines the content of the rendition.
    """
    return f"{original.rpartition('.')[0]}/{shape}-{focus[0]}-{focus[1]}-{width}.{extension}"


def rendition_names(image, extra_points=None):
    """The names in storage of all present renditions of a picture; of its EXTRA_POINTS only those in `extra_points`."""
    made = image.renditions.get(EXTRA_POINTS, [])
    points = [parse_point(point) for point in made if extra_points is None or point in extra_points]
    for shape, sizes in image.renditions.get("shapes", {}).items():
        for focus in (image.renditions["focus"], *(points if SHAPES[shape].ratio else ())):
            for kind in (*SHAPES[shape].formats, image.file.name.rpartition(".")[2]):
                for width, _ in sizes:
                    yield rendition_name(image.file.name, shape, focus, width, kind)


def drawable(image):
    """The picture, or None where there is none, or none that a page could show; that is logged.

    Whether the file exists is not checked: that would be a request to the storage for every picture of a page.
    """
    return result_or_default(None, lambda: _checked_image(image), row_label(image)) if image else None


def _checked_image(image):
    if not media_type(image.file.name).startswith("image/"):
        raise ValueError(f"No file of a picture: {image.file.name!r}")
    return image.file.url and image


class RenditionsField(PlainInMigrations, models.JSONField):
    """A picture's renditions: `{"focus": [x, y], "shapes": {shape: [[width, height], …]}, EXTRA_POINTS: [point, …]}`.

    An invalid value in the database counts as no renditions: the picture is then shown as it is stored.
    """

    migrated_as = "django.db.models.JSONField"

    def from_db_value(self, value, expression, connection):
        made = super().from_db_value(value, expression, connection)
        return result_or_default({}, lambda: _checked_renditions(made), f"renditions {made!r}"[:200]) if made else {}


def _checked_renditions(made):
    """The renditions, or an exception for an invalid value."""
    x, y = made["focus"]
    sizes = [size for made_in_shape in made["shapes"].values() for size in made_in_shape]
    numbers = [x, y, *(side for width, height in sizes for side in (width, height) if side)]
    if not all(type(number) is int for number in numbers) or len(numbers) != 2 + 2 * len(sizes):
        raise TypeError("Sizes and points are whole numbers.")
    if not all(parse_point(point) for point in made.get(EXTRA_POINTS, [])):
        raise ValueError("A point is two numbers.")
    return made


class ResponsiveImage:
    """A picture in one shape; the picture as stored where it has no renditions.

    `point` is the own point of this use; without renditions for it, the picture's own focal point is used.
    """

    def __init__(self, image, shape, point=""):
        self.shape, self.original = shape, image.file.url
        has_point = SHAPES[shape].ratio and point in image.renditions.get(EXTRA_POINTS, [])
        self.focus = parse_point(point) if has_point else image.renditions.get("focus")
        self.sizes = image.renditions.get("shapes", {}).get(shape, [])
        self.width, self.height = self.sizes[-1] if self.sizes else (image.width, image.height)

    def address(self, width, extension=""):
        """The smallest rendition of at least that width, or the largest there is; in the picture's own format."""
        if not self.sizes:
            return self.original
        fitting = [made for made, _ in self.sizes if made >= width] or [self.width]
        return self._address(fitting[0], extension or self._own_extension)

    @property
    def fallback(self):
        return self.address(FALLBACK_WIDTH_PIXELS)

    @cached_property
    def sources(self):
        """The sources that a browser may choose from, the smallest format first: `[(media type, srcset), …]`."""
        return [(media_type(f".{kind}"), self._srcset(kind)) for kind in SHAPES[self.shape].formats if self.sizes]

    @property
    def srcset(self):
        """The widths in the picture's own format."""
        return self._srcset(self._own_extension)

    def _srcset(self, kind):
        return ", ".join(f"{self._address(width, kind)} {width}w" for width, _ in self.sizes)

    @property
    def _own_extension(self):
        return self.original.rpartition(".")[2]

    def _address(self, width, extension):
        return rendition_name(self.original, self.shape, self.focus, width, extension)
