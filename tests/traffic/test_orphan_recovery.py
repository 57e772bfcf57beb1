import os
import shutil

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.traffic.stored_counts import stored_counts
from traffic.models import TallyMark
from traffic.orphan_recovery import recover_orphans
from traffic.tally import Tally
from traffic.tally_file import TallyFile

PAGE = ("page", 7)


@pytest.fixture
def directory(transactional_db, tmp_path):
    return tmp_path / "tally"


def dead_process(directory, *, views=1):
    """Count, and end without having added anything; the kernel drops the locks and keeps the files."""
    tally = Tally(directory)
    tally.prepare()
    for _ in range(views):
        tally.count(PAGE)
    for file in (tally._file, tally._spare):
        file.close()


def test_orphans_are_added_and_deleted(directory):
    dead_process(directory, views=2)
    dead_process(directory, views=3)

    report = recover_orphans(directory)

    assert (report.views, report.files, report.in_use) == (5, 4, 0)
    assert stored_counts() == [[5], [5]]
    assert list(directory.iterdir()) == []
    assert not TallyMark.objects.exists()


def test_file_that_went_away_meanwhile_is_passed_over(directory):
    dead_process(directory)
    (directory / "0-1.tally").symlink_to("gone")

    assert recover_orphans(directory).views == 1


def test_tally_of_a_living_process_is_left_alone(directory):
    tally = Tally(directory)
    tally.count(PAGE)

    assert recover_orphans(directory).in_use == 1
    assert stored_counts() == [[], []]
    tally.close()


def test_recovery_killed_before_it_deleted_a_file_doubles_nothing(directory, tmp_path):
    dead_process(directory)
    shutil.copytree(directory, tmp_path / "before")
    mark = next(directory.iterdir()).name.partition("-")[0]
    recover_orphans(directory)
    TallyMark.objects.create(tally=mark, turn=1)  # the mark goes last
    shutil.copytree(tmp_path / "before", directory, dirs_exist_ok=True)
    commit_column(directory)

    assert recover_orphans(directory).views == 0
    assert stored_counts() == [[1], [1]]


def commit_column(directory):
    """Write the column of turn 1 as the heir had done."""
    for path in directory.glob("*.tally"):
        file = TallyFile.open_orphan(path)
        file.take(1)
        file.close()


def test_file_that_is_no_tally_is_put_aside(directory, caplog):
    directory.mkdir()
    (directory / "0-1.tally").write_text("?")

    recover_orphans(directory)

    assert [path.name for path in directory.iterdir()] == ["0-1.unreadable"]
    assert "không đọc được" in caplog.text


def test_draft_of_a_file_is_cleared_away_after_an_hour(directory):
    dead_process(directory)
    old, new = directory / "a.new", directory / "b.new"
    old.touch(), new.touch()
    os.utime(old, (0, 0))

    recover_orphans(directory)

    assert list(directory.iterdir()) == [new]


def test_drain_tells_what_it_has_added(directory, settings, capsys, tmp_path):
    settings.DATA_DIR = tmp_path
    dead_process(directory, views=3)

    call_command("drain")

    assert capsys.readouterr().out == "Đã cộng 3 lượt xem từ 2 tệp.\n"


def test_housekeeper_recovers_orphans_at_its_first_turn(door, other_door):
    dead_process(settings.DATA_DIR / "tally")
    other_door.application.close()

    other_door.application.open(housekeeping=False)

    assert stored_counts() == [[1], [1]]
    assert connection.is_usable()
