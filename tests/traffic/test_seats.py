"""Places in Django: some are for those who only ask, one of the others is for staff."""

import threading

import pytest

from tests.faults.readers import until
from traffic import seats as limits
from traffic.seats import MAX_WAITING_OF_ONE_CLIENT, Seats


def taken(seats, number=9, **who):
    return sum(seats.take(may_wait=False, **who) for _ in range(number))


def test_strangers_who_send_leave_a_place_to_staff_and_half_to_readers():
    seats = Seats(seats=6, chairs=0)

    assert taken(seats, sends=True) == 2
    assert taken(seats, sends=True, is_staff=True) == 1
    assert taken(seats) == 3


@pytest.mark.parametrize("who", [{"sends": True}, {"sends": True, "is_staff": True}, {}])
def test_seat_is_free_again_when_its_request_has_left(who):
    seats = Seats(seats=2, chairs=0)
    before = taken(seats, **who)

    for _ in range(before):
        seats.leave(**who)

    assert taken(seats, **who) == before


def test_who_is_turned_away_keeps_no_place():
    seats = Seats(seats=6, chairs=0)
    readers = taken(seats)

    assert taken(seats, sends=True) == 0
    for _ in range(readers):
        seats.leave()

    assert taken(seats, sends=True) == 2


def test_stranger_waits_for_another_on_nobodys_chair():
    seats = Seats(seats=6, chairs=0)
    assert taken(seats, sends=True) == 2
    soon = threading.Timer(0.5, seats.leave, kwargs={"sends": True})  # later than who finds no chair waits

    soon.start()

    assert seats.take(sends=True)


def test_one_who_floods_leaves_room_in_the_line_for_others(monkeypatch):
    monkeypatch.setattr(limits, "STRANGERS_WAIT_SECONDS", 2)
    seats, flood = Seats(seats=6, chairs=0), {"sends": True, "client": "203.0.113.7"}
    taken(seats, sends=True)
    others = [threading.Thread(target=seats.take, kwargs=flood) for _ in range(MAX_WAITING_OF_ONE_CLIENT)]

    for other in others:
        other.start()
    until(lambda: seats._waiting_strangers.total() == MAX_WAITING_OF_ONE_CLIENT)

    assert not seats.take(**flood)  # at once
    assert seats._waiting_strangers.total() == MAX_WAITING_OF_ONE_CLIENT
    assert not seats.take(sends=True, client="198.51.100.1")  # after having waited among them
    for other in others:
        other.join()
    assert seats._waiting_strangers.total() == 0
