"""A page whose thing is taken down while it is on its way into the store is not cached, whichever comes first."""

import sys
from itertools import count

import pytest

from tests.traffic.test_purge_list import cached_paths, purge
from tests.traffic.urls import RenderCounter


@pytest.fixture(autouse=True)
def nothing_made():
    RenderCounter.count, RenderCounter.during = 0, staticmethod(lambda: None)
    yield
    sys.settrace(None)
    RenderCounter.during = staticmethod(lambda: None)


def before_line(number, file, act):
    """Call `act` before that line of a file which the calls under way pass from here on."""
    passed = count()

    def trace(frame, event, _):
        if frame.f_code.co_filename != file:
            return None
        if event == "line" and next(passed) == number:
            sys.settrace(None)
            act()
        return trace

    frame = sys._getframe(1)
    while frame:
        frame.f_trace, frame = trace, frame.f_back
    sys.settrace(trace)


def test_page_is_not_cached_at_whatever_line_its_thing_is_taken_down(door):
    file, acted = type(door.application).__call__.__code__.co_filename, []

    def act():
        purge("/made/plainly/")
        door.turn()
        acted.append(number)

    for number in count():
        RenderCounter.during = staticmethod(lambda: before_line(number, file, act))  # noqa: B023 -- called in this round
        door.get("/made/plainly/")
        sys.settrace(None)
        if number not in acted:
            break
        assert cached_paths(door) == set(), f"taken down before line {number} that the front door passed"

    assert number > 10
