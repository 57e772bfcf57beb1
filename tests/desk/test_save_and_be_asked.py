"""A move that the form makes after the save: without what it asks for, its page asks; nothing that was sent is lost."""

import pytest

from news.models import Article
from tests.desk.forms import Fields, address

pytestmark = pytest.mark.django_db


def test_without_a_reason_the_page_of_the_move_asks_for_it(client, sign_in, add_article):
    sign_in("Phóng viên", "Thư ký tòa soạn")

    page = add_article(_move="force", **{"force-note": "  "})

    article = Article.objects.get()
    assert page.request["PATH_INFO"] == address(article, "move/force/")
    client.post(page.request["PATH_INFO"], {**Fields(page.text).values, "note": "Tin khẩn", "confirmed": "1"})
    article.refresh_from_db()
    assert article.is_published


def test_reason_is_still_there_where_something_more_is_asked(sign_in, add_article):
    sign_in("Phóng viên", "Thư ký tòa soạn")

    page = add_article(_move="force", summary="", **{"force-note": "Tin khẩn"})

    assert "Vẫn đăng thẳng" in page.text
    assert ">\nTin khẩn</textarea>" in page.text
    assert Article.objects.get().state == "draft"


def test_move_that_is_not_open_leaves_the_text_saved(sign_in, add_article):
    sign_in("Phóng viên")

    page = add_article(_move="force", **{"force-note": "Tin khẩn"})

    assert Article.objects.get().state == "draft"
    assert "Chưa “Đăng thẳng”" in page.text
    assert "Bạn không có quyền làm việc này" in page.text


@pytest.mark.parametrize("reason", ["\0", "x" * 200_000, ""])
def test_forged_reason_makes_no_move(sign_in, add_article, reason):
    sign_in("Phóng viên")

    page = add_article(_move="force", **{"force-note": reason})

    assert page.status_code == 200
    assert Article.objects.get().state == "draft"
