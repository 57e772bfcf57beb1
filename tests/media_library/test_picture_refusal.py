"""A file that is no good is refused by one sentence in the form, and nothing of it stays."""

import re
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture

from media_library import image_processing
from media_library.models import Image
from tests.factories import make_image, make_user, picture_bytes
from tests.media_library import samples

pytestmark = [pytest.mark.django_db, pytest.mark.decodes]


@pytest.fixture
def editor(client):
    client.force_login(make_user("media_library.add_image", "media_library.view_image"))
    return client


def upload(editor, content, name="anh.jpg"):
    file = SimpleUploadedFile("anh.jpg", content, content_type="image/jpeg")
    file._name = name  # as it arrives, past the cleaning of the class
    return editor.post(reverse("admin:media_library_image_add"), {"title": "Ảnh", "alt": "Bến sông", "file": file})


def sentence(response):
    (message,) = response.context["adminform"].form.errors["file"]
    return message


REFUSED = {
    "html": (samples.HTML, image_processing.UNKNOWN),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', image_processing.UNKNOWN),
    "eps": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 8 8\n", image_processing.UNKNOWN),
    "tiff": (samples.picture("TIFF"), image_processing.UNKNOWN),
    "ico": (samples.picture("ICO", size=(32, 32)), image_processing.UNKNOWN),
    "truncated": (samples.picture(size=(300, 300))[:9000], image_processing.BROKEN),
    "nothing": (b"", image_processing.EMPTY_FILE),
    "forty-two million points": (samples.bomb(7000, 6000), image_processing.TOO_LARGE),
    "bomb": (samples.bomb(13_000, 13_000), image_processing.TOO_LARGE),
    "great bomb": (samples.bomb(30_000, 30_000), image_processing.TOO_LARGE),
    "thread": (samples.bomb(40_000, 8), image_processing.TOO_LARGE),
    "heavy": (picture_bytes() + bytes(image_processing.MAX_IMAGE_BYTES), image_processing.TOO_HEAVY),
}


@pytest.mark.parametrize(("content", "expected"), REFUSED.values(), ids=REFUSED)
def test_editor_reads_one_sentence_and_nothing_is_left(editor, stored, content, expected):
    response = upload(editor, content)

    assert (response.status_code, sentence(response)) == (200, expected)
    assert not Image.objects.exists()
    assert stored() == []


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd.jpg", "anh\u202egpj.exe", "a" * 400 + ".jpg", "<b>.jpg", "a\x00.jpg"]
)
def test_name_of_an_upload_never_reaches_the_disk(editor, stored, name):
    response = upload(editor, samples.picture(), name)

    assert response.status_code == 302
    [path] = stored()
    assert re.fullmatch(r"anh/\d{4}/\d{2}/[0-9a-f]{24}\.jpg", path)


def test_code_goes_through_the_same_door_as_the_form(media_root, stored):
    with pytest.raises(ValidationError):
        make_image(file=ContentFile(samples.HTML, name="anh.jpg"))

    assert stored() == []


def test_replacing_a_picture_keeps_the_file_a_revision_may_name(media_root, stored):
    image = make_image()

    image.file = ContentFile(samples.picture(size=(30, 20)), name="moi.jpg")
    image.save()

    assert (image.width, image.height) == (30, 20)
    assert len(stored()) == 2


def test_saving_a_picture_again_does_not_make_its_file_anew(media_root, stored):
    image = make_image()
    name = image.file.name

    image = Image.objects.get(pk=image.pk)
    image.caption = "Chú thích mới"
    image.save()

    assert stored() == [name]


def test_picture_of_just_the_allowed_size_passes(media_root):
    file = BytesIO()
    Picture.new("1", (8000, 5000)).save(file, "PNG")

    assert make_image(file=ContentFile(file.getvalue(), name="anh.png")).width == 8000
