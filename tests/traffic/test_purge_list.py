from datetime import timedelta

import pytest
from django.utils import timezone

from tests.traffic.test_lost_database import database_failing_at
from tests.traffic.urls import RenderCounter
from traffic import generation, purge_list
from traffic.models import TakenDown
from traffic.page_store import MAX_SEARCHED_ADDRESSES


@pytest.fixture(autouse=True)
def nothing_made():
    RenderCounter.count, RenderCounter.during = 0, staticmethod(lambda: None)
    yield
    RenderCounter.during = staticmethod(lambda: None)


def purge(*addresses):
    generation.advance()
    for address in addresses:
        purge_list.add(address)


def cached_paths(door):
    return {path for path, _ in dict(door.application.store.pages())}


def test_page_rendered_while_its_thing_is_taken_down_is_not_cached(door):
    RenderCounter.during = staticmethod(lambda: (purge("/made/plainly/"), door.turn()))

    door.get("/made/plainly/")

    assert cached_paths(door) == set()


def test_of_very_many_addresses_every_page_is_taken_to_mention_one(door):
    door.get("/made/plainly/")
    purge(*(f"/page/{number}/" for number in range(MAX_SEARCHED_ADDRESSES)))
    door.turn()
    assert cached_paths(door) == {"/made/plainly/"}

    purge(*(f"/page/{number}/" for number in range(MAX_SEARCHED_ADDRESSES + 1)))
    door.turn()

    assert cached_paths(door) == set()


def test_purge_that_could_not_be_read_is_read_when_the_database_is_back(door):
    door.get("/made/plainly/")
    purge("/made/plainly/")
    with database_failing_at('SELECT "traffic_takendown"'):
        door.turn()
    assert cached_paths(door) == {"/made/plainly/"}

    door.turn()

    assert cached_paths(door) == set()


@pytest.mark.django_db
def test_purge_expires_once_no_cached_page_can_show_it():
    purge("/a/", "/b/")
    TakenDown.objects.filter(address="/a/").update(at=timezone.now() - timedelta(hours=25, seconds=1))

    purge_list.delete_expired()

    assert [row.address for row in TakenDown.objects.all()] == ["/b/"]
