"""Two people have the same form open: the second is warned, keeps what they typed, and can merge."""

import pytest

from publishing.models import Revision
from tests.desk.forms import Fields, opened, sent
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


def test_text_that_another_has_just_saved_alike_is_told_to_be_there_already(client, sign_in, other):
    sign_in("Phóng viên")
    article = make_article(state="draft")
    values = opened(client, article)
    write(article, by=other, title="Một lần")

    answer = sent(client, article, values, title="Một lần")

    assert "Chữ của bạn giống hệt bản đã lưu ấy." in answer.text
    assert Revision.objects.of(article).count() == 2


def test_correction_that_the_other_announced_is_not_lost(client, sign_in, other):
    sign_in("Phóng viên")
    article = make_article()
    values = opened(client, article)
    write(article, by=other, title="Hai", about={"correction": "Đã sửa tên."})

    answer = sent(client, article, values, summary="Của tôi")
    sent(client, article, Fields(answer.text).values)

    assert Revision.objects.of(article).last().correction == "Đã sửa tên."
