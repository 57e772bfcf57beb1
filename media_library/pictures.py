"""Pictures as they come in: checked from the header, decoded within bounds, made anew."""

from io import BytesIO

import PIL.Image
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import ImageOps

from media_library.uploads import CheckedFileField

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MAX_BYTES = 25 * 2**20
MAX_PIXELS = 40_000_000


class Picture(ContentFile):
    """A picture made anew, ready to be stored."""

    def __init__(self, content, name, size):
        super().__init__(content, name)
        self.width, self.height = size


def remake(file):
    try:
        image = PIL.Image.open(file, formats=FORMATS)
        if image.width * image.height > MAX_PIXELS:
            raise ValidationError("Ảnh quá lớn.")
        image = ImageOps.exif_transpose(image)
        image = image.convert("RGB")
    except ValidationError:
        raise
    except Exception as error:
        raise ValidationError("Ảnh hỏng.") from error
    image.info = {}
    made = BytesIO()
    image.save(made, "JPEG", quality=90)
    return Picture(made.getvalue(), "anh.jpg", image.size)


class PictureField(CheckedFileField):
    """A picture, re-encoded on the way in."""

    accept = "image/jpeg,image/png,image/webp,image/gif"

    def admit(self, file):
        return file if isinstance(file, Picture) else remake(file)

    def describe(self, instance, file):
        instance.width, instance.height = file.width, file.height
