"""Everybody at once at a page that has just expired."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.traffic.urls import RenderCounter
from traffic import generation, page_store

pytestmark = pytest.mark.faults
READERS = 40
MAX_RENDER_SECONDS = 20


@pytest.fixture
def others_answered(door, settings, monkeypatch):
    """An address whose page, expired now, is rendered for as long as this event of the other readers is not set."""
    monkeypatch.setattr(page_store, "STALE_WHILE_REVALIDATE_SECONDS", MAX_RENDER_SECONDS)  # however late some arrive
    settings.ROOT_URLCONF = "tests.traffic.urls"
    RenderCounter.count = 0
    door.get("/made/plainly/")
    generation.advance()
    door.turn()
    answered = threading.Event()
    RenderCounter.during = staticmethod(lambda: answered.wait(MAX_RENDER_SECONDS))
    yield answered
    RenderCounter.during = staticmethod(lambda: None)


def test_expired_page_is_rendered_once_and_nobody_else_waits_for_it(door, others_answered, outcome):
    together, answers = threading.Barrier(READERS), []

    def read(_):
        together.wait()
        answers.append(door.get("/made/plainly/"))
        if len(answers) == READERS - 1:
            others_answered.set()

    with ThreadPoolExecutor(READERS) as pool:
        list(pool.map(read, range(READERS)))

    errors = sum(answer.status != 200 for answer in answers)
    outcome("stampede", requests=READERS, errors=errors, remark=f"{RenderCounter.count - 1} rendered in this process")
    assert (errors, RenderCounter.count) == (0, 2)
    assert [answer.text for answer in answers] == ["1 "] * (READERS - 1) + ["2 "]
