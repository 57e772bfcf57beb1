"""Files of a tally that another process, or the disk, deals with at the same moment."""

import fcntl
import shutil

import pytest

from traffic import tally_backup
from traffic.tally_file import TallyFile

PAGE = ("page", 7)


@pytest.fixture
def path(tmp_path):
    (tmp_path / "tally").mkdir()
    return tmp_path / "tally" / "0-1.tally"


def test_file_that_another_heir_deletes_before_it_is_locked_is_gone(path, monkeypatch):
    TallyFile.make(path).close()
    monkeypatch.setattr(fcntl, "flock", lambda *_: path.unlink())

    with pytest.raises(FileNotFoundError):
        TallyFile.open_orphan(path)


@pytest.mark.django_db
def test_copy_is_made_anew_when_a_file_was_deleted_before_it_was_copied(path, monkeypatch):
    path.touch()
    (path.parent / "1-1.tally").touch()
    copy = shutil.copyfile
    monkeypatch.setattr(shutil, "copyfile", lambda source, to: path.unlink(missing_ok=True) or copy(source, to))

    tally_backup.copy_consistently(path.parent, path.parent.parent / "copy", tally_backup.marks)

    assert [file.name for file in (path.parent.parent / "copy").iterdir()] == ["1-1.tally"]


def test_file_that_the_disk_does_not_delete_stays_in_use(path):
    file = TallyFile.make(path)
    path.unlink()
    path.mkdir()

    assert not file.delete()

    assert file.add(740_000, PAGE)
    file.close()
