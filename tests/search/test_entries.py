import pytest
from django.core import serializers
from django.db import IntegrityError

from news.models import Article
from portal.search import indexing
from portal.search.models import Entry
from tests.factories import make_article, make_category

pytestmark = pytest.mark.django_db


def test_changed_article_is_found_by_its_new_words_alone(titles):
    article = make_article(title="Chim sẻ")

    article.title = "Chim sâu"
    article.save()

    assert titles("sẻ") == []
    assert titles("sâu") == ["Chim sâu"]


def test_result_follows_its_category_and_its_name(client, titles):
    old, new = make_category(slug="cu"), make_category(slug="moi")
    article = make_article(title="Chim sẻ", category=old)

    article.category = new
    article.save()
    new.name = "Thiên nhiên"
    new.save()

    assert titles("sẻ", chuyen_muc="cu") == []
    assert titles("sẻ", chuyen_muc="moi") == ["Chim sẻ"]
    assert "<span>Thiên nhiên</span>" in client.get("/tim-kiem/?q=sẻ").content.decode()


def test_result_follows_its_address(client):
    article = make_article(title="Chim sẻ")

    article.slug = "ten-moi"
    article.save()

    assert f'<a href="/bai-viet/ten-moi-{article.pk}/">' in client.get("/tim-kiem/?q=sẻ").content.decode()


def test_things_made_in_bulk_are_found(titles):
    category = make_category()

    Article.objects.bulk_create(
        Article(title=f"Chim {n}", category=category, state="published", publish_at="2020-01-01T00:00Z") for n in "ab"
    )

    assert sorted(titles("chim")) == ["Chim a", "Chim b"]


def test_bulk_change_of_unknown_rows_renews_all_of_the_model(titles):
    make_article(title="Chim sẻ")
    Article._base_manager.all()._update([(Article._meta.get_field("title"), None, "Chim sâu")])

    indexing.on_changed(Article, thing=None, deleted=False)

    assert titles("sâu") == ["Chim sâu"]


def test_thing_has_one_entry():
    article = make_article()

    with pytest.raises(IntegrityError):
        Entry.objects.create(pk=1, kind="news.article", thing_id=article.pk)


def test_loaded_things_are_found_whether_their_entries_came_along_or_not(titles):
    article = make_article(title="Chim sẻ")
    dump = serializers.serialize("json", [*Entry.objects.all(), article.category, article])
    Article.objects.all().delete()

    for row in serializers.deserialize("json", dump):
        row.save()

    assert titles("sẻ") == ["Chim sẻ"]
