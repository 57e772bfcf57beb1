"""That somebody was here is noted once a minute, in the admin alone, and never in the way of a page."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.accounts import sessions
from portal.accounts.models import User, UserSession
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client):
    user = make_user()
    client.force_login(user)
    return user


def notes(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in queries if re.search('accounts_usersession|"last_seen_at" =', query["sql"])]


def let_a_minute_pass():
    UserSession.objects.update(seen_at=timezone.now() - timedelta(hours=1))
    sessions._noted.clear()


def test_list_of_users_shows_when_they_were_here(client, sign_in):
    User.objects.filter(pk=make_user().pk).update(last_seen_at="2025-03-04T05:06:07Z")
    sign_in("Quản trị")

    assert "04/03/2025" in client.get("/admin/accounts/user/").text


def test_second_request_within_a_minute_writes_nothing(client, user):
    let_a_minute_pass()

    assert len(notes(client, "/admin/")) == 2
    assert notes(client, "/admin/") == []


def test_later_request_moves_what_was_seen(client, user):
    let_a_minute_pass()

    client.get("/admin/")

    assert timezone.now() - UserSession.objects.get().seen_at < timedelta(minutes=1)
    assert timezone.now() - User.objects.get(pk=user.pk).last_seen_at < timedelta(minutes=1)


def test_public_page_asks_nothing_more(client, user):
    let_a_minute_pass()

    assert notes(client, make_article().get_absolute_url()) == []


def test_database_that_refuses_to_write_shows_the_page(client, user, monkeypatch):
    def refuse(*args, **kwargs):
        raise DatabaseError("disk full")

    let_a_minute_pass()
    monkeypatch.setattr(User.objects, "filter", refuse)

    assert client.get("/admin/").status_code == 200


def test_expired_sessions_are_deleted_when_somebody_signs_in(client, user):
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))

    client.force_login(make_user())

    assert UserSession.objects.count() == 1


def test_session_that_gets_a_new_key_stays_on_the_list(client, user):
    store = client.session
    store.cycle_key()
    client.cookies["sessionid"] = store.session_key

    client.get("/admin/")

    assert UserSession.objects.get().session_id == store.session_key
