from datetime import timedelta

import pytest
from django.utils import timezone

from tests.traffic.pages import Renders
from tests.traffic.test_lost_database import database_failing_at
from traffic import generation, taken_down
from traffic.models import TakenDown
from traffic.store import FEW


@pytest.fixture(autouse=True)
def nothing_made():
    Renders.count, Renders.during = 0, staticmethod(lambda: None)
    yield
    Renders.during = staticmethod(lambda: None)


def take_down(*addresses):
    generation.advance()
    for address in addresses:
        taken_down.write_down(address)


def kept(door):
    return {path for path, _ in dict(door.application.store.pages())}


def test_page_rendered_while_its_thing_is_taken_down_is_not_kept(door):
    Renders.during = staticmethod(lambda: (take_down("/made/plainly/"), door.turn()))

    door.get("/made/plainly/")

    assert kept(door) == set()


def test_of_very_many_addresses_every_page_is_taken_to_mention_one(door):
    door.get("/made/plainly/")
    take_down(*(f"/page/{number}/" for number in range(FEW)))
    door.turn()
    assert kept(door) == {"/made/plainly/"}

    take_down(*(f"/page/{number}/" for number in range(FEW + 1)))
    door.turn()

    assert kept(door) == set()


def test_take_down_that_could_not_be_read_is_read_when_the_database_is_back(door):
    door.get("/made/plainly/")
    take_down("/made/plainly/")
    with database_failing_at('SELECT "traffic_takendown"'):
        door.turn()
    assert kept(door) == {"/made/plainly/"}

    door.turn()

    assert kept(door) == set()


@pytest.mark.django_db
def test_take_down_is_forgotten_once_no_kept_page_can_show_it():
    take_down("/a/", "/b/")
    TakenDown.objects.filter(address="/a/").update(at=timezone.now() - timedelta(hours=25, seconds=1))

    taken_down.forget()

    assert [row.address for row in TakenDown.objects.all()] == ["/b/"]
