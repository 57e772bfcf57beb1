"""A form that is sent twice is saved once: by a double click, a reload, the back button, from two tabs."""

import pytest

from news.models import Article
from portal.links.models import LinkGroup
from publishing.models import Revision, Submission
from tests.desk.forms import Fields, address
from tests.factories import make_category, make_user

pytestmark = pytest.mark.django_db
ADD = "/admin/news/article/add/"


@pytest.fixture
def article_form(client, sign_in):
    """The fields of a new article's form, filled in."""
    sign_in("Phóng viên")
    category = make_category()
    return {**Fields(client.get(ADD).text).values, "title": "Một lần", "category": category.pk, "body": "<p>Chữ</p>"}


def test_second_press_leads_to_the_one_article(client, article_form):
    first = client.post(ADD, {**article_form, "_addanother": "1"})
    second = client.post(ADD, {**article_form, "_save": "1"}, follow=True)

    article = Article.objects.get()
    assert first.url == ADD
    assert second.redirect_chain[0][0] == address(article)
    assert "Đã lưu rồi" in second.text
    assert Revision.objects.of(article).count() == 1


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("news/tag/add/", {"name": "Giám sát"}),
        ("pages/page/add/", {"title": "Giới thiệu", "order": 0, "body": "<p>Chữ</p>"}),
        ("media_library/video/add/", {"title": "Số tháng 5", "youtube_id": "dQw4w9WgXcQ"}),
        ("links/linkgroup/add/", {"name": "Trung ương", "order": 0}),
        ("pages/announcement/add/", {"kind": "notice", "text": "Nghỉ", "ends_at_0": "01/01/2099", "ends_at_1": "8:00"}),
    ],
)
def test_every_kind_and_model_is_made_once(client, path, typed):
    client.force_login(make_user(is_superuser=True))
    form = {**Fields(client.get(f"/admin/{path}").text).values, **typed}

    answers = [client.post(f"/admin/{path}", form, follow=True) for _ in range(2)]

    assert not answers[0].context.get("has_errors")
    assert "Đã lưu rồi" in answers[1].text
    assert Submission.objects.count() == 1
    assert answers[1].context["original"] == answers[1].context["opts"].model.objects.get()


def test_user_is_made_once(client):
    client.force_login(make_user(is_superuser=True))
    path = "/admin/accounts/user/add/"
    form = {**Fields(client.get(path).text).values, "username": "mai", "last_name": "Trần"}

    client.post(path, form)

    assert "Đã lưu rồi" in client.post(path, form, follow=True).text


def test_pop_up_window_is_told_what_the_first_press_made(client):
    client.force_login(make_user(is_superuser=True))
    path = "/admin/links/linkgroup/add/?_popup=1"
    form = {**Fields(client.get(path).text).values, "name": "Trung ương", "order": 0}

    pages = [client.post(path, form).text for _ in range(2)]

    group = LinkGroup.objects.get()
    assert all(f"&quot;value&quot;: &quot;{group.pk}&quot;" in page for page in pages)


def test_refused_form_has_spent_nothing(client, article_form):
    client.post(ADD, {**article_form, "title": ""})

    client.post(ADD, article_form)

    assert Article.objects.get().title == "Một lần"


def test_other_text_in_a_form_that_was_saved_is_asked_about_and_not_lost(client, article_form):
    client.post(ADD, article_form)

    asked = client.post(ADD, {**article_form, "title": "Bài khác"})
    client.post(ADD, Fields(asked.text).values)

    assert "Biểu mẫu này đã được lưu lúc" in asked.text
    assert sorted(Article.objects.values_list("title", flat=True)) == ["Bài khác", "Một lần"]
