"""Pictures are chosen for a text in a window of the library."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from media_library.image_library_admin import IMAGES_PER_PAGE
from media_library.models import Image
from media_library.signed_addresses import name_in
from tests.factories import make_image, make_user

pytestmark = pytest.mark.django_db
CHOOSE = reverse("admin:media_library_image_choose")


@pytest.fixture
def writer(client):
    client.force_login(make_user("media_library.view_image"))
    return client


def titles(response):
    return [image.title for image in response.context["images"]]


def test_writer_finds_pictures_by_words_without_accents(writer):
    make_image(title="Ngày hội Đại đoàn kết")
    make_image(title="Khác")

    assert titles(writer.get(CHOOSE, {"q": "dai doan ket"})) == ["Ngày hội Đại đoàn kết"]


def test_writer_looks_in_one_month(writer):
    old = make_image(title="Cũ")
    make_image(title="Mới")
    Image.objects.filter(pk=old.pk).update(created_at=datetime(2020, 9, 15, tzinfo=UTC))

    page = writer.get(CHOOSE, {"thang": "2020-09"})

    assert titles(page) == ["Cũ"]
    assert "Tháng 9/2020" in page.content.decode()


@pytest.mark.parametrize("query", [{"thang": "0000-00"}, {"thang": "x"}, {"anh": "x"}, {"q": "\x00"}])
def test_nonsense_finds_everything(writer, query):
    make_image(title="Có")

    assert titles(writer.get(CHOOSE, query)) == ["Có"]


@pytest.mark.parametrize("cursor", ["-1", "x", "1-1", "9" * 19])
def test_cursor_that_was_not_made_here_is_not_found(writer, cursor):
    assert writer.get(CHOOSE, {"truoc": cursor}).status_code == 404


def test_writer_comes_to_older_pictures(writer):
    for number in range(IMAGES_PER_PAGE + 2):
        make_image(title=str(number), file="anh/a.png")

    older = writer.get(CHOOSE, {"truoc": writer.get(CHOOSE).context["older"]})

    assert titles(older) == ["1", "0"]


def test_window_costs_the_same_however_many(writer, django_assert_max_num_queries):
    for _ in range(IMAGES_PER_PAGE + 5):
        make_image(file="anh/a.png")

    with django_assert_max_num_queries(6):
        writer.get(CHOOSE)


def test_editor_shows_the_picture_that_a_text_names(writer):
    image = make_image()

    response = writer.get(reverse("admin:media_library_image_preview", args=[image.pk]))

    shown = name_in(response["Location"].removeprefix("/media/"))
    assert f"/media/{shown}" == image.responsive("full").address(720, "webp")
