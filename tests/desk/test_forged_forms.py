"""What a form did not offer is refused in words, with nothing changed and nothing of the text lost."""

import pytest

from news.models import Highlight, Tag
from tests.desk.rivals import rival
from tests.factories import make_article, make_category, make_highlight, make_page, make_tag, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("state", "trạng thái"),
        ("publish_at_0", "ngày đăng"),
        ("withdrawal", "cách gỡ"),
        ("unpublish_at_1", "tự gỡ lúc"),
    ],
)
def test_reporter_is_told_what_was_not_theirs_to_send(client, sign_in, name, said):
    sign_in("Phóng viên")
    article = make_article(state="draft", title="Cũ")
    form = {"title": "Tên mới", "slug": "cu", "category": article.category_id, "body": "<p>Chữ mới</p>"}

    page = client.post(f"/admin/news/article/{article.pk}/change/", {**form, name: "published"}).text

    assert f"Biểu mẫu gửi kèm mục không được sửa ở đây: {said}." in page
    assert "Tên mới" in page
    assert "Chữ mới" in page
    article.refresh_from_db()
    assert (article.title, article.state) == ("Cũ", "draft")


@pytest.mark.parametrize("forged", ["999999", "abc", "9" * 30])
def test_a_forged_relation_is_refused_in_words(client, forged):
    client.force_login(make_user(is_superuser=True))
    user = make_user(categories=[make_category()])

    form = {"username": user.username, "is_active": "on", "categories": [forged]}
    page = client.post(f"/admin/accounts/user/{user.pk}/change/", form, follow=True).text

    assert "errornote" in page or "Biểu mẫu gửi một lựa chọn không thể có." in page
    assert user.categories.count() == 1


@pytest.mark.parametrize("pk", ["abc", "9" * 30, "", "1 OR 1=1", "²"])
@pytest.mark.parametrize("action", ["merge", "delete_selected"])
def test_forged_choices_in_a_list_do_nothing(client, pk, action):
    client.force_login(make_user(is_superuser=True))
    make_tag()

    form = {"action": action, "_selected_action": [pk], "post": "yes", "reason": "Thừa"}
    page = client.post("/admin/news/tag/", form, follow=True)

    assert page.status_code == 200
    assert "Chưa làm gì cả" in page.text
    assert Tag.objects.count() == 1


@pytest.mark.parametrize("pk", ["abc", "9" * 30, "999"])
def test_forged_rows_of_a_list_change_nothing(client, pk):
    client.force_login(make_user(is_superuser=True))
    highlight = make_highlight(order=1)
    form = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": pk, "form-0-order": 7, "_save": "Lưu"}

    assert client.post("/admin/news/highlight/", form).status_code in {200, 302}

    highlight.refresh_from_db()
    assert highlight.order == 1


@pytest.mark.parametrize("initial", [0, 1])
def test_list_that_is_edited_in_place_takes_no_new_row(client, initial):
    client.force_login(make_user(is_superuser=True))
    highlight = make_highlight(order=1)
    row = {"form-0-article": highlight.article_id, "form-0-order": 7}

    page = client.post(
        "/admin/news/highlight/", {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": initial, **row, "_save": "Lưu"}
    )

    assert "Biểu mẫu gửi kèm dòng không có ở đây" in page.text
    assert Highlight.objects.count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("typed", "tags"), [("Giám sát", 1), ("Giám sát!", 2)])
def test_name_or_address_taken_while_a_form_is_saved(client, typed, tags):
    """Between the check and the writing somebody else commits: the form is checked again."""
    client.force_login(make_user(is_superuser=True))
    with rival(lambda: Tag.objects.create(name="Giám sát", slug="giam-sat")):
        page = client.post("/admin/news/tag/add/", {"name": typed, "slug": "giam-sat"})

    assert page.status_code == (200 if tags == 1 else 302)
    assert tags == 2 or page.context["adminform"].form.errors
    assert sorted(Tag.objects.values_list("slug", flat=True)) == ["giam-sat", "giam-sat-2"][:tags]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_place_of_a_page_taken_while_a_form_is_saved(client):
    client.force_login(make_user(is_superuser=True))
    with rival(lambda: make_page(slug="gioi-thieu")):
        page = client.post("/admin/pages/page/add/", {"title": "Giới thiệu", "order": 0, "body": "<p>Chữ</p>"})

    assert "Ở cấp này đã có một trang mang đường dẫn ấy" in page.text
    assert "Chữ" in page.text
