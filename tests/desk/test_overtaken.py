"""Somebody is overtaken by a move, a deletion or another's save: their text and reasons are given back."""

import pytest
from django.test import Client

from publishing import trash
from publishing.workflow import make_move
from tests.desk.forms import Fields, address, opened, sent
from tests.factories import make_article, make_user
from tests.publishing.editing import ALL, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def other():
    return make_user(*ALL, last_name="Trần Thị", first_name="Mai", username="mai")


def test_text_typed_over_what_was_sent_on_meanwhile_is_given_back(client, sign_in, other):
    sign_in("Phóng viên")
    article = make_article(state="draft")
    values = opened(client, article)
    make_move("submit", article, by=other)

    for _ in range(2):
        answer = sent(client, article, values, title="Chữ của tôi")
        assert "Bạn không sửa được nữa" in answer.text
        assert "đã gửi duyệt" in answer.text
        values = Fields(answer.text).values
        assert values["title"] == "Chữ của tôi"
    article.refresh_from_db()
    assert article.title != "Chữ của tôi"


def test_text_typed_over_what_was_thrown_away_is_given_back(client, sign_in, other):
    sign_in("Phóng viên")
    article = make_article(state="draft")
    values = opened(client, article)
    trash.throw_away(article, by=other)

    answer = sent(client, article, values, title="Chữ của tôi")

    assert "đang ở thùng rác" in answer.text
    assert Fields(answer.text).values["title"] == "Chữ của tôi"


def test_throwing_away_what_was_saved_meanwhile_is_refused(client, sign_in, other):
    sign_in("Phóng viên")
    article = make_article(state="draft")
    write(article, by=other, title="Vừa viết")

    answer = client.post(address(article, "delete/"), {"post": "yes", "version": article.version}, follow=True)

    assert "Chưa bỏ vào thùng rác: Trần Thị Mai (mai) đã lưu" in answer.text
    article.refresh_from_db()
    assert article.trashed_at is None


def test_moving_what_was_saved_meanwhile_asks_again_and_keeps_the_reason(client, sign_in, other):
    sign_in("Biên tập viên")
    article = make_article(state="in_review")
    write(article, by=other, title="Vừa viết")

    answer = client.post(
        address(article, "move/return/"), {"version": article.version, "note": "Thiếu nguồn"}, follow=True
    )

    assert "Trần Thị Mai (mai) đã lưu" in answer.text
    assert ">\nThiếu nguồn</textarea>" in answer.text
    article.refresh_from_db()
    assert article.state == "in_review"


def test_field_that_cannot_be_saved_as_typed_is_told_beside_who_has_saved(client, sign_in, other):
    sign_in("Phóng viên")
    article = make_article(state="draft")
    values = opened(client, article)
    write(article, by=other, title="Vừa viết")

    answer = sent(client, article, values, authors=["999999"], summary="Của tôi")

    assert "Trần Thị Mai (mai) đã lưu" in answer.text
    assert Fields(answer.text).values["summary"] == "Của tôi"


@pytest.mark.parametrize("version", ["", "không phải số", "99999999999999999999", "-1", "1e3"])
def test_version_that_nobody_has_seen_saves_nothing(client, sign_in, version):
    sign_in("Phóng viên")
    article = make_article(state="draft", title="Một")

    answer = sent(client, article, opened(client, article), title="Hai", version=version)

    article.refresh_from_db()
    assert article.title == "Một"
    assert Fields(answer.text).values["title"] == "Hai"


def test_bulk_move_is_seen_by_whoever_has_the_form_open(client, sign_in, other):
    sign_in("Biên tập viên")
    article = make_article(state="draft")
    values, bulk = opened(client, article), Client()
    bulk.force_login(make_user("news.view_article", "news.change_article", *ALL))

    bulk.post("/admin/news/article/", {"action": "submit", "_selected_action": [article.pk]})
    answer = sent(client, article, values, title="Chữ của tôi")

    assert "đã gửi duyệt" in answer.text
    assert Fields(answer.text).values["title"] == "Chữ của tôi"
