from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_article, make_category, make_highlight, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_at_home", [True, False])
def test_editor_is_told_that_an_article_is_highlighted_already(admin_client, is_at_home):
    highlight = make_highlight(category=None if is_at_home else make_category())

    form = {"article": highlight.article_id, "category": highlight.category_id or "", "order": 7}
    page = admin_client.post("/admin/news/highlight/add/", form).content.decode()

    assert f"Bài này đã nổi bật ở {'trang chủ' if is_at_home else 'chuyên mục ấy'}." in page


def test_editor_is_told_what_to_do_about_a_time_that_is_past(client):
    client.force_login(make_user("news.add_highlight", "news.view_article"))
    form = {"article": make_article().pk, "order": 0, "until_0": "01/01/2020", "until_1": "08:00"}

    page = client.post("/admin/news/highlight/add/", form).content.decode()

    assert "Chọn một thời điểm sau lúc này, hoặc để trống nếu không tự hết." in page


def test_editor_sees_which_highlights_stand(admin_client):
    make_highlight()
    make_highlight(until=timezone.now() - timedelta(hours=1))
    make_highlight(article=make_article(state="draft"))

    page = admin_client.get("/admin/news/highlight/").content.decode()

    for standing in ("Đang hiện", "Đã hết hạn", "Chờ bài được đăng"):
        assert page.count(standing) == 1


def test_editor_pins_in_their_own_categories_alone(client, sign_in):
    mine, other = make_category(), make_category()
    sign_in("Biên tập viên", categories=[mine])

    for category, pinned in [(mine, True), (make_category(parent=mine), True), (other, False), (None, False)]:
        form = {"article": make_article().pk, "category": category.pk if category else "", "order": 0}
        page = client.post("/admin/news/highlight/add/", form)
        assert (page.status_code == 302) is pinned
        assert pinned or "Hãy chọn một trang chuyên mục mà bạn phụ trách." in page.text


def test_editor_neither_moves_nor_takes_down_what_others_pinned(client, sign_in):
    mine = make_category()
    sign_in("Biên tập viên", categories=[mine])
    own, at_home = make_highlight(category=mine), make_highlight(order=1)
    order = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": at_home.pk, "form-0-order": 7}

    client.post("/admin/news/highlight/", {**order, "_save": "Lưu"})
    moved = client.post(f"/admin/news/highlight/{own.pk}/change/", {"article": own.article_id, "order": 0})
    deleted = client.post(f"/admin/news/highlight/{at_home.pk}/delete/", {"post": "yes"})

    at_home.refresh_from_db()
    assert (at_home.order, moved.status_code, deleted.status_code) == (1, 200, 403)


def test_editor_of_all_categories_pins_at_home(client, sign_in):
    sign_in("Biên tập viên")

    page = client.post("/admin/news/highlight/add/", {"article": make_article().pk, "category": "", "order": 0})

    assert page.status_code == 302
