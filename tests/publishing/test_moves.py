from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from publishing.models import Event, Revision, State
from publishing.workflow import MOVES, make_move, open_moves, place
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db

ALL = [f"publishing.{code}" for code in ("submit", "review", "publish", "force")]


@pytest.mark.parametrize(
    ("state", "moves"),
    [
        ("draft", ["submit", "force", "set_date"]),
        ("in_review", ["return", "approve", "force", "set_date"]),
        ("approved", ["return", "publish", "schedule", "force", "set_date"]),
        ("published", ["set_end", "set_date", "withdraw"]),
        ("withdrawn", ["set_date", "restore"]),
    ],
)
def test_each_state_opens_its_moves(state, moves):
    article = make_article(state=state)

    assert open_moves(article, make_user(*ALL)) == moves


def test_scheduled_article_must_be_unscheduled_first():
    article = make_article(publish_at=timezone.now() + timedelta(days=1))

    assert open_moves(article, make_user(*ALL)) == ["unschedule", "set_end"]


def test_unsaved_article_has_no_moves():
    from news.models import Article

    assert open_moves(Article(), make_user(*ALL)) == []


@pytest.mark.parametrize("name", sorted(MOVES))
def test_nobody_moves_without_the_permission(name):
    for state in State.values:
        article = make_article(state=state)
        with pytest.raises(PermissionDenied):
            make_move(name, article, by=make_user(), note="Lý do", at=timezone.now() + timedelta(days=1))


def test_article_walks_from_draft_to_reader_with_a_record_of_each_step(client):
    writer, editor, secretary = (
        make_user("publishing.submit"),
        make_user("publishing.review"),
        make_user("publishing.publish"),
    )
    article = make_article(state="draft")

    make_move("submit", article, by=writer)
    make_move("approve", article, by=editor)
    make_move("publish", article, by=secretary)

    assert client.get(article.get_absolute_url()).status_code == 200
    record = Event.objects.of(article).order_by("pk").values_list("name", "by")
    assert list(record)[1:] == [("submit", writer.pk), ("approve", editor.pk), ("publish", secretary.pk)]


@pytest.mark.parametrize(("name", "state"), [("return", "in_review"), ("force", "draft"), ("withdraw", "published")])
def test_a_move_that_needs_a_reason_is_refused_without_one(name, state):
    article = make_article(state=state)

    with pytest.raises(ValidationError, match="lý do"):
        make_move(name, article, by=make_user(*ALL), note="  ")

    article.refresh_from_db()
    assert article.state == state


def test_withdrawing_and_restoring_keeps_the_date_readers_see():
    article, user = make_article(publish_at=timezone.now() - timedelta(days=9)), make_user(*ALL)

    withdrawn = make_move("withdraw", article, by=user, note="Sai số liệu")
    restored = make_move("restore", withdrawn, by=user)

    assert restored.state == "published"
    assert restored.publish_at == article.publish_at


def test_merging_into_nothing_or_itself_is_refused():
    article = make_article()

    for target in (None, article):
        with pytest.raises(ValidationError, match="bài khác"):
            make_move("withdraw", article, by=make_user(*ALL), note="Trùng", withdrawal="merged", merged_into=target)


def test_place_saves_an_unsaved_article_with_one_revision():
    article = make_article(state="approved")

    place(article, "published")

    assert Revision.objects.of(article).get().state == "published"
