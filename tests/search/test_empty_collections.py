"""A tag, author or source has a page, feeds and a place in search as long as something public carries it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.kinds import all_collections
from publishing.workflow import make_move
from tests.factories import make_article, make_user
from tests.kinds import factory_of, show

pytestmark = pytest.mark.django_db

each_collection = pytest.mark.parametrize(
    "collection", [each for each in all_collections() if not each.has_empty_pages], ids=lambda each: each.name
)


def statuses(client, row):
    pages = [row.get_absolute_url(), f"{row.get_absolute_url()}rss/", f"{row.get_absolute_url()}atom/"]
    return [client.get(page).status_code for page in pages]


def carried(collection, **fields):
    """A row, and an article that carries it."""
    row = factory_of(collection)(name="Chim hoàng anh")
    relation = collection.model._meta.get_field(collection.related_name)
    return row, make_article(**{relation.field.name: [row] if relation.many_to_many else row}, **fields)


@each_collection
@pytest.mark.parametrize("fields", [{"state": "draft"}, {"publish_at": timezone.now() + timedelta(days=1)}])
def test_what_only_drafts_carry_is_nowhere(client, titles, collection, fields):
    row, _ = carried(collection, title="Tin", **fields)

    assert statuses(client, row) == [404, 404, 404]
    assert titles("hoàng anh") == []
    assert client.get("/tim-kiem/goi-y/?q=hoang+anh").json() == {"suggestions": []}
    assert "Không tìm thấy" in client.get("/tim-kiem/?q=hoàng+anh").text
    assert row.get_absolute_url() not in client.get("/sitemap.xml").text


@each_collection
def test_page_comes_with_the_first_article_and_goes_with_the_last(client, titles, collection):
    row, article = carried(collection, title="Tin", state="approved")

    article = make_move("publish", article, by=make_user("publishing.publish"))
    assert statuses(client, row) == [200, 200, 200]
    assert titles("hoàng anh") == ["Chim hoàng anh"]

    make_move("withdraw", article, by=make_user("publishing.publish"), note="Sai")
    assert statuses(client, row) == [404, 404, 404]
    assert titles("hoàng anh") == []


def test_results_are_counted_without_them(client, titles):
    for collection in all_collections():
        factory_of(collection)(name=f"Chim hoàng anh {collection.name}")
    tag = show(factory_of(next(each for each in all_collections() if each.name == "tag"))(name="Chim hoàng anh hót"))

    page = client.get("/tim-kiem/?q=hoàng+anh")

    shown = [each for each in all_collections() if each.has_empty_pages]
    assert f"Có {len(shown) + 1} kết quả" in page.text
    assert str(tag) in titles("hoàng anh")
