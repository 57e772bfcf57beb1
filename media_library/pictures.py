"""Pictures as they come in: judged by their header, decoded within bounds and made anew.

What is stored is never the bytes that were sent: upright, in sRGB, the first frame alone, without EXIF,
place or comments, and so without whatever else was hidden in the file.
"""

from io import BytesIO

import PIL.Image
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import ImageCms, ImageOps

from media_library.uploads import EMPTY, CheckedFileField

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MAX_BYTES = 25 * 2**20
MAX_PIXELS = 40_000_000  # counted in the header, before a byte is decoded
MAX_SIDE = 30_000  # beyond it JPEG cannot go much further, and browsers give up
DRAWN_COLOURS = 4096  # a chart, a map or a screenshot has fewer; a photograph never
JPEG_QUALITY = 90

TOO_HEAVY = "Ảnh nặng quá 25 MB; hãy thu nhỏ ảnh rồi chọn lại."
TOO_LARGE = "Ảnh lớn quá 40 triệu điểm ảnh hoặc dài quá 30.000 điểm; hãy thu nhỏ ảnh rồi chọn lại."
UNKNOWN = "Tệp này không phải ảnh JPEG, PNG, WebP hay GIF; hãy lưu ảnh thành JPEG rồi chọn lại."
BROKEN = "Ảnh này hỏng hoặc chưa tải về hết; hãy mở ảnh trên máy, lưu lại rồi chọn lại."


class Picture(ContentFile):
    """A picture made anew, ready to be stored."""

    def __init__(self, content, *, extension, size):
        super().__init__(content, f"anh.{extension}")
        self.width, self.height = size


def remake(file):
    """The picture in an uploaded file as a `Picture`; ValidationError with one sentence for what is refused."""
    if not file.size:
        raise ValidationError(EMPTY)
    if file.size > MAX_BYTES:
        raise ValidationError(TOO_HEAVY)
    try:
        return _encode(*_decode(file))
    except ValidationError:
        raise
    except PIL.UnidentifiedImageError as error:
        raise ValidationError(UNKNOWN) from error
    except (PIL.Image.DecompressionBombError, PIL.Image.DecompressionBombWarning) as error:
        raise ValidationError(TOO_LARGE) from error
    except Exception as error:  # a decoder given hostile bytes raises anything at all
        raise ValidationError(BROKEN) from error


def _decode(file):
    """The image in 8-bit RGB or RGBA, and whether it came from a format that photographs come in."""
    file.seek(0)
    image = PIL.Image.open(file, formats=FORMATS)
    if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE:
        raise ValidationError(TOO_LARGE)
    is_photograph = image.format in {"JPEG", "MPO"}
    image.load()
    ImageOps.exif_transpose(image, in_place=True)
    return _in_srgb(_in_eight_bits(image)), is_photograph


def _in_eight_bits(image):
    """Palettes unrolled, 16-bit greys scaled (Pillow would cut them off at 255)."""
    if image.mode.startswith("I"):
        image.info.pop("transparency", None)
        image = image.point(lambda grey: grey * (1 / 257) + 0).convert("L")
    if image.has_transparency_data:
        return _as("RGBA", image)
    return image if image.mode == "CMYK" else _as("RGB", image)


def _in_srgb(image):
    """The colours browsers take for granted, since the profile goes with the rest of the metadata."""
    target = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        profile = BytesIO(image.info["icc_profile"])
        image = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"), outputMode=target)
    except (KeyError, TypeError, ImageCms.PyCMSError):  # none, a broken one, or one for another kind of colour
        image = _as(target, image)
    is_opaque = image.mode == "RGB" or image.getextrema()[3][0] == 255
    return _as("RGB", image) if is_opaque else image


def _as(mode, image):
    return image if image.mode == mode else image.convert(mode)


def _encode(image, is_photograph):
    """JPEG, but lossless PNG for what JPEG would spoil: see-through pictures and drawings."""
    image.info = {}
    made = BytesIO()
    if image.mode == "RGBA" or not (is_photograph or image.getcolors(DRAWN_COLOURS) is None):
        image.save(made, "PNG")
        return Picture(made.getvalue(), extension="png", size=image.size)
    image.save(made, "JPEG", quality=JPEG_QUALITY)
    return Picture(made.getvalue(), extension="jpg", size=image.size)


class PictureField(CheckedFileField):
    """A picture of the library; `width_field` and `height_field` name the columns its size goes to."""

    accept = "image/jpeg,image/png,image/webp,image/gif"

    def __init__(self, *args, width_field="", height_field="", **kwargs):
        self.width_field, self.height_field = width_field, height_field
        super().__init__(*args, **kwargs)

    def admit(self, file):
        return file if isinstance(file, Picture) else remake(file)

    def describe(self, instance, file):
        if self.width_field:
            setattr(instance, self.width_field, file.width)
        if self.height_field:
            setattr(instance, self.height_field, file.height)
