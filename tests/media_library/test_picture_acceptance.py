"""Whatever kind of picture is uploaded, an upright sRGB one without metadata is stored."""

import re
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image as Picture
from PIL import ImageCms

from tests.factories import make_image
from tests.media_library import samples

pytestmark = [pytest.mark.django_db, pytest.mark.decodes]


def stored_picture(content, name="anh.jpg"):
    image = make_image(file=ContentFile(content, name=name))
    with image.file.open() as file:
        picture = Picture.open(BytesIO(file.read()))
    picture.load()
    assert (image.width, image.height) == picture.size
    return picture


@pytest.mark.parametrize(
    ("kind", "mode", "stored_as"),
    [
        ("JPEG", "RGB", ("JPEG", "RGB")),
        ("JPEG", "CMYK", ("JPEG", "RGB")),
        ("JPEG", "L", ("JPEG", "RGB")),
        ("MPO", "RGB", ("JPEG", "RGB")),
        ("PNG", "RGB", ("JPEG", "RGB")),
        ("PNG", "RGBA", ("JPEG", "RGB")),
        ("PNG", "P", ("PNG", "RGB")),
        ("PNG", "LA", ("PNG", "RGB")),
        ("PNG", "1", ("PNG", "RGB")),
        ("WEBP", "RGB", ("JPEG", "RGB")),
        ("GIF", "P", ("PNG", "RGB")),
    ],
)
def test_picture_of_any_usual_kind_is_stored_as_one_that_every_browser_shows(media_root, kind, mode, stored_as):
    picture = stored_picture(samples.picture(kind, mode))

    assert (picture.format, picture.mode) == stored_as


def test_see_through_picture_stays_see_through(media_root):
    file = BytesIO()
    Picture.new("RGBA", (8, 8), (168, 18, 28, 100)).save(file, "WEBP", lossless=True)

    picture = stored_picture(file.getvalue())

    assert (picture.format, picture.getpixel((4, 4))) == ("PNG", (168, 18, 28, 100))


def test_sixteen_bit_grey_is_scaled_not_cut_off(media_root):
    file = BytesIO()
    grey = Picture.new("I;16", (8, 8), 32768)
    grey.save(file, "PNG")

    picture = stored_picture(file.getvalue())

    assert picture.getpixel((4, 4)) == (127, 127, 127)


def test_first_frame_of_an_animation_is_stored(media_root):
    file = BytesIO()
    red, blue = Picture.new("RGB", (8, 8), "red"), Picture.new("RGB", (8, 8), "blue")
    red.save(file, "GIF", save_all=True, append_images=[blue])

    picture = stored_picture(file.getvalue())

    assert getattr(picture, "n_frames", 1) == 1
    assert picture.getpixel((4, 4)) == (255, 0, 0)


def test_rotated_picture_is_turned_upright_and_tells_nothing_of_its_maker(media_root):
    exif = Picture.Exif()
    exif[0x0112], exif[0x010F] = 6, "Máy ảnh của tôi"
    exif[0x8825] = {1: "N", 2: (10.0, 1.0, 1.0)}

    picture = stored_picture(samples.picture(size=(90, 60), exif=exif, comment=b"bi mat"))

    assert picture.size == (60, 90)
    assert not {"exif", "comment", "icc_profile", "xmp"} & set(picture.info)


def test_colours_of_a_profile_are_kept_when_the_profile_goes(media_root):
    file = BytesIO()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    red_is_green = srgb.replace(b"rXYZ", b"....").replace(b"gXYZ", b"rXYZ").replace(b"....", b"gXYZ")
    Picture.new("RGB", (8, 8), (250, 0, 0)).save(file, "PNG", icc_profile=red_is_green)

    picture = stored_picture(file.getvalue())

    red, green, _ = picture.getpixel((4, 4))
    assert green > 240 > 20 > red


def test_name_on_disk_is_random(media_root, stored):
    make_image(file=ContentFile(samples.picture(), name="Ảnh thẻ căn cước.jpg"))

    assert [re.sub(r"[0-9a-f]{24}", "…", re.sub(r"\d{4}/\d{2}", "năm/tháng", name)) for name in stored()] == [
        "anh/năm/tháng/….jpg"
    ]


def test_what_hides_behind_a_picture_is_not_stored(media_root):
    image = make_image(file=ContentFile(samples.picture() + samples.HTML, name="anh.jpg"))

    with image.file.open() as file:
        assert b"<script>" not in file.read()
