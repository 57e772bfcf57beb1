"""Whoever comes second is refused, whatever the two were doing, and nothing of the first is lost."""

import pytest

from publishing import lock, revisions, saving, trash
from publishing.models import Revision
from publishing.workflow import make_move
from tests.factories import make_article, make_user
from tests.publishing.editing import ALL, write

pytestmark = pytest.mark.django_db


def save(article, user, version):
    write(article, by=user, version=version, title="Của tôi")


def move(article, user, version):
    name = {"draft": "submit", "approved": "publish"}[article.state]
    make_move(name, article, by=user, version=version)


def throw_away(article, user, version):
    trash.throw_away(article, by=user, version=version)


def restore_revision(article, user, version):
    saving.restore_revision(article, Revision.objects.of(article).first(), by=user, version=version)


ACTS = [save, move, throw_away, restore_revision]


@pytest.mark.parametrize("first", ACTS)
@pytest.mark.parametrize("second", ACTS)
def test_second_of_two_is_refused(first, second):
    article, one, other = make_article(state="draft"), make_user(*ALL), make_user(*ALL)
    seen = article.version

    first(article, one, seen)
    kept = Revision.objects.of(article).count()

    with pytest.raises(lock.StaleVersion):
        second(article, other, seen)
    assert Revision.objects.of(article).count() == kept


def test_text_is_not_published_that_the_publisher_has_not_seen():
    article = make_article(state="approved", title="Đã xem")
    seen = article.version
    write(article, by=make_user(*ALL), title="Chưa xem")

    with pytest.raises(lock.StaleVersion):
        move(article, make_user(*ALL), seen)

    article.refresh_from_db()
    assert article.state == "in_review"


def test_edits_of_live_text_are_locked_too():
    article, seen = make_article(), make_article().version
    write(article, by=make_user(*ALL), title="Của người kia")

    with pytest.raises(lock.StaleVersion):
        save(article, make_user(*ALL), seen)

    article.refresh_from_db()
    assert revisions.open_revision(article).content["title"] == "Của người kia"


def test_what_is_gone_is_told_apart_from_what_has_changed():
    article = make_article(state="draft")
    type(article).objects.all().delete()

    with pytest.raises(type(article).DoesNotExist):
        lock.lock_version(article, article.version)
