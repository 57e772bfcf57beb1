"""The day a camera wrote down is proposed as the day a picture was taken; nothing else it wrote is kept."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import ExifTags
from PIL import Image as Picture

from media_library.models import Image
from tests.factories import make_image, make_user
from tests.media_library import samples

pytestmark = [pytest.mark.django_db, pytest.mark.decodes]
UPLOAD = reverse("admin:media_library_image_upload")


def photograph(written, kind="JPEG"):
    exif = Picture.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = written
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    exif[ExifTags.Base.Make] = "Canon"
    return samples.picture(kind, exif=exif)


def taken(content):
    return make_image(file=ContentFile(content, name="anh.jpg")).taken_on


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_day_of_the_camera_is_taken_over(media_root, kind):
    assert taken(photograph("2025:09:02 07:05:00", kind)) == date(2025, 9, 2)


@pytest.mark.parametrize(
    "written",
    [
        "0000:00:00 00:00:00",
        "    :  :     :  :  ",
        "2000:01:01 00:00:00",
        "1066:10:14 09:00:00",
        "2025:13:40 00:00:00",
        "hôm qua",
        "",
        f"{timezone.localdate() + timedelta(days=2):%Y:%m:%d} 00:00:00",
    ],
)
def test_date_that_cannot_be_true_is_none(media_root, written):
    assert taken(photograph(written)) is None


def test_broken_exif_costs_the_date_and_not_the_picture(media_root):
    assert taken(samples.picture(exif=b"Exif\0\0MM\0*\xff\xff\xff\xff")) is None


def test_nothing_of_the_camera_or_the_place_is_stored(media_root):
    image = make_image(file=ContentFile(photograph("2025:09:02 07:05:00"), name="anh.jpg"))

    with image.file.open() as file:
        content = file.read()
    assert not Picture.open(BytesIO(content)).getexif()
    assert not any(word in content for word in (b"Canon", b"2025:09", b"Exif"))


def test_editor_who_sends_many_finds_the_day_proposed(client, media_root):
    client.force_login(make_user(is_superuser=True))
    file = SimpleUploadedFile("anh.jpg", photograph("2025:09:02 07:05:00"), "image/jpeg")

    page = client.post(UPLOAD, {"anh": [file]}, follow=True).text

    assert 'value="02/09/2025"' in page


@pytest.mark.parametrize(("typed", "kept"), [("", date(2025, 9, 2)), ("30/04/1975", date(1975, 4, 30))])
def test_day_that_an_editor_typed_stays(client, media_root, typed, kept):
    client.force_login(make_user(is_superuser=True))
    file = SimpleUploadedFile("anh.jpg", photograph("2025:09:02 07:05:00"), "image/jpeg")

    form = {"title": "Hội làng", "alt": "Bà con múa sạp", "file": file, "taken_on": typed}
    client.post(reverse("admin:media_library_image_add"), form)

    assert Image.objects.get().taken_on == kept


def test_new_file_does_not_change_a_day_that_is_known(media_root):
    image = make_image(taken_on=date(1975, 4, 30))

    image.file = ContentFile(photograph("2025:09:02 07:05:00"), name="moi.jpg")
    image.save()

    image.refresh_from_db()
    assert image.taken_on == date(1975, 4, 30)
