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
    """The articles of the block, in its order."""
    block = Template("{% load chrome %}{% most_read " + str(count) + " %}").render(Context())
    return [Article(pk=int(pk)) for pk in re.findall(r'href="/bai-viet/[a-z0-9-]*-(\d+)/"', block)]


def test_what_was_read_most_in_the_week_stands_first():
    first, second, third, of_last_week = (make_article() for _ in range(4))
    read(third, 1)
    read(second, 5)
    read(first, 3), read(first, 3, days_ago=6)
    read(of_last_week, 99, days_ago=7)

    assert most_read(3) == [first, second, third]
    assert most_read(2) == [first, second]


def test_quiet_week_is_filled_up_with_what_was_read_most_ever():
    lately, classic, lesser, unread = (make_article() for _ in range(4))
    read(lately, 1)
    for article, views in ((lately, 50), (classic, 900), (lesser, 20)):
        set_base(article, views)

    assert most_read(3) == [lately, classic, lesser]
    assert unread not in most_read(9)


@pytest.mark.parametrize("fields", [{"state": "withdrawn"}, {"publish_at": timezone.now() + timedelta(days=1)}])
def test_nothing_that_is_not_out_is_among_the_most_read(fields):
    hidden, article = make_article(**fields), make_article()
    read(hidden, 9)
    read(article, 1)

    assert most_read(5) == [article]


def test_most_read_costs_one_query_and_two_in_a_quiet_week(django_assert_num_queries):
    for views in range(1, 7):
        read(make_article(), views)

    with django_assert_num_queries(1):
        most_read(5)
    with django_assert_num_queries(2):
        most_read(7)


def test_home_has_the_most_read(client):
    article = make_article()
    read(article, 3)

    assert client.get("/").context["most_read"] == [article]
