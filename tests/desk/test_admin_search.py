import unicodedata

import pytest

from tests.factories import (
    make_announcement,
    make_article,
    make_attachment,
    make_author,
    make_category,
    make_image,
    make_link,
    make_page,
    make_programme,
    make_source,
    make_tag,
    make_user,
    make_video,
)

pytestmark = pytest.mark.django_db

TITLE = "Ngày hội Đại đoàn kết toàn dân tộc"
LISTS = [
    ("news/article", lambda: make_article(title=TITLE)),
    ("news/author", lambda: make_author(name=TITLE)),
    ("news/source", lambda: make_source(name=TITLE)),
    ("news/tag", lambda: make_tag(name=TITLE)),
    ("media_library/image", lambda: make_image(title=TITLE)),
    ("media_library/programme", lambda: make_programme(name=TITLE)),
    ("media_library/video", lambda: make_video(title=TITLE)),
    ("media_library/attachment", lambda: make_attachment(title=TITLE)),
    ("news/category", lambda: make_category(name=TITLE)),
    ("links/link", lambda: make_link(title=TITLE)),
    ("pages/page", lambda: make_page(title=TITLE)),
    ("pages/announcement", lambda: make_announcement(text=TITLE)),
    ("accounts/user", lambda: make_user(last_name="Đại Đoàn", first_name="Kết")),
]


@pytest.mark.parametrize(
    "typed", ["đại đoàn kết", "dai doan ket", "ĐẠI ĐOÀN", unicodedata.normalize("NFD", "đại đoàn")]
)
@pytest.mark.parametrize(("model", "make"), LISTS)
def test_every_list_finds_names_without_accents_and_case(client, model, make, typed):
    client.force_login(make_user(is_superuser=True))
    make()

    page = client.get(f"/admin/{model}/", {"q": typed})

    assert page.context["cl"].result_count == 1


def test_list_search_does_not_find_what_is_not_there(client):
    client.force_login(make_user(is_superuser=True))
    make_article(title=TITLE)

    assert client.get("/admin/news/article/", {"q": "giám sát"}).context["cl"].result_count == 0


@pytest.mark.parametrize("typed", ["88/NQLT", "88 nqlt", "088-NQLT"])
def test_numbers_and_signs_are_found_however_they_are_typed(client, typed):
    client.force_login(make_user(is_superuser=True))
    make_article(title="Nghị quyết liên tịch số 88/NQLT"), make_article(title="Nghị quyết số 89/NQLT")

    assert client.get("/admin/news/article/", {"q": typed}).context["cl"].result_count == 1


def test_choosing_an_author_forgives_accents_too(client):
    client.force_login(make_user(is_superuser=True))
    author = make_author(name="Lê Thị Đào")

    field = {"app_label": "news", "model_name": "article", "field_name": "authors", "term": "thi dao"}
    found = client.get("/admin/autocomplete/", field).json()["results"]

    assert [result["id"] for result in found] == [str(author.pk)]


@pytest.mark.parametrize("typed", ["\x00", "a" * 10_000, "'\"%_\\", "🎉", "%00"])
def test_hostile_search_is_answered(client, typed):
    client.force_login(make_user(is_superuser=True))

    assert client.get("/admin/news/article/", {"q": typed}).status_code in {200, 302}
