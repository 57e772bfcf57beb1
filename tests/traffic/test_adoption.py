import os
import shutil

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.traffic.tables import in_tables
from traffic.adoption import adopt
from traffic.models import TallyMark
from traffic.tally import Tally

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


def test_views_of_the_dead_are_added_and_their_files_deleted(directory):
    dead_process(directory, views=2)
    dead_process(directory, views=3)

    adopted = adopt(directory)

    assert (adopted.views, adopted.files, adopted.in_use) == (5, 4, 0)
    assert in_tables() == [[5], [5]]
    assert list(directory.iterdir()) == []
    assert not TallyMark.objects.exists()


def test_tally_of_a_living_process_is_left_alone(directory):
    tally = Tally(directory)
    tally.count(PAGE)

    assert adopt(directory).in_use == 1
    assert in_tables() == [[], []]
    tally.close()


def test_heir_that_died_before_it_deleted_a_file_doubles_nothing(directory, tmp_path):
    dead_process(directory)
    shutil.copytree(directory, tmp_path / "before")
    mark = next(directory.iterdir()).name.partition("-")[0]
    adopt(directory)
    TallyMark.objects.create(tally=mark, turn=1)  # the mark goes last
    shutil.copytree(tmp_path / "before", directory, dirs_exist_ok=True)
    settle_column(directory)

    assert adopt(directory).views == 0
    assert in_tables() == [[1], [1]]


def settle_column(directory):
    """Write the column of turn 1 as the heir had done."""
    from traffic.tally_file import TallyFile

    for path in directory.glob("*.tally"):
        file = TallyFile.inherit(path)
        file.take(1)
        file.close()


def test_file_that_is_no_tally_is_put_aside(directory, caplog):
    directory.mkdir()
    (directory / "0-1.tally").write_text("?")

    adopt(directory)

    assert [path.name for path in directory.iterdir()] == ["0-1.unreadable"]
    assert "không đọc được" in caplog.text


def test_draft_of_a_file_is_cleared_away_after_an_hour(directory):
    dead_process(directory)
    old, new = directory / "a.new", directory / "b.new"
    old.touch()
    new.touch()
    os.utime(old, (0, 0))

    adopt(directory)

    assert list(directory.iterdir()) == [new]


def test_drain_tells_what_it_has_added(directory, settings, capsys, tmp_path):
    settings.DATA_DIR = tmp_path
    dead_process(directory, views=3)

    call_command("drain")

    assert capsys.readouterr().out == "Đã cộng 3 lượt xem từ 2 tệp.\n"


def test_housekeeper_adopts_at_its_first_turn(door, other_door):
    dead_process(settings.DATA_DIR / "tally")
    application = other_door.application
    application.close()

    application.open(housekeeping=False)

    assert in_tables() == [[1], [1]]
    assert connection.is_usable()
