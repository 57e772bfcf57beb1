from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from tests.traffic.urls import Page
from traffic.models import DailyViews, ViewTotal
from traffic.statistics import MAX_DAILY_LEADERS, most_read, set_base, totals
from traffic.thing_keys import thing_key

pytestmark = pytest.mark.django_db


def read(pk, views, *, days_ago=0, kind="page"):
    """Let a page have been read so often on a day."""
    day = timezone.localdate() - timedelta(days=days_ago)
    DailyViews.objects.create(kind=kind, thing_id=pk, day=day, count=views)
    total, _ = ViewTotal.objects.get_or_create(kind=kind, thing_id=pk)
    total.total += views
    total.save()


def test_base_is_shown_with_what_was_counted_here():
    read(7, 3)

    set_base(Page(7), 194)
    set_base(Page(7), 194)

    assert totals([Page(7), Page(8)]) == {Page(7): 197, Page(8): 0}


def test_most_read_of_some_days_adds_them_up():
    read(1, 5, days_ago=6)
    read(2, 3)
    read(2, 3, days_ago=6)
    read(3, 99, days_ago=30)
    read(4, 99, kind="video")

    found = most_read("page", 10)

    assert (found["today"], found["week"], found["month"]) == ([2], [2, 1], [2, 1])


def test_most_read_ever_begins_with_the_old_site():
    read(1, 5)
    set_base(Page(2), 6)

    assert most_read("page", 1)["ever"] == [2]
    assert most_read("page", 10)["ever"] == [2, 1]


def test_what_led_on_one_day_is_added_up_with_its_other_days():
    for pk in range(1, MAX_DAILY_LEADERS + 1):
        read(pk, 10)
    read(99, 9), read(99, 11, days_ago=1)

    assert most_read("page", 1)["today"] == [MAX_DAILY_LEADERS]
    assert most_read("page", 1)["week"] == [99]


@pytest.mark.sqlite
def test_most_read_walks_indexes(django_assert_num_queries):
    with django_assert_num_queries(2) as queries:
        most_read("page", 5)

    plan = ""
    with connection.cursor() as cursor:
        for query in queries:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            plan += "\n".join(row[3] for row in cursor.fetchall())
    assert "SCAN traffic" not in plan
    assert plan.count("most_read_of_a_day") == 30
    assert "most_read_ever" in plan


@pytest.mark.parametrize(("kind", "pk"), [("much_too_long", 1), ("", 1), ("Page", 1), ("page", None)])
def test_thing_the_tally_has_no_room_for_is_refused(kind, pk):
    thing = Page(pk)
    object.__setattr__(thing, "counted_as", kind)

    with pytest.raises(ValueError, match="cannot be counted"):
        thing_key(thing)


def test_day_has_one_count_for_a_thing():
    read(1, 5)

    with pytest.raises(IntegrityError):
        DailyViews.objects.create(kind="page", thing_id=1, day=timezone.localdate(), count=1)
