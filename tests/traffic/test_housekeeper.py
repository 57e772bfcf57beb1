from django.utils import timezone

from tests.traffic.pages import Page
from tests.traffic.tables import in_tables
from traffic.models import DailyViews, TallyMark
from traffic.statistics import set_base


def test_turn_adds_what_was_counted_once(door):
    for _ in range(3):
        door.get("/page/7/")

    door.turn()
    door.turn()

    assert in_tables() == [[3], [3]]
    assert DailyViews.objects.exclude(kind="site").get().day == timezone.localdate()


def test_turns_add_up_within_a_day(door):
    for _ in range(3):
        door.get("/page/7/")
        door.turn()

    assert in_tables() == [[3], [3]]


def test_tables_that_were_emptied_do_not_stop_the_count(door):
    door.get("/page/7/")
    door.turn()
    TallyMark.objects.all().delete()
    door.get("/page/7/")

    door.turn()

    assert in_tables() == [[2], [2]]


def test_two_processes_add_up_and_show_the_same(door, other_door):
    set_base(Page(7), 100)
    for one in (door, other_door, door):
        one.get("/page/7/")
        one.turn()

    door.turn()
    other_door.turn()

    assert door.get("/list/7-7/").text == other_door.get("/list/7-7/").text == "103 lượt xem;"
    assert in_tables() == [[3], [3]]
