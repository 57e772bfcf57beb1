import re
from datetime import timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone

from news.models import Article
from tests.factories import make_article
from traffic.models import DailyViews
from traffic.statistics import set_base

pytestmark = pytest.mark.django_db


def read(article, views, *, days_ago=0):
    day = timezone.localdate() - timedelta(days=days_ago)
    DailyViews.objects.create(kind="article", thing_id=article.pk, day=day, count=views)


def most_read(count):
    """What the block shows: `{title: [article, …]}`, and the title of the list that stands open."""
    block = Template("{% load chrome %}{% most_read " + str(count) + " %}").render(Context())
    lists = {}
    for part in block.split("<details")[1:]:
        title = re.search(r"<summary>(.+)</summary>", part)[1]
        lists[title] = [Article(pk=int(pk)) for pk in re.findall(r'href="/bai-viet/[a-z0-9-]*-(\d+)/"', part)]
    return lists, re.search(r"open>\s*<summary>(.+)</summary>", block)[1]


def test_each_period_has_its_most_read():
    today, week, month, ever = (make_article() for _ in range(4))
    read(today, 5)
    read(week, 3), read(week, 4, days_ago=6)
    read(month, 9, days_ago=7), read(month, 9, days_ago=29)
    read(ever, 999, days_ago=30), set_base(ever, 999)

    lists, _ = most_read(3)

    assert lists == {
        "Hôm nay": [today, week],
        "7 ngày qua": [week, today],
        "30 ngày qua": [month, week, today],
        "Từ trước đến nay": [ever],
    }


def test_shortest_period_that_is_full_stands_open():
    first, second = make_article(), make_article()
    read(first, 1)
    read(second, 5, days_ago=3)

    assert most_read(1)[1] == "Hôm nay"
    assert most_read(2)[1] == "7 ngày qua"


def test_last_period_stands_open_where_none_is_full():
    article = make_article()
    set_base(article, 5)

    assert most_read(2) == ({"Từ trước đến nay": [article]}, "Từ trước đến nay")


@pytest.mark.parametrize("fields", [{"state": "withdrawn"}, {"publish_at": timezone.now() + timedelta(days=1)}])
def test_nothing_that_is_not_out_is_among_the_most_read(fields):
    hidden, article = make_article(**fields), make_article()
    for thing, views in ((hidden, 9), (article, 1)):
        read(thing, views)
        set_base(thing, views)

    assert set(map(tuple, most_read(5)[0].values())) == {(article,)}


def test_most_read_costs_three_queries(django_assert_num_queries):
    for views in range(1, 7):
        read(make_article(), views)

    with django_assert_num_queries(3):
        most_read(5)


@pytest.mark.parametrize("path", ["/", "/tin-tuc/"])
def test_home_and_sidebar_show_the_most_read(client, path):
    article = make_article()
    read(article, 3)

    page = client.get(path).content.decode()

    assert article.get_absolute_url() in page.partition('id="doc-nhieu"')[2].partition("</section>")[0]
