import resource
from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from traffic import tally_file
from traffic.tally import Tally

PAGE = ("page", 7)


@pytest.fixture
def tally(tmp_path):
    tally = Tally(tmp_path)
    tally.prepare()
    yield tally
    tally.close()


def added(tally):
    """What a turn adds to the tables, days left out."""
    _turn, gains = tally.take()
    tally.commit()
    return Counter({thing: views for (_day, thing), views in gains.items()})


def test_full_file_is_followed_by_another_and_deleted_once_added(tally, tmp_path, monkeypatch):
    monkeypatch.setattr(tally_file, "MAX_ROWS", 2)
    for number in range(5):
        tally.count(("page", number))
        tally.prepare()

    assert len(list(tmp_path.glob("*.tally"))) == 4  # two full ones, the one in use and one ahead
    assert added(tally).total() == 5
    assert len(list(tmp_path.glob("*.tally"))) == 2


def test_view_after_midnight_belongs_to_the_new_day_and_a_new_file(tally, tmp_path, monkeypatch):
    clock = datetime(2026, 11, 18, 23, 59, 59, tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr(timezone, "now", lambda: clock)
    monkeypatch.setattr("traffic.tally.now", lambda: timezone.now().timestamp())
    tally._begin_day()
    tally.count(PAGE)
    clock += timedelta(seconds=1)
    tally.count(PAGE)

    _turn, gains = tally.take()

    assert gains == {(clock.toordinal() - 1, PAGE): 1, (clock.toordinal(), PAGE): 1}
    tally.commit()
    assert len(list(tmp_path.glob("*.tally"))) == 1


def test_counting_goes_on_in_memory_while_the_disk_is_full(full_disk, tmp_path):
    tally = Tally(tmp_path)
    tally.count(PAGE)
    tally.prepare()
    tally.count(PAGE)

    assert list(tmp_path.iterdir()) == []
    assert added(tally) == {PAGE: 2}
    tally.close()


def test_file_takes_over_once_the_disk_has_room(tmp_path, full_disk):
    tally = Tally(tmp_path)
    tally.count(PAGE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    tally.prepare()
    tally.count(PAGE)

    assert len(list(tmp_path.glob("*.tally"))) == 1
    assert added(tally) == {PAGE: 2}
    tally.close()


def test_view_after_the_files_are_given_up_is_counted_in_memory(tmp_path):
    leaving = Tally(tmp_path)
    leaving.count(PAGE)
    leaving.close()

    leaving.count(PAGE)

    assert added(leaving) == {PAGE: 1}
