"""One act is one announcement for each thing it changes, however many columns and relations it writes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publishing.duplicating import duplicate
from publishing.merging import merge
from publishing.workflow import make_move, place
from tests.factories import make_article, make_author, make_tag, make_user
from tests.publishing.editing import ALL, write
from traffic.models import Generation

pytestmark = pytest.mark.django_db


def relations():
    return {"authors": [make_author(), make_author()], "tags": [make_tag(), make_tag()], "related": [make_article()]}


def with_approved_edit():
    """An article whose edit changes a column and three relations."""
    article, user = make_article(**relations()), make_user(*ALL)
    article = make_move("submit", write(article, by=user, title="Sửa", relations=relations()), by=user)
    return make_move("approve", article, by=make_user(*ALL))


def test_publishing_an_edit_is_one_announcement_and_sixty_queries_at_most(heard):
    article, editor, before = with_approved_edit(), make_user(*ALL), Generation.objects.count()
    heard.clear()

    with CaptureQueriesContext(connection) as queries:
        make_move("publish", article, by=editor)

    assert heard == [(article, article.address(), False)]
    assert Generation.objects.count() == before + 1
    assert len(queries) <= 60


@pytest.mark.parametrize("moves", [["withdraw"], ["withdraw", "restore"]], ids=["withdraw", "restore"])
def test_moves_of_what_is_out_are_one_announcement_each(heard, moves):
    article, editor = make_article(**relations()), make_user(*ALL)
    heard.clear()

    for move in moves:
        make_move(move, article, by=editor, note="Vì sai.")

    assert heard == [(article, article.address(), False)] * len(moves)


def test_placing_with_relations_is_one_announcement(heard):
    article = make_article(state="draft", **relations())
    heard.clear()

    place(article, "published")

    assert heard == [(article, article.address(), False)]


def test_merging_announces_the_one_that_stays_once_and_each_that_goes(heard):
    kept, others = make_author(), [make_author(), make_author()]
    make_article(authors=others)
    gone = [(other.address(), True) for other in others]
    heard.clear()

    merge(kept, others, by=make_user())

    assert [(address, deleted) for _, address, deleted in heard] == [*gone, (kept.address(), False)]


def test_a_copy_of_what_is_out_is_written_in_silence(heard):
    article = make_article(**relations())
    heard.clear()

    duplicate(article, by=make_user())

    assert heard == []
