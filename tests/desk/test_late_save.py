"""Two people have the same form open: the second is told, keeps what they typed, and can merge."""

import pytest
from django.test import Client

from publishing import trash
from publishing.models import Revision
from publishing.workflow import make_move
from tests.desk.forms import Fields, address, opened, sent
from tests.factories import make_article, make_author, make_user, make_video
from tests.publishing.editing import ALL, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def other():
    return make_user(*ALL, last_name="Trần Thị", first_name="Mai", username="mai")


@pytest.mark.parametrize(
    ("make", "state"), [(make_article, "draft"), (make_article, "published"), (make_video, "draft")]
)
def test_second_is_told_and_keeps_every_word_beside_the_others(client, sign_in, other, make, state):
    sign_in("Phóng viên")
    thing = make(state=state, summary="Hai trăm người dự")
    values = opened(client, thing)
    write(thing, by=other, summary="Ba trăm người dự")

    answer = sent(client, thing, values, summary="Bốn trăm người dự")

    assert "Trần Thị Mai (mai) đã lưu lúc" in answer.text
    assert "Họ đã sửa: Tóm tắt." in answer.text
    assert Fields(answer.text).values["summary"] == "Bốn trăm người dự"
    assert "<del>Ba </del><ins>Bốn </ins>trăm người dự" in answer.text
    assert Revision.objects.of(thing).last().content["summary"] == "Ba trăm người dự"


def test_fields_left_alone_take_the_others_text_and_saving_again_saves_both(client, sign_in, other):
    sign_in("Phóng viên")
    an, binh = make_author(), make_author()
    article = make_article(state="draft", title="Một", authors=[an])
    values = opened(client, article)
    write(article, by=other, title="Hai", relations={"authors": [binh, an]})

    answer = sent(client, article, values, summary="Của tôi")
    assert "Những ô bạn không động đến đã lấy theo bản của họ: tác giả, tiêu đề." in answer.text
    sent(client, article, Fields(answer.text).values)

    article.refresh_from_db()
    assert (article.title, article.summary, list(article.authors.all())) == ("Hai", "Của tôi", [binh, an])


def test_correction_that_the_other_announced_is_not_lost(client, sign_in, other):
    sign_in("Phóng viên")
    article = make_article()
    values = opened(client, article)
    write(article, by=other, title="Hai", about={"correction": "Đã sửa tên."})

    answer = sent(client, article, values, summary="Của tôi")
    sent(client, article, Fields(answer.text).values)

    assert Revision.objects.of(article).last().correction == "Đã sửa tên."


def test_text_typed_over_what_was_sent_on_meanwhile_is_given_back(client, sign_in, other):
    sign_in("Phóng viên")
    article = make_article(state="draft")
    values = opened(client, article)
    make_move("submit", article, by=other)

    for _ in range(2):
        answer = sent(client, article, values, title="Chữ của tôi")
        assert "Bạn không sửa được nữa" in answer.text
        assert "đã làm “Gửi duyệt”" in answer.text
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

    assert "đã làm “Gửi duyệt”" in answer.text
    assert Fields(answer.text).values["title"] == "Chữ của tôi"
