"""The search on the front page, over every kind of content in every state."""

import pytest

from publishing import desk_search
from tests.factories import make_album, make_article, make_page, make_user, make_video

pytestmark = pytest.mark.django_db
SEARCH = "/admin/tim/"


def test_all_kinds_and_states_are_found_without_accents(client, sign_in):
    sign_in("Phóng viên")
    for make in (make_article, make_video, make_album, make_page):
        make(title=f"Đại đoàn kết {make.__name__}", state="draft")
    make_article(title="Tin khác")

    page = client.get(SEARCH, {"q": "dai doan ket"}).text

    assert page.count("Đại đoàn kết make_") == 4
    assert "Tin khác" not in page
    assert "bản nháp" in page


def test_number_finds_the_thing_of_that_number(client, sign_in):
    sign_in("Phóng viên")
    article = make_article(title="Chính bài ấy")

    assert "Chính bài ấy" in client.get(SEARCH, {"q": f" {article.pk} "}).text


def test_kinds_that_somebody_may_not_see_are_not_searched(client):
    client.force_login(make_user("news.view_article"))
    make_video(title="Phim kín"), make_article(title="Bài kín")

    page = client.get(SEARCH, {"q": "kín"}).text

    assert "Bài kín" in page
    assert "Phim kín" not in page


def test_what_is_in_the_trash_is_not_found(client, me):
    article = make_article(state="draft", title="Bỏ đi")
    client.post(f"/admin/news/article/{article.pk}/delete/", {"post": "yes"})

    assert "Bỏ đi" not in client.get(SEARCH, {"q": "Bỏ đi"}).text.split("all-found")[1]


def test_many_are_shown_in_part_and_the_list_has_the_rest(client, me):
    for number in range(desk_search.MAX_FOUND + 1):
        make_article(title=f"Chim lạ {number}")

    page = client.get(SEARCH, {"q": "chim lạ"}).text

    assert page.count("Chim lạ ") == desk_search.MAX_FOUND
    assert 'href="/admin/news/article/?q=chim+l%E1%BA%A1"' in page


def test_of_very_many_the_newest_are_searched_and_that_is_said(client, me, monkeypatch):
    old = make_article(title="Mặt trận cũ")
    monkeypatch.setattr(desk_search, "NEWEST_SEARCHED", 1)
    make_article(title="Mặt trận mới", pk=old.pk + 5)

    page = client.get(SEARCH, {"q": "mặt trận"}).text

    assert "Mặt trận mới" in page
    assert "Mặt trận cũ" not in page
    assert "tìm trong tất cả" in page


def test_script_gets_what_was_found_alone(client, me):
    make_article(title="Mặt trận")

    page = client.get(SEARCH, {"q": "mat tran", "phan": "1"})

    assert "Mặt trận</a>" in page.text
    assert "<html" not in page.text
    assert "no-store" in page.headers["Cache-Control"] or "no-cache" in page.headers["Cache-Control"]


@pytest.mark.parametrize("typed", ["", "\x00", "a" * 10_000, "'\"%_\\", "🎉", "9" * 30])
def test_hostile_search_is_answered(client, me, typed):
    make_article()

    assert client.get(SEARCH, {"q": typed}).status_code == 200


def test_front_page_offers_search_writing_and_the_guide(client, sign_in):
    sign_in("Phóng viên")
    page = client.get("/admin/").text

    assert '<a class="button default" href="/admin/news/article/add/">Viết bài</a>' in page
    assert 'href="/admin/media_library/video/add/">Thêm video</a>' in page
    assert 'action="/admin/tim/"' in page
    assert 'href="/admin/huong-dan/"' in page
