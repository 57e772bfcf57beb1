import feedparser
import pytest

from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_image,
    make_programme,
    make_settings,
    make_source,
    make_tag,
    make_video,
)

pytestmark = pytest.mark.django_db

KINDS = ["rss", "atom"]


def read(client, path):
    feed = feedparser.parse(client.get(path).content)
    assert not feed.bozo, feed.bozo_exception
    return feed


@pytest.mark.parametrize("path", ["/rss/", "/tin-tuc/rss/", "/atom/", "/tin-tuc/atom/"])
def test_latest_feed_holds_the_whole_text_beside_the_summary(client, path):
    article = make_article(summary="Tóm tắt.", body="<p>Câu đầu.</p><p>Câu cuối.</p>")

    [entry] = read(client, path).entries

    assert (entry.title, entry.summary) == (article.title, "Tóm tắt.")
    assert "<p>Câu cuối.</p>" in entry.content[0].value
    assert entry.link == f"http://127.0.0.1:8000{article.get_absolute_url()}"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("under", ["chuyen-muc", "tac-gia", "nguon", "the"])
def test_each_list_of_articles_has_its_feeds(client, under, kind):
    relations = {
        "category": make_category(slug="x"),
        "authors": [make_author(slug="x")],
        "source": make_source(slug="x"),
        "tags": [make_tag(slug="x")],
    }
    article = make_article(**relations)
    make_article()

    feed = read(client, f"/{under}/x/{kind}/")

    assert [entry.title for entry in feed.entries] == [article.title]
    assert feed.feed.links[0].href == f"http://127.0.0.1:8000/{under}/x/"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", ["/video/", "/chuyen-de/x/"])
def test_each_list_of_videos_has_its_feeds(client, path, kind):
    video = make_video(programme=make_programme(slug="x"), poster=make_image())

    [entry] = read(client, f"{path}{kind}/").entries

    assert entry.title == video.title
    assert entry.media_content[0]["url"] == f"http://127.0.0.1:8000{video.poster.file.url}"


@pytest.mark.parametrize("kind", KINDS)
def test_feed_is_called_by_list_and_site_and_names_its_own_address(client, kind):
    make_settings(organisation="Mặt trận", province="tỉnh Sông Hồng")
    make_category(slug="x", name="Giám sát")

    feed = read(client, f"/chuyen-muc/x/{kind}/").feed

    assert feed.title == "Giám sát - Mặt trận tỉnh Sông Hồng"
    [own] = [link.href for link in feed.links if link.rel == "self"]
    assert own == f"http://127.0.0.1:8000/chuyen-muc/x/{kind}/"


@pytest.mark.parametrize("kind", KINDS)
def test_entry_carries_authors_categories_picture_and_a_lasting_name(client, kind):
    authors = [make_author(name="Lê Nga"), make_author(name="Trần Bình")]
    category, tags = make_category(name="Giám sát"), [make_tag(name="hòa giải")]
    article = make_article(category=category, authors=authors, tags=tags, lead_image=make_image())

    [entry] = read(client, f"/{kind}/").entries

    assert [author.name for author in entry.authors] == ["Lê Nga", "Trần Bình"]
    assert [tag.term for tag in entry.tags] == ["Giám sát", "hòa giải"]
    assert entry.id.startswith("tag:127.0.0.1,")
    assert entry.id.endswith(f":article/{article.pk}")
    [enclosure] = entry.enclosures
    assert enclosure.href == f"http://127.0.0.1:8000{article.lead_image.file.url}"
    assert (enclosure.type, int(enclosure.length)) == ("image/png", article.lead_image.file.size)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", ["/the/khong-co/{}/", "/chuyen-de/khong-co/{}/", "/chuyen-muc/x%00/{}/"])
def test_feed_of_an_unknown_list_is_not_found(client, path, kind):
    assert client.get(path.format(kind)).status_code == 404
