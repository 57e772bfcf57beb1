"""The real pages in the page store: what they are cached by, and what a change of anything on them does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publishing import workflow
from tests.factories import (
    make_announcement,
    make_article,
    make_category,
    make_image,
    make_link,
    make_settings,
    make_user,
)
from tests.traffic.test_lost_database import database_failing_at


def cached_of(door, path):
    door.get(path)
    return door.application.store.get((path, ()))


def test_article_knows_when_it_comes_down(door):
    at = timezone.now() + timedelta(hours=1)
    article = make_article(unpublish_at=at)

    assert cached_of(door, article.get_absolute_url()).gone_at == at.timestamp()


@pytest.mark.parametrize(
    "path", ["/", "/tin-tuc/", "/rss/", "/sitemap-news.xml", "/so-do/", "/lien-ket/", "/robots.txt"]
)
def test_public_page_is_cached(door, path):
    make_article(), make_link()

    assert cached_of(door, path)


@pytest.mark.parametrize("path", ["/tim-kiem/?q=tin", "/admin/login/", "/khong-co/"])
def test_other_page_is_not_cached(door, path):
    door.get(path)

    assert len(door.application.store) == 0


CHANGES = {
    "settings": lambda article: make_settings(organisation="Tên mới"),
    "announcement": lambda article: make_announcement(text="Tên mới"),
    "category": lambda article: type(article.category).objects.filter(pk=article.category_id).update(name="Tên mới"),
    "article": lambda article: type(article).objects.filter(pk=article.pk).update(title="Tên mới"),
    "link": lambda article: make_link(title="Tên mới"),
    "highlight": lambda article: article.highlights.create(article=make_article(title="Tên mới")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_change_of_anything_printed_is_seen_on_the_home_page(door, change):
    article = make_article(category=make_category())
    assert "Tên mới" not in door.get("/").text

    change(article)
    door.turn()

    assert "Tên mới" in door.get("/").text


def test_pictures_are_sent_while_the_database_is_gone(door):
    picture = make_image().file.url
    door.application.housekeeper.database_up = False

    assert door.get(picture).status == 200


def test_what_is_withdrawn_is_gone_from_every_page(door):
    article = make_article(title="Tin cần gỡ")
    pages = [article.get_absolute_url(), "/", "/tin-tuc/", "/rss/", article.category.get_absolute_url()]
    assert all("Tin cần gỡ" in door.get(page).text for page in pages)

    workflow.make_move("withdraw", article, by=make_user("publishing.publish"), note="Sai số liệu")
    door.turn()

    assert [page for page in pages if "Tin cần gỡ" in door.get(page).text] == []
    assert door.get(article.get_absolute_url()).status == 410


def test_page_that_was_cached_stands_in_while_a_new_one_finds_no_database(door):
    path = make_article(title="Tin hôm qua").get_absolute_url()
    door.get(path)
    make_article()
    door.turn()

    with database_failing_at("SELECT"):
        answer = door.get(path)

    assert (answer.status, answer.headers["Cache-Status"]) == (200, "portal; hit; detail=stale")
    assert "Tin hôm qua" in answer.text
