"""Many pictures come into the library at once, and are said what they show on one page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from media_library import pictures
from media_library.models import Image
from tests.factories import make_image, make_user
from tests.media_library import samples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]
UPLOAD, DESCRIBE = reverse("admin:media_library_image_upload"), reverse("admin:media_library_image_describe")


@pytest.fixture
def editor(client):
    client.force_login(make_user(*(f"media_library.{act}_image" for act in ("view", "add", "change"))))
    return client


def file(name="le-hoi_dinh.jpg", content=None):
    return SimpleUploadedFile(name, samples.picture() if content is None else content)


def send(editor, one):
    return editor.post(UPLOAD, {"anh": one}, headers={"accept": "application/json"})


def test_one_refused_picture_does_not_stop_the_rest(editor):
    files = [file("một.jpg"), file("hong.jpg", samples.HTML), file("hai.jpg")]

    response = editor.post(UPLOAD, {"anh": files}, follow=True)

    assert [image.title for image in Image.objects.order_by("pk")] == ["một", "hai"]
    assert [str(message) for message in response.context["messages"]] == [f"“hong.jpg”: {pictures.UNKNOWN}"]
    assert [form.instance.title for form in response.context["formset"]] == ["một", "hai"]


def test_script_is_answered_for_each_picture(editor):
    taken, refused = send(editor, file()), send(editor, file(content=b""))

    image = Image.objects.get()
    assert taken.json()["id"] == image.pk
    assert taken.json()["title"] == "le hoi dinh"
    assert (refused.status_code, refused.json()["refusal"]) == (400, pictures.EMPTY)


def test_same_picture_again_is_offered_instead_of_stored(editor):
    content = samples.picture()
    first = send(editor, file("a.jpg", content)).json()

    again = send(editor, file("b.jpg", content)).json()

    assert (again["id"], again["known"], Image.objects.count()) == (first["id"], True, 1)


def test_form_of_one_picture_says_where_the_same_one_is(editor):
    content = samples.picture()
    send(editor, file("Hội làng.jpg", content))

    form = {"title": "Khác", "alt": "Bà con dự hội", "file": file("b.jpg", content)}
    response = editor.post(reverse("admin:media_library_image_add"), form)

    assert "“Hội làng”" in response.context["adminform"].form.errors["file"][0]


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


def described(image, **said):
    values = {"id": image.pk, "title": image.title, "caption": "Chú thích", **said}
    management = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1}
    return {**management, **{f"form-0-{name}": value for name, value in values.items()}}


def test_form_cannot_describe_a_picture_it_was_not_opened_for(editor):
    mine, other = make_image(), make_image(title="Của người khác")

    editor.post(f"{DESCRIBE}?anh={mine.pk}", {**described(mine, alt="Bến sông"), "form-0-id": other.pk})

    other.refresh_from_db()
    assert (other.alt, other.caption) == ("", "")


@pytest.mark.parametrize("query", ["", "?anh=", "?anh=x,2", "?anh=99999999999999999999", "?anh=-1"])
def test_page_without_pictures_leads_to_the_upload(editor, query):
    assert UPLOAD in editor.get(DESCRIBE + query).content.decode()


def test_several_files_at_once_are_not_for_the_script(editor):
    response = editor.post(UPLOAD, {"anh": [file(), file()]}, headers={"accept": "application/json"})

    assert (response.status_code, Image.objects.count()) == (400, 0)
