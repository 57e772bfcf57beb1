"""Places in Django: some are for those who only ask, one of the others is for staff."""

import threading

import pytest

from tests.faults.concurrent_readers import until
from traffic import bulkhead as limits
from traffic.bulkhead import MAX_WAIT_SECONDS, MAX_WAITING_PER_CLIENT, OVERFLOW_WAIT_SECONDS, Bulkhead


def taken(permits, number=9, **who):
    return sum(permits.acquire(may_wait=False, **who) for _ in range(number))


def test_anonymous_writes_leave_a_permit_to_staff_and_half_to_reads():
    permits = Bulkhead(permits=6, max_waiting=0)

    assert taken(permits, is_write=True) == 2
    assert taken(permits, is_write=True, is_staff=True) == 1
    assert taken(permits) == 3


@pytest.mark.parametrize("who", [{"is_write": True}, {"is_write": True, "is_staff": True}, {}])
def test_permit_is_free_again_when_its_request_has_ended(who):
    permits = Bulkhead(permits=2, max_waiting=0)
    before = taken(permits, **who)

    for _ in range(before):
        permits.release(**who)

    assert taken(permits, **who) == before


def test_who_is_turned_away_keeps_no_place():
    permits = Bulkhead(permits=6, max_waiting=0)
    readers = taken(permits)

    assert taken(permits, is_write=True) == 0
    for _ in range(readers):
        permits.release()

    assert taken(permits, is_write=True) == 2


def test_waiting_place_is_free_again_for_the_next_who_waits():
    permits, waited = Bulkhead(max_waiting=1), []

    for _ in range(2):
        permits.wait(lambda seconds: waited.append(seconds) or permits.wait(waited.append))

    assert waited == [MAX_WAIT_SECONDS, OVERFLOW_WAIT_SECONDS] * 2


def test_anonymous_write_waits_outside_the_common_queue():
    permits = Bulkhead(permits=6, max_waiting=0)
    assert taken(permits, is_write=True) == 2
    soon = threading.Timer(0.5, permits.release, kwargs={"is_write": True})  # after OVERFLOW_WAIT_SECONDS

    soon.start()

    assert permits.acquire(is_write=True)


def test_one_who_floods_leaves_room_in_the_line_for_others(monkeypatch):
    monkeypatch.setattr(limits, "ANONYMOUS_WAIT_SECONDS", 2)
    permits, flood = Bulkhead(permits=6, max_waiting=0), {"is_write": True, "client": "203.0.113.7"}
    taken(permits, is_write=True)
    others = [threading.Thread(target=permits.acquire, kwargs=flood) for _ in range(MAX_WAITING_PER_CLIENT)]

    for other in others:
        other.start()
    until(lambda: permits._waiting_anonymous.total() == MAX_WAITING_PER_CLIENT)

    assert not permits.acquire(**flood)  # at once
    assert permits._waiting_anonymous.total() == MAX_WAITING_PER_CLIENT
    assert not permits.acquire(is_write=True, client="198.51.100.1")  # after having waited among them
    for other in others:
        other.join()
    assert not permits._waiting_anonymous  # nor is who they were remembered
