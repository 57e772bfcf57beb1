"""The snapshot of cached pages on a disk that refuses it: nothing comes back that was taken down, nothing is left."""

import os

import pytest
from django.conf import settings

from tests.traffic.test_lost_database import database_failing_at
from tests.traffic.test_purge_list import purge
from tests.traffic.urls import RenderCounter
from traffic.housekeeper import TURNS_PER_CLEANUP


@pytest.fixture
def folder(door):
    """Where the snapshot of cached pages lies, one by now."""
    RenderCounter.count, RenderCounter.during = 0, staticmethod(lambda: None)
    door.get("/made/plainly/")
    turn_until_written(door)
    return settings.DATA_DIR / "pages"


def turn_until_written(door):
    for _ in range(TURNS_PER_CLEANUP):
        door.turn()


def test_page_that_was_taken_down_does_not_come_back_without_a_database(door, folder):
    assert (folder / "kept").exists()
    (folder / f"kept.{os.getpid()}").mkdir()  # where the new file would be written
    purge("/made/plainly/")
    door.turn()

    with database_failing_at("SELECT"):
        door.application.close()
        door.application.open(housekeeping=False)

    assert door.get("/made/plainly/").status == 503


def test_file_that_could_not_be_put_in_its_place_is_not_left(door, folder, caplog):
    (folder / "kept").unlink()
    (folder / "kept").mkdir()  # so that nothing takes its place
    door.get("/made/plainly/?n=1")
    turn_until_written(door)

    assert "Không ghi được" in caplog.text
    assert [path.name for path in folder.iterdir()] == ["kept"]
