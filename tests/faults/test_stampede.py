"""Everybody at once at a page that has just expired."""

import threading
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest

from tests.traffic.pages import Renders
from traffic import generation

pytestmark = pytest.mark.faults
READERS = 40


@pytest.fixture
def slow_page(door, settings):
    """An address whose page takes a while, kept and then expired."""
    settings.ROOT_URLCONF = "tests.traffic.pages"
    Renders.count, Renders.during = 0, staticmethod(lambda: sleep(0.2))
    door.get("/made/plainly/")
    generation.advance()
    door.turn()
    yield "/made/plainly/"
    Renders.during = staticmethod(lambda: None)


def test_expired_page_is_rendered_once_however_many_ask_for_it(door, slow_page, outcome):
    together = threading.Barrier(READERS)

    def read(_):
        together.wait()
        return door.get(slow_page)

    with ThreadPoolExecutor(READERS) as pool:
        answers = list(pool.map(read, range(READERS)))

    errors = sum(answer.status != 200 for answer in answers)
    outcome("stampede", requests=READERS, errors=errors, remark=f"{Renders.count - 1} rendered in this process")
    assert (errors, Renders.count) == (0, 2)
    assert {answer.text for answer in answers} == {"1 ", "2 "}
