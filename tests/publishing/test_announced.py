from datetime import timedelta

import pytest
from django.core import serializers
from django.utils import timezone

from news.models import Article
from publishing.signals import changed
from publishing.workflow import place
from tests.factories import make_article, make_author, make_category, make_link

pytestmark = pytest.mark.django_db


def test_draft_is_written_in_silence(heard):
    category = make_category()
    heard.clear()

    article = make_article(state="draft", category=category)
    article.delete()

    assert heard == []


@pytest.mark.parametrize("at", [timezone.now(), timezone.now() + timedelta(days=1)])
def test_publishing_and_scheduling_are_announced(heard, at):
    article = make_article(state="approved")
    heard.clear()

    place(article, "published", at=at)

    assert [thing for thing, _, _ in heard] == [article]


def test_withdrawing_is_announced(heard):
    article = make_article()
    heard.clear()

    place(article, "withdrawn")

    assert article in [thing for thing, _, _ in heard]


def test_a_changed_address_is_announced_with_the_one_before(heard):
    category = make_category(name="Tin cũ")
    heard.clear()

    category.slug = "tin-moi"
    category.save()

    assert heard == [(category, "/chuyen-muc/tin-cu/", False)]


def test_deletion_is_announced(heard):
    link = make_link()
    heard.clear()

    link.delete()

    assert [(address, deleted) for _, address, deleted in heard] == [(None, True)]


def test_a_changed_relation_is_announced(heard):
    article, author = make_article(), make_author()
    heard.clear()

    article.authors.add(author)

    assert [thing for thing, _, _ in heard] == [article]


def test_bulk_changes_are_announced_once_for_all(heard):
    make_article(), make_article()
    heard.clear()

    Article.objects.update(summary="Chung")

    assert heard == [(None, None, False)]


def test_bulk_changes_name_the_rows_they_changed():
    articles, keys = [make_article(title="Cũ"), make_article(title="Cũ")], []
    make_article()

    def listen(pks, **kwargs):
        keys.append(pks)

    changed.connect(listen)
    Article.objects.filter(title="Cũ").update(title="Mới")
    changed.disconnect(listen)

    assert keys == [{article.pk for article in articles}]


def test_loaded_rows_are_announced(heard):
    data = serializers.serialize("json", [make_category()])
    heard.clear()

    for row in serializers.deserialize("json", data):
        row.save()

    assert len(heard) == 1
