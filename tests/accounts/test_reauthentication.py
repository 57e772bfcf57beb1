"""Pages of accounts and settings ask who is signed in for the password again; nothing typed is lost by it."""

import pytest

from portal.accounts.throttling import MAX_FAILURES
from tests.accounts.second_factors import WRONG_CODE, code_of, make_person
from tests.accounts.sign_ins import WRONG
from tests.factories import PASSWORD, make_user
from tests.portal.page_words import foreign_words

pytestmark = pytest.mark.django_db
PAGE = "/admin/xac-nhan/"
ASKED_AGAIN = [
    "/admin/accounts/user/",
    "/admin/accounts/user/add/",
    "/admin/accounts/dang-bi-khoa/",
    "/admin/pages/sitesettings/",
    "/admin/publishing/event/export/",
    "/admin/hai-lop/",
]


@pytest.fixture
def user(client):
    user = make_user(is_superuser=True, username="an")
    client.force_login(user)
    return user


@pytest.mark.parametrize("path", ASKED_AGAIN)
def test_page_is_shown_after_signing_in_and_asks_a_quarter_of_an_hour_later(client, user, later, path):
    assert client.get(path, follow=True).status_code == 200

    later(minutes=15)

    assert client.get(path)["Location"].startswith(f"{PAGE}?next=%2Fadmin%2F")


def test_other_pages_do_not_ask(client, user, later):
    later(minutes=600)

    for path in ("/admin/", "/admin/news/article/add/", "/admin/publishing/event/", PAGE, "/admin/password_change/"):
        assert client.get(path).status_code == 200


def test_password_opens_the_page_with_another_session(client, user, later):
    later(minutes=20)
    before = client.session.session_key
    asked = client.get("/admin/accounts/user/?q=an", follow=True)

    answer = client.post(asked.redirect_chain[-1][0], {"password": PASSWORD})

    assert foreign_words(asked.text) == set()
    assert "no-store" in asked["Cache-Control"]
    assert answer["Location"] == "/admin/accounts/user/?q=an"
    assert client.get(answer["Location"]).status_code == 200
    assert client.session.session_key != before


def test_wrong_password_opens_nothing_and_locks(client, user, later):
    later(minutes=20)
    for _ in range(MAX_FAILURES):
        assert client.post(PAGE, {"password": WRONG}).status_code == 200

    assert client.post(PAGE, {"password": PASSWORD}).status_code == 429
    assert client.get(ASKED_AGAIN[0]).status_code == 302


def test_who_has_a_second_factor_is_asked_for_both(client, later):
    person = make_person(is_superuser=True)
    client.force_login(person)
    later(minutes=20)

    assert client.post(PAGE, {"password": PASSWORD}).status_code == 200
    assert client.post(PAGE, {"password": PASSWORD, "one_time_password": WRONG_CODE}).status_code == 200
    assert client.get(ASKED_AGAIN[0]).status_code == 302
    assert client.post(PAGE, {"password": PASSWORD, "one_time_password": code_of(person)}).status_code == 302
    assert client.get(ASKED_AGAIN[0]).status_code == 200


def test_strangers_and_who_may_not_are_answered_as_ever(client):
    assert client.get(ASKED_AGAIN[0])["Location"].startswith("/admin/login/")
    assert client.post(PAGE, {"password": PASSWORD})["Location"].startswith("/admin/login/")
    client.force_login(make_user())
    assert client.get(ASKED_AGAIN[0]).status_code == 403
