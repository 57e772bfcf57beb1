"""A page that cannot be made: what was kept of it stands in, and the log says so."""

import logging

import pytest

from tests.traffic.pages import Renders
from traffic import generation


@pytest.fixture
def failing(door, settings):
    """The door of a page that was kept once and now raises whenever it is made."""

    def fail():
        raise RuntimeError("it cannot be drawn")

    Renders.count, Renders.during = 0, staticmethod(lambda: None)
    door.get("/made/plainly/")
    generation.advance()
    door.turn()
    Renders.during = staticmethod(fail)
    yield door
    Renders.during = staticmethod(lambda: None)


def test_page_that_was_kept_stands_in_for_a_fault_and_the_log_says_so(failing, caplog):
    with caplog.at_level(logging.WARNING):
        answer = failing.get("/made/plainly/?x=canary")

    assert (answer.status, answer.text) == (200, "1 ")
    assert "detail=stale" in answer.headers["Cache-Status"]
    assert "Đưa ra trang đã giữ từ trước" in caplog.text
    assert "it cannot be drawn" in caplog.text


def test_page_that_can_be_made_again_is_shown_anew(failing):
    failing.get("/made/plainly/")
    Renders.during = staticmethod(lambda: None)

    answer = failing.get("/made/plainly/")

    assert answer.headers["Cache-Status"] is None
    assert answer.text != "1 "


def test_page_never_kept_says_that_it_is_at_fault(failing):
    assert failing.get("/made/plainly/?n=1").status == 500
