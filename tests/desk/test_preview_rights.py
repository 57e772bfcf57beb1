"""Who may see a preview: who may see the form, and nobody by a forged request."""

import pytest
from django.test import Client

from tests.desk.forms import address, opened
from tests.desk.previews import typed
from tests.factories import make_article, make_user
from tests.kinds import each_kind

pytestmark = pytest.mark.django_db


@each_kind
def test_who_may_not_see_the_form_sees_no_preview(client, make):
    thing = make(state="draft", title="Chim lạ")
    client.force_login(make_user())

    for page in (client.get(address(thing, "preview/")), client.post(address(thing, "preview/"), {"title": "x"})):
        assert page.status_code == 403
        assert "Chim lạ" not in page.text


@each_kind
def test_stranger_is_sent_to_sign_in(make):
    for method in ("get", "post"):
        assert getattr(Client(), method)(address(make(state="draft"), "preview/")).status_code == 302


def test_who_may_only_see_the_form_gets_the_saved_text_whatever_is_sent(client, sign_in):
    sign_in("Phóng viên")
    article = make_article(state="in_review", title="Chờ duyệt")

    page = client.post(address(article, "preview/"), {"title": "Gài vào", "version": article.version})

    assert "<h1>Chờ duyệt</h1>" in page.text
    assert "Gài vào" not in page.text


def test_form_without_its_csrf_token_shows_nothing():
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_user(is_superuser=True))
    article = make_article(state="draft", title="Chim lạ")

    assert browser.post(address(article, "preview/"), {"title": "x"}).status_code == 403


def test_form_made_for_another_account_is_refused(me, other):
    article = make_article(state="draft")

    assert typed(other, article, opened(me, article)).status_code == 409


def test_new_thing_takes_the_right_to_add(client):
    client.force_login(make_user("news.view_article"))

    assert client.post("/admin/news/article/add/preview/", {"title": "x"}).status_code == 403
    assert client.get("/admin/news/article/add/preview/").status_code == 405
