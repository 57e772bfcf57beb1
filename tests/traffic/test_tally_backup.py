"""Files of a tally copied while its owner goes on, and restored together with the tables of one instant."""

import pytest

from tests.traffic.stored_counts import TABLES, stored_counts
from traffic import tally_backup
from traffic.housekeeper import Housekeeper
from traffic.models import TallyMark
from traffic.orphan_recovery import recover_orphans
from traffic.tally import Tally

PAGE = ("page", 7)


class Owner:
    """A process that counts and takes turns; its tables of one instant can be put back."""

    def __init__(self, directory):
        self.tally = Tally(directory)
        self.housekeeper = Housekeeper(self.tally)
        self.snapshots = 0

    def read_and_turn(self, times):
        for _ in range(times):
            self.tally.count(PAGE)
            self.housekeeper.turn()

    def snapshot(self):
        self.snapshots += 1
        self.kept = [list(model.objects.all()) for model in (TallyMark, *(model for model, _ in TABLES))]
        return tally_backup.marks()

    def put_back(self):
        for model, rows in zip((TallyMark, *(model for model, _ in TABLES)), self.kept, strict=True):
            model.objects.all().delete()
            model.objects.bulk_create(rows)


@pytest.fixture
def owner(transactional_db, tmp_path):
    owner = Owner(tmp_path / "tally")
    yield owner
    owner.tally.close()


@pytest.mark.parametrize("turns", range(4))
def test_turns_after_the_copying_do_not_matter(owner, tmp_path, turns):
    owner.read_and_turn(3)
    owner.tally.count(PAGE)  # in the file alone

    tally_backup.copy_consistently(tmp_path / "tally", tmp_path / "copy", owner.snapshot)
    owner.read_and_turn(turns)
    owner.put_back()
    recover_orphans(tmp_path / "copy")

    assert stored_counts() == [[4], [4]]


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_copy_is_made_anew_when_turns_came_between_it_and_the_snapshot(owner, tmp_path, turns):
    owner.read_and_turn(3)

    def snapshot():
        if not owner.snapshots:
            owner.read_and_turn(turns)
        return owner.snapshot()

    tally_backup.copy_consistently(tmp_path / "tally", tmp_path / "copy", snapshot)
    owner.put_back()
    recover_orphans(tmp_path / "copy")

    assert owner.snapshots == 2
    assert stored_counts() == [[3 + turns], [3 + turns]]


def test_copying_gives_up_over_marks_that_never_stand_still(owner, tmp_path):
    owner.tally.count(PAGE)

    with pytest.raises(tally_backup.TooBusy):
        tally_backup.copy_consistently(
            tmp_path / "tally", tmp_path / "copy", lambda: owner.read_and_turn(1) or owner.snapshot()
        )


def test_process_that_counts_is_noticed(owner, tmp_path):
    owner.tally.count(PAGE)
    has_live_process = tally_backup.has_live_process(tmp_path / "tally")

    owner.tally.close()

    assert (has_live_process, tally_backup.has_live_process(tmp_path / "tally")) == (True, False)
