"""Staff sign in again after SESSION_HOURS."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_idle_end(settings):
    settings.SESSION_IDLE_MINUTES = 0


def test_session_ends_at_its_time_whatever_is_done_in_it(client, settings, monkeypatch):
    settings.SESSION_COOKIE_AGE = 8 * 3600
    make_user(username="nga", is_superuser=True)
    client.post("/admin/login/", {"username": "nga", "password": PASSWORD})
    signed_in = timezone.now()

    later = signed_in + timedelta(hours=7)
    monkeypatch.setattr(timezone, "now", lambda: later)
    session = client.session
    session["anything"] = "changed"
    session.save()

    assert Session.objects.get().expire_date - signed_in < timedelta(hours=8, seconds=1)
    assert client.get("/admin/").status_code == 200
    later = signed_in + timedelta(hours=8, minutes=1)
    assert client.get("/admin/").status_code == 302
