"""Whatever becomes of a request, its place is free for the next one."""

from time import sleep

import pytest

from tests.traffic.urls import RenderCounter
from traffic import staff
from traffic.bulkhead import MAX_CONCURRENT_REQUESTS
from traffic.request_bodies import MAX_WAITING_BODIES
from traffic.tally import FRESH_SECONDS

STAFF = {"cookie": f"{staff.COOKIE}={staff.SIGNER.sign('1')}"}
SIGN_IN = "/admin/login/"


@pytest.fixture(autouse=True)
def nothing_made():
    RenderCounter.count, RenderCounter.during = 0, staticmethod(lambda: None)
    yield
    RenderCounter.during = staticmethod(lambda: None)


@pytest.mark.parametrize("sender", [{}, STAFF], ids=["stranger", "staff"])
def test_place_of_who_sent_something_is_free_when_it_was_answered(door, sender):
    for _ in range(MAX_CONCURRENT_REQUESTS):
        assert door.post(SIGN_IN, b"a=1", **sender).status == 403  # of the token's check, by Django

    assert door.get("/made/plainly/").status == 200


def test_place_is_free_when_django_was_broken_off(door):
    RenderCounter.during = staticmethod(stop)
    for number in range(MAX_CONCURRENT_REQUESTS):
        with pytest.raises(KeyboardInterrupt):
            door.get(f"/made/plainly/?n={number}")

    RenderCounter.during = staticmethod(lambda: None)

    assert door.get("/made/plainly/").status == 200


def stop():
    raise KeyboardInterrupt


@pytest.mark.parametrize(("body", "status"), [(b"a=1", 403), (b"", 400)], ids=["whole", "cut off"])
def test_place_of_a_body_is_free_whether_it_came_or_not(door, body, status):
    door.more = {"CONTENT_LENGTH": "3"}

    assert all(door.post(SIGN_IN, body).status == status for _ in range(MAX_WAITING_BODIES + 1))


def test_place_is_free_when_a_number_was_looked_up(door):
    pages = [f"/page/{number}/" for number in range(1, MAX_CONCURRENT_REQUESTS + 1)]
    for _ in range(2):
        assert {door.get(page).status for page in pages} == {200}
        sleep(FRESH_SECONDS)  # from here on the number of a cached page is read again

    assert door.get("/made/plainly/").status == 200


class Broken:
    """A body that cannot be read."""

    def read(self, size):
        raise OSError


def test_place_of_a_body_is_free_when_it_could_not_be_taken(door):
    door.more = {"CONTENT_LENGTH": "3", "wsgi.input": Broken()}

    assert all(door.post(SIGN_IN).status == 507 for _ in range(MAX_WAITING_BODIES + 1))
