from datetime import timedelta

import pytest
from django.utils import timezone

from news.models import Article
from publishing.workflow import make_move, place
from tests.factories import make_article, make_link, make_user
from tests.kinds import each_kind

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
UNSEEN = [
    {"state": "draft"},
    {"state": "in_review"},
    {"state": "approved"},
    {"state": "withdrawn"},
    {"publish_at": timezone.now() + DAY},
    {"publish_at": timezone.now() - 2 * DAY, "unpublish_at": timezone.now() - DAY},
]


@pytest.mark.parametrize("fields", UNSEEN)
@each_kind
def test_what_is_not_out_is_never_found(client, titles, make, fields):
    thing = make(title="Chim hoàng anh", **fields)

    assert titles("hoàng anh") == []
    assert thing.slug not in client.get("/tim-kiem/?q=hoàng+anh").content.decode()


@pytest.mark.parametrize("withdrawal", ["in_error", "with_notice"])
def test_withdrawn_article_vanishes_at_once_and_comes_back_when_restored(titles, withdrawal):
    article, user = make_article(title="Chim hoàng anh"), make_user("publishing.publish")

    make_move("withdraw", article, by=user, note="Sai", withdrawal=withdrawal)
    assert titles("hoàng anh") == []

    make_move("restore", article, by=user)
    assert titles("hoàng anh") == ["Chim hoàng anh"]


def test_clock_alone_brings_out_and_takes_down(titles, monkeypatch):
    out, down = timezone.now() + DAY, timezone.now() + 2 * DAY
    make_article(title="Chim hoàng anh", publish_at=out, unpublish_at=down)

    monkeypatch.setattr(timezone, "now", lambda: out)
    assert titles("hoàng anh") == ["Chim hoàng anh"]

    monkeypatch.setattr(timezone, "now", lambda: down)
    assert titles("hoàng anh") == []


def test_unscheduled_article_does_not_come_out(titles, monkeypatch):
    article = make_article(title="Chim hoàng anh", publish_at=timezone.now() + DAY)
    make_move("unschedule", article, by=make_user("publishing.publish"))
    later = timezone.now() + 2 * DAY

    monkeypatch.setattr(timezone, "now", lambda: later)

    assert titles("hoàng anh") == []


@pytest.mark.parametrize("remove", [lambda rows: rows.get().delete(), lambda rows: rows.delete()])
def test_deleted_article_is_not_found(titles, remove):
    make_article(title="Chim hoàng anh")

    remove(Article.objects.all())

    assert titles("hoàng anh") == []


def test_link_taken_from_the_directory_is_not_found(titles):
    link = make_link(title="Chim hoàng anh")

    link.is_active = False
    link.save()

    assert titles("hoàng anh") == []


def test_bulk_change_is_followed(titles):
    make_article(title="Chim hoàng anh"), make_article(title="Chim hoàng yến")

    Article.objects.filter(title="Chim hoàng anh").update(state="withdrawn")
    Article.objects.filter(title="Chim hoàng yến").update(title="Chim sẻ")

    assert titles("chim") == ["Chim sẻ"]
    assert titles("hoàng") == []


def test_instance_older_than_its_row_brings_nothing_back(titles):
    article = make_article(title="Chim hoàng anh")
    old_instance = Article.objects.get(pk=article.pk)
    place(article, "withdrawn")

    old_instance.authors.set([])
    old_instance.tags.create(name="chim")

    assert titles("hoàng anh") == []
