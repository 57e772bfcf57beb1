import threading
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest

from tests.traffic.urls import RenderCounter
from traffic import generation
from traffic.bulkhead import Bulkhead


@pytest.fixture(autouse=True)
def render_counter():
    RenderCounter.count = 0
    yield
    RenderCounter.during = staticmethod(lambda: None)


def let_renders_take(seconds):
    """Shorter than OVERFLOW_WAIT_SECONDS, so that all wait for the one that renders."""
    RenderCounter.during = staticmethod(lambda: sleep(seconds))


def texts(door, path, readers):
    with ThreadPoolExecutor(readers) as pool:
        return sorted(answer.text for answer in pool.map(lambda _: door.get(path), range(readers)))


def test_page_that_nobody_has_cached_is_rendered_once_for_all_who_ask(door):
    let_renders_take(0.05)

    assert texts(door, "/made/plainly/", 12) == ["1 "] * 12


def test_what_changed_a_while_ago_is_waited_for(door):
    door.get("/made/plainly/")
    generation.advance()
    door.turn()
    sleep(0.6)
    let_renders_take(0.05)

    assert texts(door, "/made/plainly/", 12) == ["2 "] * 12


def test_cached_pages_are_answered_while_all_permits_are_taken(door):
    door.get("/made/plainly/")
    everybody = threading.Barrier(13)
    RenderCounter.during = staticmethod(everybody.wait)
    with ThreadPoolExecutor(12) as pool:
        door.application._bulkhead = Bulkhead(permits=12)
        slow = [pool.submit(door.get, f"/made/plainly/?n={n}") for n in range(12)]
        while everybody.n_waiting < 12:
            sleep(0.01)

        assert (answer := door.get("/made/plainly/")).text == "1 "
        assert "Cache-Status" not in answer.headers  # it stands in for nothing
        assert door.get("/made/plainly/?n=99").status == 503
        everybody.wait()
    assert {answer.result().status for answer in slow} == {200}
