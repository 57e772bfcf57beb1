"""Places in Django: some are for those who only ask."""

from traffic.seats import Seats


def test_seat_of_a_sender_is_free_again_when_it_has_left():
    seats = Seats(seats=2, chairs=0)

    assert seats.take(sends=True)
    assert not seats.take(may_wait=False, sends=True)
    seats.leave(sends=True)

    assert seats.take(sends=True)
    assert seats.take()
