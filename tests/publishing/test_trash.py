from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news.models import Article
from publishing import trash
from publishing.models import Event, Revision
from publishing.workflow import may_edit, open_moves
from tests.factories import make_article, make_page, make_user
from tests.publishing.editing import ALL

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["draft", "in_review", "approved"])
def test_what_was_never_out_goes_into_the_trash_and_comes_back_as_it_was(state):
    article, user = make_article(state=state), make_user(*ALL)

    thrown = trash.throw_away(article, by=user)
    assert (open_moves(thrown, user), may_edit(thrown, user)) == ([], False)
    back = trash.take_back(thrown, by=user)

    assert (back.state, back.title, back.trashed_at) == (state, article.title, None)
    assert list(Event.objects.of(article).order_by("pk").values_list("name", flat=True))[-2:] == [
        "throw_away",
        "take_back",
    ]


@pytest.mark.parametrize("fields", [{}, {"state": "withdrawn"}, {"publish_at": timezone.now() + timedelta(days=1)}])
def test_what_was_out_or_is_about_to_be_is_not_thrown_away(fields):
    article = make_article(**fields)

    with pytest.raises(PermissionDenied):
        trash.throw_away(article, by=make_user(*ALL))
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.update(trashed_at=timezone.now())


def test_after_thirty_days_a_thing_is_forgotten_and_its_record_stays():
    old, user = make_article(state="draft", title="Cũ"), make_user(*ALL)
    trash.throw_away(old, by=user)
    Article.objects.update(trashed_at=trash.retention_start() - timedelta(seconds=1))
    old.refresh_from_db()
    with pytest.raises(PermissionDenied):
        trash.take_back(old, by=user)

    trash.throw_away(make_article(state="draft"), by=user)

    assert not Article.objects.filter(pk=old.pk).exists()
    assert not Revision.objects.filter(object_id=old.pk, content__title="Cũ").exists()
    assert Event.objects.filter(object_id=old.pk, name="delete", thing_text="Cũ").exists()


def test_page_that_others_hang_on_is_not_forgotten():
    page, user = make_page(state="draft"), make_user(*ALL)
    make_page(parent=page)
    trash.throw_away(page, by=user)
    type(page).objects.filter(pk=page.pk).update(trashed_at=trash.retention_start() - timedelta(days=1))

    trash.throw_away(make_page(state="draft"), by=user)

    assert type(page).objects.filter(pk=page.pk).exists()
    assert not Event.objects.filter(name="delete").exists()


def test_open_edit_without_readers_is_refused_by_the_database():
    make_article(state="draft")

    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.update(edit_state="draft")


@pytest.mark.sqlite
def test_what_lies_on_the_desk_is_counted_in_its_index():
    with CaptureQueriesContext(connection) as queries:
        Article.objects.not_trashed().count()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {queries[0]['sql']}")
        assert "COVERING INDEX news_article_desk" in cursor.fetchall()[0][3]
