from datetime import datetime, timedelta
from time import sleep

import pytest
from django.utils import timezone

from tests.factories import make_announcement, make_article
from tests.traffic.urls import RenderCounter
from traffic import edition, generation


@pytest.fixture(autouse=True)
def nothing_made():
    RenderCounter.count, RenderCounter.during = 0, staticmethod(lambda: None)


def test_change_is_seen_once_the_housekeeper_has_looked(door):
    door.get("/made/plainly/")
    generation.advance()
    door.turn()

    assert door.get("/made/plainly/").text == "2 "
    assert door.get("/made/plainly/").text == "2 "


def test_page_that_was_rendered_while_something_changed_is_not_cached_as_fresh(door):
    RenderCounter.during = staticmethod(generation.advance)
    door.get("/made/plainly/")
    RenderCounter.during = staticmethod(lambda: None)
    door.turn()

    assert door.get("/made/plainly/").text == "2 "


def test_page_is_stale_at_the_instant_something_appears(door, monkeypatch):
    monkeypatch.setattr(edition, "next_instant_functions", [lambda: timezone.now() + timedelta(seconds=0.3)])
    generation.advance()
    door.turn()
    door.get("/made/plainly/")

    sleep(0.3)

    assert door.get("/made/plainly/").text == "2 "


@pytest.mark.django_db
def test_next_instant_is_the_first_of_all_that_come_by_the_clock():
    now = timezone.now()
    hours = [now + timedelta(hours=hour) for hour in range(1, 6)]
    make_article(publish_at=hours[3])
    make_article(unpublish_at=hours[2])
    make_announcement(starts_at=now, ends_at=hours[4])
    make_article(state="draft", unpublish_at=hours[0])

    moments = [moment for instant in edition.next_instant_functions if (moment := instant())]

    assert min(moments) == hours[2]
    assert len(moments) == 2


@pytest.mark.django_db
def test_edition_ends_at_midnight_when_nothing_else_comes():
    ends = datetime.fromtimestamp(edition.begin(1).ends_at, tz=timezone.get_default_timezone())

    assert (ends.hour, ends.minute) == (0, 0)
    assert ends.date() == timezone.localdate() + timedelta(days=1)
