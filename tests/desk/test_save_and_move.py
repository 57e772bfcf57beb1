"""The form saves a text and sends it on by one sending, and one stays at the text, told what has come of it."""

import pytest

from news.models import Article
from publishing.models import Event
from tests.desk.forms import Fields, address, complete_article, opened, sent
from tests.factories import make_article

pytestmark = pytest.mark.django_db
ADD = "/admin/news/article/add/"


@pytest.mark.parametrize("button", ["_save", "_continue", None])
def test_who_saves_stays_and_is_told_who_sees_it(sign_in, add_article, button):
    sign_in("Phóng viên")

    page = add_article(**({button: "1"} if button else {}))

    assert page.redirect_chain[-1][0] == address(Article.objects.get())
    assert "Đã lưu “Ngày hội”. Bản nháp, người viết thấy ở mục “Bản nháp của tôi”. Bạn đọc chưa thấy." in page.text


def test_new_article_is_submitted_at_once(sign_in, add_article):
    sign_in("Phóng viên")

    page = add_article(_move="submit")

    assert Article.objects.get().state == "in_review"
    assert "Đã làm “Gửi duyệt” với “Ngày hội”. Đang ở mục “Chờ tôi duyệt” của người làm bước sau." in page.text


def test_new_article_is_out_at_once_with_the_reason_that_came_with_it(sign_in, add_article):
    sign_in("Phóng viên", "Thư ký tòa soạn")

    page = add_article(_move="force", **{"force-note": "Tin khẩn"})

    article = Article.objects.get()
    assert article.is_published
    assert Event.objects.of(article).last().note == "Tin khẩn"
    assert f'Bạn đọc thấy tại <a href="{article.get_absolute_url()}">' in page.text


def test_sent_twice_it_is_one_article_that_is_out_once(client, sign_in):
    sign_in("Phóng viên", "Thư ký tòa soạn")
    form = {**Fields(client.get(ADD).text).values, **complete_article()}

    for _ in range(2):
        page = client.post(ADD, {**form, "_move": "force", "force-note": "Tin khẩn"}, follow=True)

    assert "Đã lưu rồi" in page.text
    assert Event.objects.of(Article.objects.get()).filter(name="force").count() == 1


def test_edit_of_a_live_text_is_told_to_be_beside_it(client, sign_in):
    sign_in("Phóng viên")
    article = make_article()

    page = sent(client, article, opened(client, article), title="Tên khác")

    assert "Bản sửa để riêng, người viết thấy ở mục “Bản nháp của tôi”." in page.text
    assert "Đó là bản trước, chưa có phần vừa sửa." in page.text


def test_pop_up_gets_what_was_made(sign_in, add_article):
    sign_in("Phóng viên")

    assert "popup_response" in add_article(_popup="1").text


def test_what_was_returned_is_told_to_be_in_the_list_of_what_came_back(client, sign_in):
    sign_in("Biên tập viên")
    article = make_article(state="in_review")

    page = sent(client, article, opened(client, article), _move="return", **{"return-note": "Thiếu nguồn"})

    assert "Bản nháp, người viết thấy ở mục “Bị trả lại”. Bạn đọc chưa thấy." in page.text
