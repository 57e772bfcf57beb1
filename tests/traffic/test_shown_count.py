import pytest

from traffic.tally import Tally

PAGE = ("page", 7)


@pytest.fixture
def tally(tmp_path):
    tally = Tally(tmp_path)
    yield tally
    tally.close()


def test_number_of_a_thing_nobody_has_looked_up_is_unknown(tally):
    tally.count(PAGE)

    assert tally.number(PAGE) is None
    assert tally.stale_counts([PAGE]) == [PAGE]


def test_reading_made_under_another_turn_is_refused(tally):
    tally.count(PAGE)
    tally.take()
    tally.commit()

    assert not tally.update_counts(0, {PAGE: 100}, read_at=0)
    assert tally.update_counts(1, {PAGE: 101}, read_at=0)
    assert tally.number(PAGE) == 101


def test_reading_counts_no_view_twice_while_a_turn_is_in_flight(tally):
    tally.count(PAGE)
    tally.take()
    tally.count(PAGE)

    tally.update_counts(1, {PAGE: 101}, read_at=0)  # committed, though we do not know it yet

    assert tally.number(PAGE) == 102


def test_number_never_goes_down(tally):
    tally.update_counts(0, {PAGE: 100}, read_at=0)
    tally.update_counts(0, {PAGE: 99}, read_at=0)

    assert tally.number(PAGE) == 100


def test_memory_keeps_what_is_not_added_and_lets_go_of_the_rest(tally, monkeypatch):
    monkeypatch.setattr("traffic.tally.MAX_REMEMBERED_THINGS", 10)
    tally.update_counts(0, {("page", number): 1 for number in range(100)}, read_at=0)
    tally.count(PAGE)

    tally.shown_lately()

    assert tally.number(PAGE) == 2
    assert tally.number(("page", 8)) is None
