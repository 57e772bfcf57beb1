"""The smaller copies of a picture that pages send: what they are called, and which to offer a browser."""

from functools import cached_property

from django.db import models

from media_library.delivery import media_type
from media_library.focus import point_in
from media_library.imaging import SHAPES
from publishing.pieces import name_of, piece_or

OTHERS = "others"  # of a picture's renditions: the points, as `30-70`, for which it was cut besides its own
FALLBACK_WIDTH = 720  # points; for the few browsers that choose neither a format nor a width


def rendition_name(original: str, shape: str, focus: tuple[int, int], width: int | str, extension: str) -> str:
    """`<name of the original>/<shape>-<x>-<y>-<width>.<extension>`; of an address of it, the address.

    The original's name is random and stands for its content, so the name says all that a rendition is made of.
    """
    return f"{original.rpartition('.')[0]}/{shape}-{focus[0]}-{focus[1]}-{width}.{extension}"


def rendition_names(image, others=None):
    """The names in storage of all renditions a picture has now; of `others`, those for these points alone."""
    made = image.renditions.get(OTHERS, [])
    points = [point_in(point) for point in made if others is None or point in others]
    for shape, sizes in image.renditions.get("shapes", {}).items():
        for focus in (image.renditions["focus"], *(points if SHAPES[shape].ratio else ())):
            for kind in (*SHAPES[shape].formats, image.file.name.rpartition(".")[2]):
                for width, _ in sizes:
                    yield rendition_name(image.file.name, shape, focus, width, kind)


def drawable(image):
    """The picture, or None where there is none, or none that a page could show; the log says which.

    Whether the file is there is not asked: that would be a question to the storage for every picture of a page.
    """
    return piece_or(None, lambda: _with_address(image), name_of(image)) if image else None


def _with_address(image):
    if not media_type(image.file.name).startswith("image/"):
        raise ValueError(f"No file of a picture: {image.file.name!r}")
    return image.file.url and image


class RenditionsField(models.JSONField):
    """What was made of a picture, `{"focus": [x, y], "shapes": {shape: [[width, height], …]}, OTHERS: [point, …]}`.

    What is not so, read from the database, counts as nothing made: the picture is then shown as it is stored.
    """

    def from_db_value(self, value, expression, connection):
        made = super().from_db_value(value, expression, connection)
        return piece_or({}, lambda: _checked(made), f"renditions {made!r}"[:200]) if made else {}

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs


def _checked(made):
    """What was made, or an exception for what is not so written."""
    x, y = made["focus"]
    sizes = [size for made_in_shape in made["shapes"].values() for size in made_in_shape]
    numbers = [x, y, *(side for width, height in sizes for side in (width, height) if side)]
    if not all(type(number) is int for number in numbers) or len(numbers) != 2 + 2 * len(sizes):
        raise TypeError("Sizes and points are whole numbers.")
    if not all(point_in(point) for point in made.get(OTHERS, [])):
        raise ValueError("A point is two numbers.")
    return made


class Cut:
    """A picture in one shape; the picture as stored where no renditions were made.

    `point` is where this use of it has its point of interest; where it was not cut there, its own counts.
    """

    def __init__(self, image, shape, point=""):
        self.shape, self.original = shape, image.file.url
        is_cut_there = SHAPES[shape].ratio and point in image.renditions.get(OTHERS, [])
        self.focus = point_in(point) if is_cut_there else image.renditions.get("focus")
        self.sizes = image.renditions.get("shapes", {}).get(shape, [])
        self.width, self.height = self.sizes[-1] if self.sizes else (image.width, image.height)

    def address(self, width, extension=""):
        """The smallest rendition of at least that width, or the largest there is; in the picture's own format."""
        if not self.sizes:
            return self.original
        fitting = [made for made, _ in self.sizes if made >= width] or [self.width]
        return self._address(fitting[0], extension or self._own)

    @property
    def fallback(self):
        return self.address(FALLBACK_WIDTH)

    @cached_property
    def sources(self):
        """What a browser may choose from, the lightest format first: `[(media type, srcset), …]`."""
        return [(media_type(f".{kind}"), self._srcset(kind)) for kind in SHAPES[self.shape].formats if self.sizes]

    @property
    def srcset(self):
        """The widths in the picture's own format."""
        return self._srcset(self._own)

    def _srcset(self, kind):
        return ", ".join(f"{self._address(width, kind)} {width}w" for width, _ in self.sizes)

    @property
    def _own(self):
        return self.original.rpartition(".")[2]

    def _address(self, width, extension):
        return rendition_name(self.original, self.shape, self.focus, width, extension)
