"""A page that raises: its cached version is sent instead, and that is logged."""

import logging

import pytest
from django.http import Http404

from tests.traffic.test_lost_database import database_failing_at
from tests.traffic.urls import RenderCounter
from traffic import generation


@pytest.fixture
def failing(door, settings):
    """The front door of a page that was cached once and now raises whenever it is rendered."""

    def fail():
        raise RuntimeError("it cannot be drawn")

    RenderCounter.count, RenderCounter.during = 0, staticmethod(lambda: None)
    door.get("/made/plainly/")
    generation.advance()
    door.turn()
    RenderCounter.during = staticmethod(fail)
    yield door
    RenderCounter.during = staticmethod(lambda: None)


def test_page_that_was_cached_stands_in_for_a_fault_and_the_log_says_so(failing, caplog):
    with caplog.at_level(logging.WARNING):
        answer = failing.get("/made/plainly/?x=canary")

    assert (answer.status, answer.text) == (200, "1 ")
    assert "detail=stale" in answer.headers["Cache-Status"]
    assert "Đưa ra trang đã giữ từ trước" in caplog.text
    assert "it cannot be drawn" in caplog.text


def test_page_that_can_be_made_again_is_shown_anew(failing):
    failing.get("/made/plainly/")
    RenderCounter.during = staticmethod(lambda: None)

    answer = failing.get("/made/plainly/")

    assert answer.headers["Cache-Status"] is None
    assert answer.text != "1 "


def test_page_never_cached_says_that_it_is_at_fault(failing):
    assert failing.get("/made/plainly/?n=1").status == 500


def test_page_that_is_no_more_does_not_stand_in_for_itself_later(failing):
    def be_gone():
        raise Http404

    RenderCounter.during = staticmethod(be_gone)
    assert failing.get("/made/plainly/").status == 404

    with database_failing_at("SELECT"):
        failing.turn()

    assert failing.get("/made/plainly/").status == 503
