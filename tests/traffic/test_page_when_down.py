from time import time

import pytest

from tests.traffic.stored_counts import stored_counts
from tests.traffic.test_lost_database import database_failing_at
from tests.traffic.urls import Page, RenderCounter
from traffic import generation, page_snapshot
from traffic.page_store import PageStore
from traffic.statistics import set_base


@pytest.fixture(autouse=True)
def nothing_made():
    RenderCounter.count, RenderCounter.during = 0, staticmethod(lambda: None)


@pytest.fixture
def lost(door):
    """The front door after the database was lost, with a change that no process has read."""

    def lose():
        with database_failing_at("SELECT"):
            door.turn()
        return door

    return lose


def test_cached_page_goes_on_being_shown_marked_and_counted(door, lost):
    set_base(Page(7), 5)
    door.get("/page/7/")
    generation.advance()
    door.turn()
    lost()

    answer = door.get("/page/7/")
    door.turn()

    assert answer.text == "Lượt xem: 7 / 7"
    assert "detail=stale" in answer.headers["Cache-Status"]
    assert stored_counts() == [[2], [2]]


def test_page_never_seen_is_asked_to_come_back_at_once(door, lost):
    lost()

    answer = door.get("/made/plainly/")

    assert (answer.status, answer.headers["Retry-After"], RenderCounter.count) == (503, "60", 0)
    assert "Trang tạm nghỉ" in answer.text


def test_page_whose_thing_has_come_down_is_not_shown_even_then(door, lost):
    page = cached_of(door, "/made/plainly/")
    page.gone_at = time() - 1
    lost()

    assert door.get("/made/plainly/").status == 503


def test_page_is_not_shown_for_more_than_a_day(door, lost):
    page = cached_of(door, "/made/plainly/")
    page.edition.end(0)
    page.rendered_at -= 24 * 3600
    lost()

    assert door.get("/made/plainly/").status == 503


def cached_of(door, path):
    door.get(path)
    return door.application.store.get((path, ()))


def test_process_that_starts_without_a_database_has_the_pages_of_the_last(door, lost, tmp_path):
    door.get("/page/7/"), door.get("/made/plainly/?n=1")
    page_snapshot.save(door.application.store, tmp_path / "kept")
    store = door.application.store = PageStore(10**6)
    page_snapshot.load(store, tmp_path / "kept")
    lost()

    assert door.get("/page/7/").text == "Lượt xem: 2 / 2"
    assert door.get("/made/plainly/?n=1").text == "1 1"


def test_pages_of_the_last_process_are_not_shown_while_there_is_a_database(door, tmp_path):
    door.get("/made/plainly/")
    page_snapshot.save(door.application.store, tmp_path / "kept")
    page_snapshot.load(door.application.store, tmp_path / "kept")

    old = door.application.store.get(("/made/plainly/", ()))
    assert not old.may_show_while_rendering(time())
    assert door.get("/made/plainly/").text == "2 "


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[:-3],
        lambda data: b"x" + data,
        lambda data: data[:40] + b"\xff" * 9,
    ],
)
def test_damaged_snapshot_stops_nobody(door, tmp_path, damage):
    door.get("/made/plainly/")
    page_snapshot.save(door.application.store, tmp_path / "kept")
    (tmp_path / "kept").write_bytes(damage((tmp_path / "kept").read_bytes()))
    store = PageStore(10**6)

    page_snapshot.load(store, tmp_path / "kept")

    assert len(store) == 0
