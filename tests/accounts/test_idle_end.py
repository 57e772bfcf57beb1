"""A session ends when nothing was done in it for an hour; a form that is sent then is given back as ever."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from portal.accounts.sessions import current_sessions
from publishing.models import Event
from tests.desk.forms import Fields
from tests.factories import PASSWORD, make_article, make_user

pytestmark = pytest.mark.django_db
LEFT = "/admin/phien-dang-nhap/con-lai/"
BY_SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def nga(client, settings):
    settings.SESSION_IDLE_MINUTES = 60
    user = make_user(username="nga", is_superuser=True)
    client.post("/admin/login/", {"username": "nga", "password": PASSWORD})
    return user


@pytest.fixture
def later(monkeypatch):
    """`later(minutes=59)`: that much time has passed since the last call."""
    at = [timezone.now()]

    def later(*, minutes):
        at[0] += timedelta(minutes=minutes)
        monkeypatch.setattr(timezone, "now", lambda: at[0])

    return later


def test_session_in_which_nothing_is_done_ends(client, nga, later):
    later(minutes=61)

    answer = client.get("/admin/")

    assert answer.url == "/admin/login/?next=/admin/"
    assert not Session.objects.exists()
    assert Event.objects.of(nga).get(name="session_ended").note == "Không thao tác trong 60 phút."


def test_whatever_is_done_moves_the_end(client, nga, later):
    for _ in range(3):
        later(minutes=50)
        assert client.get("/admin/news/tag/").status_code == 200


def test_what_pages_ask_for_by_themselves_is_no_act(client, nga, later):
    article = make_article()
    for _ in range(2):
        later(minutes=25)
        assert client.post(f"/admin/news/article/{article.pk}/presence/").status_code == 200
        assert client.get(LEFT).status_code == 200
    assert 540 < client.get(LEFT).json()["seconds_left"] <= 600

    later(minutes=11)
    assert client.post(f"/admin/news/article/{article.pk}/presence/", headers=BY_SCRIPT).status_code == 401
    assert client.get(LEFT, headers=BY_SCRIPT).status_code == 401


def test_who_goes_on_has_the_whole_time_again(client, nga, later):
    later(minutes=57)

    assert client.post(LEFT).json() == {"seconds_left": 3600}
    later(minutes=57)
    assert client.get("/admin/").status_code == 200


def test_form_sent_too_late_is_given_back(client, nga, later):
    form = Fields(client.get("/admin/news/tag/add/").text).values
    client.cookies["csrftoken"] = "x" * 32  # a browser's, which outlives the session
    later(minutes=61)

    answer = client.post("/admin/news/tag/add/", {**form, "name": "Đại đoàn kết"})

    assert answer.status_code == 401
    assert "Đại đoàn kết" in answer.text


def test_idle_session_is_listed_no_more(client, nga, later):
    assert len(current_sessions(nga)) == 1

    later(minutes=61)

    assert current_sessions(nga) == []


def test_0_switches_it_off(client, nga, later, settings):
    settings.SESSION_IDLE_MINUTES = 0
    later(minutes=600)

    page = client.get("/admin/")

    assert page.status_code == 200
    assert "session-idle" not in page.text


def test_a_request_writes_the_session_once_a_minute_at_most(client, nga, later, django_assert_max_num_queries):
    later(minutes=5)
    client.get(LEFT)
    client.get("/admin/password_change/")

    with django_assert_max_num_queries(10) as queries:
        client.get("/admin/password_change/")

    assert not [query for query in queries if "UPDATE" in query["sql"]]
