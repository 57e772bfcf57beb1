import threading
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest

from tests.traffic.pages import Renders
from traffic import generation
from traffic.seats import Seats


@pytest.fixture(autouse=True)
def renders():
    Renders.count = 0
    yield
    Renders.during = staticmethod(lambda: None)


def let_renders_take(seconds):
    """Less than somebody without a chair stands, where all wait; longer than all need to come, where nobody does."""
    Renders.during = staticmethod(lambda: sleep(seconds))


def texts(door, path, readers):
    with ThreadPoolExecutor(readers) as pool:
        return sorted(answer.text for answer in pool.map(lambda _: door.get(path), range(readers)))


def test_page_that_nobody_has_kept_is_rendered_once_for_all_who_ask(door):
    let_renders_take(0.05)

    assert texts(door, "/made/plainly/", 12) == ["1 "] * 12


def test_others_get_the_old_page_while_one_renders_it_anew(door):
    door.get("/made/plainly/")
    generation.advance()
    door.turn()
    let_renders_take(0.3)

    assert texts(door, "/made/plainly/", 12) == ["1 "] * 11 + ["2 "]
    assert Renders.count == 2


def test_what_changed_a_while_ago_is_waited_for(door):
    door.get("/made/plainly/")
    generation.advance()
    door.turn()
    sleep(0.6)
    let_renders_take(0.05)

    assert texts(door, "/made/plainly/", 12) == ["2 "] * 12


def test_kept_pages_are_answered_while_all_seats_are_taken(door):
    door.get("/made/plainly/")
    everybody = threading.Barrier(13)
    Renders.during = staticmethod(everybody.wait)
    with ThreadPoolExecutor(12) as pool:
        door.application._seats = Seats(seats=12)
        slow = [pool.submit(door.get, f"/made/plainly/?n={n}") for n in range(12)]
        while everybody.n_waiting < 12:
            sleep(0.01)

        assert door.get("/made/plainly/").text == "1 "
        assert door.get("/made/plainly/?n=99").status == 503
        everybody.wait()
    assert {answer.result().status for answer in slow} == {200}
