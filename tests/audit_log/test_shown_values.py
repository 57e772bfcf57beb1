"""Values in the audit log, as people read them."""

import pytest

from tests.desk.forms import address, opened, sent
from tests.factories import make_announcement, make_link, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def administrator(client):
    client.force_login(make_user(is_superuser=True))


def test_yes_and_no_are_words(client):
    link = make_link(is_active=True)

    sent(client, link, {**opened(client, link), "is_active": ""})

    assert "<td>có</td><td>không</td>" in client.get(address(link, "history/")).text


def test_moment_is_of_the_local_clock(client):
    announcement = make_announcement()

    sent(client, announcement, opened(client, announcement), ends_at_0="01/02/2030", ends_at_1="00:30")

    assert "00:30, 01/02/2030" in client.get(address(announcement, "history/")).text
