from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_article, make_category, make_tag

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def aged(hours, **fields):
    return make_article(publish_at=NOW - timedelta(hours=hours), **fields)


def led_on(client, article):
    return client.get(article.get_absolute_url()).context


def test_what_staff_chose_is_related_in_their_order_and_nothing_else(client):
    tag = make_tag()
    first, second, draft = aged(9), aged(1), make_article(state="draft")
    article = aged(2, tags=[tag], related=[first, second, draft])
    aged(0, tags=[tag], category=article.category)

    assert led_on(client, article)["related"] == [first, second]


def test_article_of_more_shared_tags_is_more_related_then_the_newer_then_the_category(client):
    here, tags = make_category(), [make_tag(), make_tag(), make_tag()]
    article = aged(5, category=here, tags=tags)
    neighbour = aged(0, category=here)
    one_tag, newer_of_one_tag = aged(7, tags=tags[:1]), aged(1, tags=tags[1:2])
    two_tags = aged(9, tags=tags[1:])
    aged(0)

    assert led_on(client, article)["related"] == [two_tags, newer_of_one_tag, one_tag, neighbour]


def test_related_are_five_at_most_never_the_article_itself_and_out(client):
    tag = make_tag()
    article = aged(0, tags=[tag])
    others = [aged(hours, tags=[tag], category=article.category) for hours in range(1, 9)]
    for state in ("draft", "withdrawn"):
        make_article(state=state, tags=[tag], category=article.category)
    aged(-1, tags=[tag], category=article.category)

    assert led_on(client, article)["related"] == others[:5]


def test_reader_goes_on_to_the_neighbours_in_the_category(client):
    here = make_category()
    older, article, newer, newest = (aged(hours, category=here) for hours in (3, 2, 1, 0))
    aged(2)
    aged(1.5, category=here, state="withdrawn")

    context = led_on(client, article)

    assert (context["newer"], context["older"]) == (newer, older)
    assert led_on(client, newest)["newer"] is None
    assert led_on(client, older)["older"] is None


def test_neighbours_of_one_moment_follow_each_other_by_number(client):
    here = make_category()
    first, second, third = (aged(1, category=here) for _ in range(3))

    context = led_on(client, second)

    assert (context["newer"], context["older"]) == (third, first)


def test_way_on_costs_one_query(django_assert_num_queries):
    from news.related_articles import related_articles

    tags = [make_tag() for _ in range(9)]
    article = aged(1, tags=tags)
    for hours in range(8):
        aged(hours, category=article.category, tags=tags)

    with django_assert_num_queries(1):
        found = related_articles(article, tags)

    assert len(found["related"]) == 5


@pytest.mark.sqlite
def test_latest_of_a_tag_are_found_by_an_index():
    from django.db import connection

    from news.related_articles import _latest_ids_of_tag

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {_latest_ids_of_tag(make_tag()).query}")
        plan = " ".join(row[3] for row in cursor.fetchall())

    assert "news_article_tags_newest" in plan
    assert "TEMP B-TREE" not in plan
