"""What is not cached takes no room from what is: a page heavier than the store, one whose edition is over."""

import pytest

from tests.traffic.urls import RenderCounter
from traffic import generation
from traffic.page_store import QUERY_SHARE_DIVISOR


@pytest.fixture
def small(door, settings):
    """The door of a process with room for one page at an address with a query, and few others."""
    settings.PAGE_STORE_BYTES = QUERY_SHARE_DIVISOR * 3_000
    door.application.close()
    door.application.open(housekeeping=False)
    RenderCounter.count, RenderCounter.during = 0, staticmethod(lambda: None)
    yield door
    RenderCounter.during = staticmethod(lambda: None)


def test_page_heavier_than_the_store_drives_no_other_out(small):
    small.get("/made/plainly/")

    assert small.get("/list/1-99/").status == 200

    assert small.get("/made/plainly/").text == "1 "


def test_page_of_an_edition_that_is_over_drives_no_other_out(small):
    def change_and_read_another():
        RenderCounter.during = staticmethod(lambda: None)
        generation.advance()
        small.turn()
        small.get("/made/plainly/?n=new")

    RenderCounter.during = staticmethod(change_and_read_another)
    small.get("/made/plainly/?n=old")

    assert small.get("/made/plainly/?n=new").text == "2 new"
