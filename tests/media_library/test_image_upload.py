"""Many pictures come into the library at once, and are said what they show on one page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from media_library import image_processing
from media_library.models import Image
from publishing.models import Event
from tests.factories import make_user
from tests.media_library import samples
from tests.media_library.test_picture_words import described

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
    assert [str(message) for message in response.context["messages"]] == [f"“hong.jpg”: {image_processing.UNKNOWN}"]
    assert [form.instance.title for form in response.context["formset"]] == ["một", "hai"]


def test_script_is_answered_for_each_picture(editor):
    taken, refused = send(editor, file()), send(editor, file(content=b""))

    image = Image.objects.get()
    assert taken.json()["id"] == image.pk
    assert taken.json()["title"] == "le hoi dinh"
    assert (refused.status_code, refused.json()["refusal"]) == (400, image_processing.EMPTY_FILE)


def test_record_tells_who_took_a_picture_in_and_what_was_said_of_it(editor):
    send(editor, file())
    image = Image.objects.get()

    editor.post(f"{DESCRIBE}?anh={image.pk}", described(image, alt="Bà con múa sạp"))

    assert list(Event.objects.of(image).order_by("pk").values_list("name", flat=True)) == ["add", "change"]
    assert Event.objects.last().after["alt"] == "Bà con múa sạp"


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


@pytest.mark.parametrize("query", ["", "?anh=x,2", "?anh=99999999999999999999", "?anh=-1"])
def test_page_without_pictures_leads_to_the_upload(editor, query):
    assert UPLOAD in editor.get(DESCRIBE + query).content.decode()


def test_pictures_beyond_what_one_page_takes_are_not_dropped_in_silence(editor):
    content = samples.picture()

    response = editor.post(UPLOAD, {"anh": [file(f"{number}.jpg", content) for number in range(52)]}, follow=True)

    assert "còn 2 ảnh cuối chưa đưa lên" in response.content.decode()


def test_several_files_at_once_are_not_for_the_script(editor):
    response = editor.post(UPLOAD, {"anh": [file(), file()]}, headers={"accept": "application/json"})

    assert (response.status_code, Image.objects.count()) == (400, 0)
