"""A form sent after its session ended, or opened before a new sign-in, is answered without losing any text."""

import pytest
from django.conf import settings
from django.test import Client

from news.models import Article
from tests.desk.forms import Fields, address, opened
from tests.factories import PASSWORD, make_article, make_category, make_user

pytestmark = pytest.mark.django_db
ADD = "/admin/news/article/add/"
BY_SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def strict():
    """A browser that is held to the rules, signed in."""
    client = Client(enforce_csrf_checks=True)
    make_user(is_superuser=True, username="mai")
    sign_in(client)
    return client


def sign_in(client):
    client.get("/admin/login/")
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    form = {"username": "mai", "password": PASSWORD, "csrfmiddlewaretoken": token}
    client.post("/admin/login/?next=/admin/", form)


def typed(client):
    return {**Fields(client.get(ADD).text).values, "title": "Ngày hội", "body": "<p>Ba trăm <b>người</b></p>"}


def test_who_has_no_script_is_shown_what_they_sent(strict):
    form = typed(strict)
    del strict.cookies[settings.SESSION_COOKIE_NAME]

    answer = strict.post(ADD, form)

    assert answer.status_code == 401
    assert "Chưa lưu gì" in answer.text
    assert ">Ngày hội</textarea>" in answer.text
    assert "&lt;p&gt;Ba trăm &lt;b&gt;người&lt;/b&gt;&lt;/p&gt;</textarea>" in answer.text
    assert ">Tiêu đề</label>" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_form_from_before_signing_in_anew_is_shown_too_where_it_came_from_us(strict):
    form = typed(strict)
    del strict.cookies[settings.SESSION_COOKIE_NAME]
    sign_in(strict)

    answers = {site: strict.post(ADD, form, headers={"Sec-Fetch-Site": site}) for site in ("same-origin", "cross-site")}

    assert {answer.status_code for answer in answers.values()} == {403}
    assert "Ngày hội" in answers["same-origin"].text
    assert "Ngày hội" not in answers["cross-site"].text


def test_passwords_are_not_shown_again(strict):
    path = "/admin/accounts/user/add/"
    form = {**Fields(strict.get(path).text).values, "username": "an", "password1": "bi-mat-lam"}
    del strict.cookies[settings.SESSION_COOKIE_NAME]

    answer = strict.post(path, form)

    assert ">an</textarea>" in answer.text
    assert "bi-mat-lam" not in answer.text


def test_strangers_are_led_to_sign_in_as_ever(client):
    assert client.post(ADD, {"title": "Ngày hội"}).status_code == 302
    assert Client(enforce_csrf_checks=True).post(ADD, {"title": "Ngày hội"}).status_code == 403


@pytest.mark.parametrize("page", ["change/", "presence/"])
def test_script_is_told_that_the_session_has_ended(strict, page):
    article = make_article()
    form = opened(strict, article)
    del strict.cookies[settings.SESSION_COOKIE_NAME]

    assert strict.post(address(article, page), form, headers=BY_SCRIPT).status_code == 401


def test_script_is_told_where_to_go_and_the_page_there_says_what_was_done(strict):
    form = {**typed(strict), "category": make_category().pk, "slug": "ngay-hoi"}

    told = strict.post(ADD, form, headers=BY_SCRIPT)

    assert told.json() == dict.fromkeys(("location", "made"), address(Article.objects.get()))
    assert '<li class="success">' in strict.get(told.json()["location"]).text


def test_script_is_given_the_form_that_was_refused(strict):
    answer = strict.post(ADD, {**typed(strict), "title": ""}, headers=BY_SCRIPT)

    assert answer.status_code == 200
    assert "errornote" in answer.text
