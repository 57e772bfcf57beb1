from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.paging import cursor_of
from tests.factories import make_article, make_category, make_tag

pytestmark = pytest.mark.django_db


def titles(answer):
    return [article.title for article in answer.context["page"].things]


@pytest.mark.parametrize("path", ["/tin-tuc/", "/the/den-on/"])
def test_reader_walks_a_list_to_its_end_and_back_without_missing_any(client, path):
    moment, tags = timezone.now(), [make_tag(slug="den-on")]
    made = [make_article(tags=tags, publish_at=moment - timedelta(hours=n // 3)) for n in range(50)]
    address, seen, answers = path, [], []

    while address:
        answers.append(client.get(address))
        seen += titles(answers[-1])
        address = answers[-1].context["page"].older and path + answers[-1].context["page"].older

    assert sorted(seen) == sorted(article.title for article in made)
    assert len(seen) == len(set(seen)) == 50
    back = client.get(path + answers[-1].context["page"].newer)
    assert titles(back) == titles(answers[-2])


def test_newer_articles_do_not_shift_an_older_page(client):
    category = make_category()
    for n in range(30):
        make_article(category=category, publish_at=timezone.now() - timedelta(days=n))
    address = "/tin-tuc/" + client.get("/tin-tuc/").context["page"].older
    before = titles(client.get(address))

    make_article(category=category)

    assert titles(client.get(address)) == before


@pytest.mark.parametrize(
    "cursor",
    ["x", "1", "1-", "-1", "1-x", "١-١", "9" * 40 + "-1", "1-" + "9" * 30, "1-1-1", "%00", "<script>", "-1-5", "1e5-3"],
)
@pytest.mark.parametrize("name", ["truoc", "sau"])
def test_nonsense_cursor_is_not_found(client, name, cursor):
    make_article()

    assert client.get("/tin-tuc/", {name: cursor}).status_code == 404


def test_cursor_past_the_end_is_not_found(client):
    article = make_article()

    assert [client.get("/tin-tuc/", {name: cursor_of(article)}).status_code for name in ("truoc", "sau")] == [404, 404]


def test_category_shows_its_descendants(client):
    parent = make_category()
    child = make_category(parent=make_category(parent=parent))
    article = make_article(category=child)

    assert titles(client.get(parent.get_absolute_url())) == [article.title]


@pytest.mark.parametrize("address", ["/", "/tin-tuc/", "/chuyen-muc/x/"])
def test_lists_ask_as_many_queries_for_one_article_as_for_twenty(client, address, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    category = make_category(slug="x")
    make_article(category=category)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(20):
        make_article(category=category)

    with django_assert_num_queries(len(few)):
        client.get(address)
