"""What is brought out again with a new date stands there in every list, cached or not, as if it were new."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from publishing.workflow import make_move
from tests.factories import make_article, make_user
from tests.publishing.editing import ALL

LONG_AGO = timezone.now() - timedelta(days=400)


@pytest.fixture
def dated_again(door):
    """Pages that are cached; then the oldest article is withdrawn and brought out again with a new date."""
    articles = [make_article(title=f"Tin lúa {day}", publish_at=LONG_AGO + timedelta(days=day)) for day in range(3)]
    paths = ["/", "/tin-tuc/", "/rss/", archive(LONG_AGO), archive(timezone.now()), articles[0].get_absolute_url()]
    guid = guids(door)[-1]
    for path in paths:
        door.get(path)
    article = make_move("withdraw", articles[0], by=make_user(*ALL), note="Sai")
    article = make_move("restore", article, by=make_user(*ALL), new_date=True)
    door.turn()
    return article, guid


def archive(moment):
    return f"/tin-tuc/{timezone.localtime(moment):%Y/%m/%d}/"


def guids(door):
    return [guid.text for guid in ElementTree.fromstring(door.get("/rss/").text).iter("guid")]


def order_on(page):
    """The three titles in the order in which the page first names each."""
    return sorted((f"Tin lúa {number}" for number in range(3)), key=page.index)


@pytest.mark.parametrize("path", ["/", "/tin-tuc/", "/rss/"])
def test_lists_and_feeds_put_it_first(door, dated_again, path):
    page = door.get(path).text

    assert order_on(page) == ["Tin lúa 0", "Tin lúa 2", "Tin lúa 1"]


def test_archive_has_it_on_the_new_day_alone(door, dated_again):
    assert "Tin lúa 0</a></h2>" in door.get(archive(timezone.now())).text
    assert "Tin lúa 0</a></h2>" not in door.get(archive(LONG_AGO)).text


def test_page_and_sitemap_bear_the_new_day(door, dated_again):
    article, _ = dated_again

    assert f"{timezone.localtime(article.publish_at):%d/%m/%Y}" in door.get(article.get_absolute_url()).text
    assert article.get_absolute_url() in door.get("/sitemap-news.xml").text


def test_feed_keeps_its_name(door, dated_again):
    _, guid = dated_again

    assert guids(door)[0] == guid


def test_search_looks_for_it_on_the_new_day(client, dated_again):
    since = f"{timezone.localdate():%d/%m/%Y}"

    page = client.get("/tim-kiem/", {"q": "lúa", "tu": since}).text

    assert ("Tin lúa 0" in page, "Tin lúa 1" in page) == (True, False)


def test_keyset_goes_on_from_the_new_date(client, dated_again):
    article, _ = dated_again
    microseconds = int(article.publish_at.timestamp() * 1_000_000)

    page = client.get(f"/tin-tuc/?truoc={microseconds}-{article.pk}").text

    assert ("Tin lúa 0</a></h2>" in page, "Tin lúa 2</a></h2>" in page) == (False, True)
