"""Places in Django: some are for those who only ask, one of the others is for staff."""

import threading

import pytest

from traffic.seats import Seats


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
