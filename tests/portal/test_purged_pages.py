"""What was taken down is not shown while the database is down either, though nobody has asked for it in between."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publishing import workflow
from tests.factories import make_article, make_user
from tests.traffic.test_lost_database import database_failing_at
from traffic import page_snapshot
from traffic.page_store import PageStore

TITLE = "Tin phải gỡ"
WAYS = {
    "withdrawn": lambda article, **how: move("withdraw", article, note="Sai số liệu", **how),
    "deleted": lambda article: article.delete(),
    "given an end": lambda article: end(article, timezone.now() + timedelta(hours=1)),
}


def move(name, article, **how):
    workflow.make_move(name, article, by=make_user("publishing.publish"), **how)


def end(article, moment):
    article.unpublish_at = moment
    article.save()


@pytest.fixture
def article(door):
    """One whose page is cached, and others that mention it."""
    article = make_article(title=TITLE)
    paths = [article.get_absolute_url(), "/", "/tin-tuc/", "/rss/", "/lien-ket/"]
    assert [TITLE in door.get(path).text for path in paths] == [True, True, True, True, False]
    return article


def lose_database(door):
    with database_failing_at("SELECT"):
        door.turn()


@pytest.mark.parametrize("way", WAYS)
def test_no_page_that_shows_it_goes_out_without_a_database(way, door, article):
    path = article.get_absolute_url()
    WAYS[way](article)
    door.turn()
    lose_database(door)

    answers = [door.get(each) for each in (path, "/", "/tin-tuc/", "/rss/")]

    assert [(answer.status, TITLE in answer.text) for answer in answers] == [(503, False)] * 4
    assert door.get("/lien-ket/").status == 200


@pytest.mark.parametrize("withdrawal", ["with_notice", "merged"])
def test_so_it_is_with_what_answers_otherwise_from_then_on(withdrawal, door, article):
    other = make_article() if withdrawal == "merged" else None
    WAYS["withdrawn"](article, withdrawal=withdrawal, merged_into=other)
    door.turn()
    lose_database(door)

    assert door.get(article.get_absolute_url()).status == 503


def test_what_was_changed_alone_goes_on_being_shown(door, article):
    article.title = "Tin đã sửa"
    article.save()
    door.turn()
    lose_database(door)

    assert TITLE in door.get(article.get_absolute_url()).text


def test_process_that_starts_then_has_no_page_of_it_from_the_disk(door, article):
    door.application._save_pages()
    WAYS["withdrawn"](article)
    door.turn()
    store = PageStore(10**6)
    page_snapshot.load(store, door.application._snapshot)

    found = {path for path, _ in dict(store.pages())}

    assert "/lien-ket/" in found
    assert found.isdisjoint({article.get_absolute_url(), "/", "/tin-tuc/", "/rss/"})


def test_process_that_missed_it_drops_the_pages_it_finds_on_the_disk(door, article):
    application = door.application
    WAYS["withdrawn"](article)
    page_snapshot.save(application.store, application._snapshot)  # by a node that was cut off
    application.close()

    application.open(housekeeping=False)
    lose_database(door)

    assert door.get(article.get_absolute_url()).status == 503
    assert door.get("/lien-ket/").status == 200


def test_what_is_out_again_is_cached_as_before(door, article):
    WAYS["withdrawn"](article)
    door.turn()
    move("restore", article)
    door.turn()
    assert door.get(article.get_absolute_url()).status == 200
    make_article()
    door.turn()
    lose_database(door)

    assert TITLE in door.get(article.get_absolute_url()).text
