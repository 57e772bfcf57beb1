import random
from collections import Counter

import pytest

from traffic.tally_file import MAX_ROWS, TallyFile, Unreadable

DAY = 740_000
ARTICLE = ("article", 51)


def counted(path, *things):
    """A file with a view of each of these."""
    file = TallyFile.make(path)
    for thing in things:
        file.add(DAY, thing)
    return file


def test_orphan_holds_what_a_dead_process_has_counted(tmp_path):
    longest = ("x" * 12, 2**63 - 1)
    counted(tmp_path / "a.tally", ARTICLE, ARTICLE, longest).close()

    orphan = TallyFile.open_orphan(tmp_path / "a.tally")

    assert orphan.take(1) == {(DAY, ARTICLE): 2, (DAY, longest): 1}
    orphan.close()


def test_file_in_use_is_not_inherited(tmp_path):
    owner = counted(tmp_path / "a.tally", ARTICLE)

    assert TallyFile.open_orphan(tmp_path / "a.tally") is None
    owner.close()


def test_turn_that_was_not_committed_is_taken_again(tmp_path):
    file = counted(tmp_path / "a.tally", ARTICLE)
    file.take(1)
    file.commit()
    file.add(DAY, ARTICLE)
    file.take(2)
    file.close()

    orphan = TallyFile.open_orphan(tmp_path / "a.tally")

    assert orphan.take(2) == {(DAY, ARTICLE): 1}  # the mark is 1: turn 2 was lost
    orphan.close()


def test_turn_that_was_committed_is_not_taken_again(tmp_path):
    file = counted(tmp_path / "a.tally", ARTICLE)
    file.take(1)
    file.close()

    orphan = TallyFile.open_orphan(tmp_path / "a.tally")

    assert not orphan.take(2)  # the mark is 1
    orphan.close()


@pytest.mark.parametrize("seed", range(20))
def test_no_order_of_events_loses_or_doubles_a_view(tmp_path, seed):
    chance = random.Random(seed)
    path, file, mark = tmp_path / "a.tally", TallyFile.make(tmp_path / "a.tally"), 0
    views, added = Counter(), Counter()
    for _ in range(300):
        event = chance.choice(["view", "view", "view", "turn", "lost turn", "death"])
        if event == "view" and file.add(DAY, thing := ("page", chance.randint(1, 5))):
            views[DAY, thing] += 1
        if event in {"turn", "lost turn"}:
            gains = file.take(mark + 1)
        if event == "turn":
            mark, added = mark + 1, added + gains
            file.commit()
        if event == "death":
            file.close()
            file = reopened(path)

    assert added + file.take(mark + 1) == views
    file.close()


def reopened(path):
    """The file as an heir sees it, ready to be counted in for the test's sake."""
    file = TallyFile.open_orphan(path)
    file._counts = {name: count for count, name in file._keys.items()}
    return file


def test_full_file_takes_no_further_thing_but_further_views(tmp_path):
    file = counted(tmp_path / "a.tally", *(("page", number) for number in range(MAX_ROWS)))

    assert not file.add(DAY, ARTICLE)
    assert file.add(DAY, ("page", 1))
    file.close()


@pytest.mark.parametrize("content", [b"", b"another file", b"\0" * 1_572_912])
def test_foreign_file_is_told_apart(tmp_path, content):
    (tmp_path / "a.tally").write_bytes(content)

    with pytest.raises(Unreadable):
        TallyFile.open_orphan(tmp_path / "a.tally")


def test_row_without_a_name_is_passed_over(tmp_path):
    file = counted(tmp_path / "a.tally", ARTICLE, ("page", 1))
    file._memory[48:72] = bytes(24)  # as a power cut can leave it
    file.close()

    orphan = TallyFile.open_orphan(tmp_path / "a.tally")

    assert orphan.take(1) == {(DAY, ("page", 1)): 1}
    orphan.close()
