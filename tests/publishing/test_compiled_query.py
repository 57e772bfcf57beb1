from datetime import timedelta

import pytest
from django.db.models import BigIntegerField, DateTimeField
from django.utils import timezone

from news.models import Article
from publishing.compiled_query import CompiledQuery, Param
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_query_written_once_is_asked_with_other_values(django_assert_num_queries):
    first, second = make_article(), make_article()
    query = CompiledQuery(Article.objects.filter(pk=Param("pk", BigIntegerField())))

    with django_assert_num_queries(2):
        found = query.rows(pk=first.pk), query.rows(pk=second.pk)

    assert found == ([first], [second])
    assert found[1][0].title == second.title


def test_query_written_once_keeps_up_with_the_clock():
    now = timezone.now()
    article = make_article(publish_at=now + timedelta(hours=1))
    query = CompiledQuery(Article.objects.published(at=Param("now", DateTimeField())))

    assert query.rows(now=now) == []
    (found,) = query.rows(now=now + timedelta(hours=2))
    assert found.publish_at == article.publish_at


def test_value_left_out_is_missed():
    query = CompiledQuery(Article.objects.filter(pk=Param("pk", BigIntegerField())))

    with pytest.raises(KeyError):
        query.rows()
