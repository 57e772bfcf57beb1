"""How many queries the pages ask that readers open most, cold, with everything on them that they can have."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import (
    make_announcement,
    make_article,
    make_attachment,
    make_author,
    make_category,
    make_highlight,
    make_image,
    make_link,
    make_menu_item,
    make_page,
    make_programme,
    make_settings,
    make_tag,
    make_video,
)
from traffic.models import DailyViews

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    """One article of many that has all an article can have."""
    make_settings(emblem=make_image())
    top = make_category()
    below = make_category(parent=make_category(parent=top))
    tags, programme = [make_tag(), make_tag()], make_programme()
    for number in range(12):
        at = timezone.now() - timedelta(hours=number)
        article = make_article(
            category=below, publish_at=at, tags=tags, lead_image=make_image(), authors=[make_author(), make_author()]
        )
        DailyViews.objects.create(kind="article", thing_id=article.pk, day=timezone.localdate(), count=number)
        make_article(category=make_category(), publish_at=at)
        film = {"file": "video/a.mp4", "captions": "WEBVTT", "chapters": "0:00 Lời chào"}
        make_video(programme=programme, issue_month=date(2020, number + 1, 1), poster=make_image(), **film), make_link()
    make_highlight(article=article)
    make_menu_item(category=top), make_menu_item(page=make_page()), make_announcement()
    article.attachments.set([make_attachment()])
    return article


def test_home_asks_sixteen_queries_at_most(client, article, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        page = client.get("/")

    assert page.context["lead"] == [article]
    assert len(page.context["blocks"]) == 13
    assert b"7 ng\xc3\xa0y qua" in page.content


def test_article_asks_sixteen_queries_at_most(client, article, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        page = client.get(article.get_absolute_url())

    assert page.context["newer"]
    assert len(page.context["related"]) == 5


def test_segment_asks_fourteen_queries_at_most(client, article, django_assert_max_num_queries):
    fields = {"poster": make_image(), "attachments": [make_attachment()]}
    video = make_video(programme=make_programme(), issue_month=date(2020, 9, 1), **fields)

    with django_assert_max_num_queries(14):
        client.get(video.get_absolute_url())


@pytest.mark.parametrize("open_pages", [1, 2])
def test_article_asks_six_queries_at_most_while_the_shared_parts_are_cached(door, article, open_pages):
    door.turn()
    door.get(make_article().get_absolute_url())

    with CaptureQueriesContext(connection) as queries:
        for _ in range(open_pages):
            door.get(article.get_absolute_url())

    assert len(queries) <= 6
