"""What a picture shows is said in words, for those who cannot see it."""

import pytest
from django.urls import reverse

from media_library.models import Image
from tests.factories import make_image, make_user

pytestmark = pytest.mark.django_db
DESCRIBE = reverse("admin:media_library_image_describe")


@pytest.fixture
def editor(client):
    client.force_login(make_user(*(f"media_library.{act}_image" for act in ("view", "change"))))
    return client


def described(image, **said):
    values = {"id": image.pk, "title": image.title, "caption": "Chú thích", **said}
    management = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1}
    return {**management, **{f"form-0-{name}": value for name, value in values.items()}}


@pytest.mark.parametrize("alt", ["", "ảnh", "Hình ảnh", "IMG_2031.JPG", "le-hoi.jpg", "DSC 0042"])
def test_picture_must_be_said_what_it_shows(editor, alt):
    image = make_image()

    response = editor.post(f"{DESCRIBE}?anh={image.pk}", described(image, alt=alt))

    assert response.context["formset"].forms[0].errors["alt"]
    image.refresh_from_db()
    assert image.caption == ""


def test_decorative_picture_needs_no_words_and_has_none(editor):
    image = make_image()

    editor.post(f"{DESCRIBE}?anh={image.pk}", described(image, is_decorative="on"))
    both = editor.post(f"{DESCRIBE}?anh={image.pk}", described(image, alt="Sông Hồng", is_decorative="on"))

    image.refresh_from_db()
    assert (image.is_decorative, image.caption) == (True, "Chú thích")
    assert both.context["formset"].forms[0].errors["alt"]


@pytest.mark.leaves_out
def test_form_cannot_describe_a_picture_it_was_not_opened_for(editor):
    mine, other = make_image(), make_image(title="Của người khác")

    editor.post(f"{DESCRIBE}?anh={mine.pk}", {**described(mine, alt="Bến sông"), "form-0-id": other.pk})

    other.refresh_from_db()
    assert (other.alt, other.caption) == ("", "")


FORGED = {
    "one more": {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "form-0-title": "x", "form-0-alt": "x"},
    "of no row": {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-title": "x", "form-0-alt": "x"},
    "of a row that is gone": {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": 999, "form-0-title": "x"},
    "empty": {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0},
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_form_that_only_edits_takes_no_new_picture(editor, forged):
    page = editor.post(DESCRIBE, forged)

    assert "Biểu mẫu gửi kèm dòng không có ở đây" in page.text
    assert not Image.objects.exists()
