from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_article
from traffic.models import DailyViews, ViewTotal
from traffic.statistics import site_figures
from traffic.thing_keys import FIGURE_KEYS, SITE_KEY


def read(views, day):
    kind, thing_id = SITE_KEY
    DailyViews.objects.create(kind=kind, thing_id=thing_id, day=day, count=views)


@pytest.mark.django_db
def test_figures_of_the_site_are_those_of_today_of_this_month_and_ever(django_assert_num_queries):
    today = timezone.localdate()
    read(3, today)
    read(40, today.replace(day=1) - timedelta(days=1))
    ViewTotal.objects.create(kind="site", thing_id=0, base=1000, total=43)

    with django_assert_num_queries(1):
        figures = site_figures()

    assert [figures[FIGURE_KEYS[period]] for period in ("today", "month", "ever")] == [3, 3, 1043]


def test_every_page_that_is_read_adds_to_the_site_whatever_it_is(door):
    for path in ("/", "/tin-tuc/", make_article().get_absolute_url(), "/tim-kiem/?q=tin"):
        door.get(path)
    door.get("/khong-co/"), door.get("/rss/"), door.head("/")

    door.turn()

    assert ViewTotal.objects.get(kind="site").total == 4


def test_footer_shows_what_the_housekeeper_has_read(door):
    for _ in range(3):
        door.get("/")
    door.turn()

    assert "hôm nay 3" in door.get("/").text
    assert "tất cả 3" in door.get("/tin-tuc/").text
