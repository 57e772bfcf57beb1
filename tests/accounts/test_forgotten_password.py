"""Who has forgotten the password asks for a letter; nobody learns from the answer whether there is such a person."""

import pytest

from portal.accounts import link_views
from portal.outbox.models import Letter
from tests.factories import make_user

pytestmark = pytest.mark.django_db
FORM = "/admin/quen-mat-khau/"


@pytest.fixture(autouse=True)
def mail(settings, monkeypatch):
    settings.SENDS_MAIL = True
    monkeypatch.setattr(link_views, "ANSWER_SECONDS", 0)


@pytest.mark.parametrize("typed", ["an", " AN ", "An@Example.vn"])
def test_letter_goes_to_the_stored_address_whatever_was_typed(client, typed):
    make_user(username="an", email="an@example.vn")

    answer = client.post(FORM, {"name": typed})

    assert (answer.status_code, answer["Location"]) == (302, f"{FORM}da-nhan/")
    assert Letter.objects.get().to == "an@example.vn"


def test_answer_is_the_same_for_everybody(client):
    make_user(username="an", email="an@example.vn")
    answers = [client.post(FORM, {"name": name}) for name in ("an", "khong-ai", "'; --", "đ" * 254)]

    seen = {(answer.status_code, answer["Location"], str(answer.cookies), answer.content) for answer in answers}

    assert len(seen) == 1


def test_answer_takes_the_same_time_for_everybody(client, monkeypatch):
    make_user(username="an", email="an@example.vn")
    monkeypatch.setattr(link_views, "ANSWER_SECONDS", 100)
    monkeypatch.setattr(link_views, "sleep", (waited := []).append)

    for name in ("an", "khong-ai"):
        client.post(FORM, {"name": name})

    assert [99 < seconds < 100 for seconds in waited] == [True, True]


@pytest.mark.parametrize("fields", [{"is_active": False}, {"email": ""}, {"password": None}], ids=str)
def test_who_is_disabled_has_no_address_or_was_never_in_gets_none(client, fields):
    user = make_user(**{"username": "an", "email": "an@example.vn"} | fields)
    if "password" in fields:
        user.set_unusable_password()
        user.save()

    client.post(FORM, {"name": "an"})

    assert not Letter.objects.exists()


def test_asking_again_at_once_sends_no_second_letter(client):
    make_user(username="an", email="an@example.vn")

    for _ in range(2):
        client.post(FORM, {"name": "an"})

    assert Letter.objects.count() == 1


def test_address_that_asks_too_often_has_to_wait(client):
    for _ in range(link_views.MAX_ASKED):
        assert client.post(FORM, {"name": "x"}).status_code == 302

    answer = client.post(FORM, {"name": "x"})

    assert answer.status_code == 429
    assert 890 < int(answer["Retry-After"]) <= 900
    assert client.get(FORM).status_code == 200


def test_where_there_is_no_mail_the_page_says_who_helps(client, settings):
    settings.SENDS_MAIL = False
    make_user(username="an", email="an@example.vn")

    page = client.post(FORM, {"name": "an"})

    assert (page.status_code, "báo người quản trị" in page.text) == (200, True)
    assert "Quên mật khẩu</a>" in client.get("/admin/login/").text
