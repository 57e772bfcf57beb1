from django.utils import timezone

from tests.traffic.stored_counts import stored_counts
from tests.traffic.urls import Page
from traffic.models import DailyViews, TallyMark
from traffic.statistics import set_base


def test_turn_adds_what_was_counted_once(door):
    for _ in range(3):
        door.get("/page/7/")

    door.turn()
    door.turn()

    assert stored_counts() == [[3], [3]]
    assert DailyViews.objects.exclude(kind="site").get().day == timezone.localdate()


def test_turns_add_up_within_a_day(door):
    for _ in range(3):
        door.get("/page/7/")
        door.turn()

    assert stored_counts() == [[3], [3]]


def test_tables_that_were_emptied_do_not_stop_the_count(door):
    door.get("/page/7/")
    door.turn()
    TallyMark.objects.all().delete()
    door.get("/page/7/")

    door.turn()

    assert stored_counts() == [[2], [2]]


def test_numbers_are_not_looked_up_in_a_database_that_is_down(door, django_assert_num_queries):
    door.application.housekeeper.database_up = False

    with django_assert_num_queries(0):
        door.application.housekeeper.look_up([("page", 7)])


def test_two_processes_add_up_and_show_the_same(door, other_door):
    set_base(Page(7), 100)
    for one in (door, other_door, door):
        one.get("/page/7/")
        one.turn()

    door.turn()
    other_door.turn()

    assert door.get("/list/7-7/").text == other_door.get("/list/7-7/").text == "103 lượt xem;"
    assert stored_counts() == [[3], [3]]


def test_turn_without_a_view_writes_nothing(door):
    door.turn()

    assert not TallyMark.objects.exists()
