"""A session ends twelve hours after signing in, whatever is done in it, and gets another id at each step of that."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db.models import F
from django.utils import timezone

from tests.accounts.second_factors import code_of, give_password, is_signed_in, make_person, set_up, try_code
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_idle_end(settings):
    settings.SESSION_IDLE_MINUTES = 0


@pytest.fixture
def eleven_hours_ago(client, monkeypatch):
    """Somebody has signed in eleven hours ago."""
    now = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: now() - timedelta(hours=11))
    user = make_user(username="an")
    give_password(client)
    monkeypatch.setattr(timezone, "now", now)
    return user


def hours_left():
    return (Session.objects.get().expire_date - timezone.now()) / timedelta(hours=1)


def save_the_session(client):
    session = client.session
    session["x"] = 1
    session.save()


ACTIONS = {
    "save": save_the_session,
    "password again": lambda client: client.post("/admin/xac-nhan/", {"password": PASSWORD}),
    "second factor": lambda client: client.post("/admin/xac-nhan/", {"password": PASSWORD}) and set_up(client),
}


@pytest.mark.parametrize("act", ACTIONS.values(), ids=ACTIONS)
def test_nothing_done_moves_the_end(client, eleven_hours_ago, act):
    act(client)

    assert is_signed_in(client)
    assert 0.9 < hours_left() <= 1


def test_signing_in_again_begins_anew(client, eleven_hours_ago):
    give_password(client)

    assert 11.9 < hours_left() <= 12


def test_session_of_who_has_a_second_factor_ends_too(client):
    person = make_person(username="an")
    give_password(client)
    try_code(client, code_of(person))

    Session.objects.update(expire_date=F("expire_date") - timedelta(hours=12))

    assert not is_signed_in(client)


def test_session_that_was_there_before_the_password_is_another_after_it(client):
    make_person(username="an")
    planted = client.session
    planted.create()
    client.cookies["sessionid"] = planted.session_key

    give_password(client)

    assert client.session.session_key != planted.session_key
    assert not planted.exists(planted.session_key)
