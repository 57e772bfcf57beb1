"""Lists that may have been silent for years, whose newest article no walk by date comes across soon."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.models import article as articles
from tests.factories import make_article, make_author, make_source, make_tag

pytestmark = pytest.mark.django_db


def plan_of_list(client, owner):
    """How the database finds the articles of a page."""
    with CaptureQueriesContext(connection) as queries:
        client.get(owner.get_absolute_url())
    found = next(query["sql"] for query in queries if 'FROM "news_article"' in query["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {found}")
        return "\n".join(row[3] for row in cursor.fetchall())


@pytest.mark.sqlite
@pytest.mark.parametrize("name", ["tags", "authors"])
def test_few_articles_are_found_by_the_index_of_their_links(client, name):
    owner = make_tag() if name == "tags" else make_author()
    make_article(**{name: [owner]})

    plan = plan_of_list(client, owner)

    assert f"news_article_{name}_newest" in plan
    assert "news_article_newest" not in plan


@pytest.mark.sqlite
def test_articles_of_a_source_are_found_by_its_index(client):
    source = make_source()
    make_article(source=source)

    assert "news_article_source_newest" in plan_of_list(client, source)


@pytest.mark.parametrize("name", ["tags", "authors"])
def test_many_articles_are_not_sorted(client, monkeypatch, name):
    owner = make_tag() if name == "tags" else make_author()
    made = [make_article(**{name: [owner]}) for _ in range(3)]
    monkeypatch.setattr(articles, "MAX_SORTED_ARTICLES", 2)

    assert not owner.has_few_articles
    assert client.get(owner.get_absolute_url()).context["page"].things == made[::-1]
    made[0].delete()
    assert owner.has_few_articles
