"""Who has a second factor signs in by password and code; a code counts once."""

import time

import pytest

from portal.accounts import second_factor
from publishing.models import Event
from tests.accounts.second_factors import (
    CODE_PAGE,
    WRONG_CODE,
    code_of,
    give_password,
    is_signed_in,
    make_person,
    try_code,
)
from tests.accounts.sign_ins import try_password
from tests.factories import PASSWORD, make_user
from tests.portal.page_words import foreign_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_person(username="an")


def test_password_alone_signs_nobody_in(client, person):
    answer = client.post("/admin/login/?next=/admin/lich/", {"username": "an", "password": PASSWORD})

    assert answer["Location"] == f"{CODE_PAGE}?next=%2Fadmin%2Flich%2F"
    assert not is_signed_in(client)
    assert "hai lớp" in client.get(CODE_PAGE).text
    assert foreign_words(client.get(CODE_PAGE).text) == set()
    assert not Event.objects.filter(name="sign_in").exists()


def test_code_signs_in_and_leads_on_with_another_session(client, person):
    give_password(client)
    before = client.session.session_key

    answer = client.post(CODE_PAGE, {"one_time_password": code_of(person), "next": "/admin/lich/"})

    assert answer["Location"] == "/admin/lich/"
    assert is_signed_in(client)
    assert client.session.session_key != before
    assert second_factor.PENDING_KEY not in client.session


def test_who_has_none_is_led_straight_on(client):
    make_user(username="binh")

    answer = client.post(
        "/admin/login/?next=/admin/lich/", {"username": "binh", "password": PASSWORD, "next": "/admin/lich/"}
    )

    assert answer["Location"] == "/admin/lich/"
    assert is_signed_in(client)


@pytest.mark.parametrize("code", [WRONG_CODE, "", "12345", "１２３４５６", "x" * 500, "\0", "AAAA-AAAA-AAAA"])
def test_wrong_code_is_refused(client, person, code):
    give_password(client)

    answer = try_code(client, code)

    assert answer.status_code == 200
    assert not is_signed_in(client)


def test_code_counts_once(client, person):
    code = code_of(person)
    give_password(client)
    try_code(client, code)
    client.logout()
    give_password(client)

    assert try_code(client, code).status_code == 200
    assert try_code(client, code_of(person, later=1)).status_code == 302


def test_recovery_code_counts_once_however_it_is_written(client, person):
    code = person.recovery_codes[3]
    give_password(client)
    assert try_code(client, f" {code.lower().replace('-', ' ')} ").status_code == 302
    client.logout()
    give_password(client)

    assert try_code(client, code).status_code == 200
    event = Event.objects.get(name="recovery_code_used")
    assert (event.by, event.note) == (person, "Còn 9 mã dự phòng.")


def test_five_minutes_after_the_password_it_is_asked_for_again(client, person, monkeypatch):
    give_password(client)
    now = time.time()
    monkeypatch.setattr(second_factor.time, "time", lambda: now + second_factor.PENDING_SECONDS + 1)

    answer = client.post(CODE_PAGE, {"one_time_password": code_of(person)})

    assert answer["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("fields", [{"is_active": False}, {"is_staff": False}, {"session_generation": 1}], ids=str)
def test_password_of_before_is_worth_nothing_once_the_account_has_changed(client, person, fields):
    give_password(client)
    type(person).objects.filter(pk=person.pk).update(**fields)

    assert try_code(client, code_of(person))["Location"].startswith("/admin/login/")


def test_code_page_alone_leads_to_the_password(client, person):
    assert client.get(CODE_PAGE)["Location"].startswith("/admin/login/")
    assert try_code(client, code_of(person))["Location"].startswith("/admin/login/")
    assert try_password(client, "an").status_code == 200
    assert try_code(client, code_of(person))["Location"].startswith("/admin/login/")
