import feedparser
import pytest

from tests.factories import make_article, make_author, make_category, make_source, make_tag

pytestmark = pytest.mark.django_db


def test_latest_feed_holds_the_whole_text(client):
    article = make_article(body="<p>Câu đầu.</p><p>Câu cuối.</p>", authors=[make_author(name="Lê Nga")])

    feed = feedparser.parse(client.get("/rss/").content)

    assert not feed.bozo
    [entry] = feed.entries
    assert entry.title == article.title
    assert "Câu cuối." in entry.description
    assert entry.link.endswith(article.get_absolute_url())


@pytest.mark.parametrize("kind", ["chuyen-muc", "tac-gia", "nguon", "the"])
def test_each_list_has_its_feed(client, kind):
    relations = {
        "category": make_category(slug="x"),
        "authors": [make_author(slug="x")],
        "source": make_source(slug="x"),
        "tags": [make_tag(slug="x")],
    }
    article = make_article(**relations)
    make_article()

    feed = feedparser.parse(client.get(f"/{kind}/x/rss/").content)

    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == [article.title]


def test_feed_of_an_unknown_list_is_not_found(client):
    assert client.get("/the/khong-co/rss/").status_code == 404
