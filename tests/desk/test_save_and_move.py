"""The form saves a text and sends it on by one sending, and one stays at the text, told what has come of it."""

import pytest

from news.models import Article
from publishing.models import Event
from tests.desk.forms import Fields, address, opened, sent
from tests.factories import make_article, make_category, make_image

pytestmark = pytest.mark.django_db
ADD = "/admin/news/article/add/"


def complete():
    """What is typed into the form of a new article about which nobody is warned."""
    chosen = {"category": make_category().pk, "lead_image": make_image(alt="Bà con múa hát").pk}
    return {"title": "Ngày hội", "summary": "Ba trăm người dự.", "body": "<p>Ngày hội đã mở.</p>", **chosen}


@pytest.fixture
def add(client):
    """Send the form of a new article, filled in."""

    def add(**more):
        return client.post(ADD, {**Fields(client.get(ADD).text).values, **complete(), **more}, follow=True)

    return add


@pytest.mark.parametrize("button", ["_save", "_continue", None])
def test_who_saves_stays_and_is_told_who_sees_it(sign_in, add, button):
    sign_in("Phóng viên")

    page = add(**({button: "1"} if button else {}))

    assert page.redirect_chain[-1][0] == address(Article.objects.get())
    assert "Đã lưu “Ngày hội”. Bản nháp, người viết thấy ở mục “Bản nháp của tôi”. Bạn đọc chưa thấy." in page.text


def test_new_article_is_submitted_at_once(sign_in, add):
    sign_in("Phóng viên")

    page = add(_move="submit")

    assert Article.objects.get().state == "in_review"
    assert "Đã làm “Gửi duyệt” với “Ngày hội”. Đang ở mục “Chờ tôi duyệt” của người làm bước sau." in page.text


def test_new_article_is_out_at_once_with_the_reason_that_came_with_it(sign_in, add):
    sign_in("Phóng viên", "Thư ký tòa soạn")

    page = add(_move="force", **{"force-note": "Tin khẩn"})

    article = Article.objects.get()
    assert article.is_published
    assert Event.objects.of(article).last().note == "Tin khẩn"
    assert f'Bạn đọc thấy tại <a href="{article.get_absolute_url()}">' in page.text


def test_without_a_reason_the_page_of_the_move_asks_for_it(client, sign_in, add):
    sign_in("Phóng viên", "Thư ký tòa soạn")

    page = add(_move="force", **{"force-note": "  "})

    article = Article.objects.get()
    assert page.request["PATH_INFO"] == address(article, "move/force/")
    client.post(page.request["PATH_INFO"], {**Fields(page.text).values, "note": "Tin khẩn", "confirmed": "1"})
    article.refresh_from_db()
    assert article.is_published


def test_reason_is_still_there_where_something_more_is_asked(sign_in, add):
    sign_in("Phóng viên", "Thư ký tòa soạn")

    page = add(_move="force", summary="", **{"force-note": "Tin khẩn"})

    assert "Vẫn đăng thẳng" in page.text
    assert ">\nTin khẩn</textarea>" in page.text
    assert Article.objects.get().state == "draft"


def test_sent_twice_it_is_one_article_that_is_out_once(client, sign_in):
    sign_in("Phóng viên", "Thư ký tòa soạn")
    form = {**Fields(client.get(ADD).text).values, **complete()}

    for _ in range(2):
        page = client.post(ADD, {**form, "_move": "force", "force-note": "Tin khẩn"}, follow=True)

    assert "Đã lưu rồi" in page.text
    assert Event.objects.of(Article.objects.get()).filter(name="force").count() == 1


def test_move_that_is_not_open_leaves_the_text_saved(sign_in, add):
    sign_in("Phóng viên")

    page = add(_move="force", **{"force-note": "Tin khẩn"})

    assert Article.objects.get().state == "draft"
    assert "Chưa “Đăng thẳng”" in page.text
    assert "Bạn không có quyền làm việc này" in page.text


@pytest.mark.parametrize("reason", ["\0", "x" * 200_000, ""])
def test_forged_reason_makes_no_move(sign_in, add, reason):
    sign_in("Phóng viên")

    page = add(_move="force", **{"force-note": reason})

    assert page.status_code == 200
    assert Article.objects.get().state == "draft"


def test_edit_of_a_live_text_is_told_to_be_beside_it(client, sign_in):
    sign_in("Phóng viên")
    article = make_article()

    page = sent(client, article, opened(client, article), title="Tên khác")

    assert "Bản sửa để riêng, người viết thấy ở mục “Bản nháp của tôi”." in page.text
    assert "Đó là bản trước, chưa có phần vừa sửa." in page.text


def test_pop_up_gets_what_was_made(sign_in, add):
    sign_in("Phóng viên")

    assert "popup_response" in add(_popup="1").text
