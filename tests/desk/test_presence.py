"""People who have the same form open are shown to each other."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from publishing.models import Presence, person
from publishing.models.presence import PRESENCE_TIMEOUT
from tests.desk.forms import address
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def mai():
    client = Client()
    client.force_login(make_user("news.view_article", last_name="Trần Thị", first_name="Mai", username="mai"))
    return client


def others(client, article, **data):
    return client.post(address(article, "presence/"), data).json()["others"]


def test_each_sees_the_other_with_the_time_but_not_oneself(client, sign_in, mai):
    sign_in("Phóng viên", username="an")
    article = make_article()

    assert others(mai, article) == []
    (other,) = others(client, article)

    assert other == {"name": "Trần Thị Mai (mai)", "since": f"{timezone.localtime():%H:%M}"}
    assert [one["name"] for one in others(mai, article)] == ["an"]


def test_presence_is_only_posted(mai):
    assert mai.get(address(make_article(), "presence/")).status_code == 405


def test_other_things_are_other_rooms(client, sign_in, mai):
    sign_in("Phóng viên")
    others(mai, make_article())

    assert others(client, make_article()) == []


def test_who_leaves_is_gone_at_once_and_who_falls_silent_soon(client, sign_in, mai):
    sign_in("Phóng viên")
    article = make_article()
    others(mai, article)
    others(mai, article, gone="1")
    assert others(client, article) == []

    others(mai, article)
    Presence.objects.update(seen_at=timezone.now() - PRESENCE_TIMEOUT - timedelta(seconds=1))

    assert others(client, article) == []
    assert Presence.objects.count() == 1


def test_staying_keeps_the_time_of_coming(mai):
    article = make_article()
    others(mai, article)
    since = Presence.objects.get().since

    others(mai, article)

    assert Presence.objects.get().since == since


def test_readers_and_staff_without_the_right_are_told_nothing(client):
    article = make_article()
    assert client.post(address(article, "presence/")).status_code == 302

    client.force_login(make_user())

    assert client.post(address(article, "presence/")).status_code == 403


@pytest.mark.parametrize(("names", "shown"), [({}, "an"), ({"last_name": "Lê", "first_name": "An"}, "Lê An (an)")])
def test_account_without_a_full_name_is_named_by_its_username_alone(names, shown):
    assert person(make_user(username="an", **names)) == shown
