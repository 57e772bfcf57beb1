from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from portal.seo import sitemaps
from publishing.kinds import all_descriptions
from tests.factories import (
    make_article,
    make_image,
)
from tests.kinds import each_kind, factory_of, show

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
DAY = timedelta(days=1)
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}loc"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def locations(client, path, tag=LOC):
    return [found.text for found in ElementTree.fromstring(client.get(path).content).iter(tag)]


def listed(client):
    """Everything the sitemap leads to, page by page."""
    return [address for page in locations(client, "/sitemap.xml") for address in locations(client, page[len(SITE) :])]


def test_sitemap_leads_to_everything_public_once(client):
    things = [show(factory_of(each)()) for each in all_descriptions() if each.in_sitemap]

    found = listed(client)

    assert {f"{SITE}{thing.get_absolute_url()}" for thing in things} <= set(found)
    assert {f"{SITE}/", f"{SITE}/tin-tuc/", f"{SITE}/so-do/"} <= set(found)
    assert len(found) == len(set(found))


@each_kind
@pytest.mark.parametrize(
    "fields",
    [
        {"state": "draft"},
        {"state": "withdrawn"},
        {"publish_at": timezone.now() + DAY},
        {"publish_at": timezone.now() - DAY, "unpublish_at": timezone.now()},
    ],
)
def test_sitemap_names_nothing_that_is_not_out(client, make, fields):
    thing = make(**fields)

    assert f"{SITE}{thing.get_absolute_url()}" not in listed(client)


def test_many_things_are_cut_at_round_ids_and_none_is_lost(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "IDS_A_PAGE", 3)
    articles = [make_article() for _ in range(8)]

    pages = [page for page in locations(client, "/sitemap.xml") if "bai-viet" in page]

    assert len(pages) in {3, 4}
    assert {f"{SITE}{article.get_absolute_url()}" for article in articles} <= set(listed(client))
    assert all(len(locations(client, page[len(SITE) :])) <= 3 for page in pages)


def test_page_costs_the_same_however_many_things_there_are(client, django_assert_num_queries):
    articles = [make_article(lead_image=make_image()) for _ in range(5)]

    with django_assert_num_queries(3):  # the first id, the last, the page
        client.get(f"/sitemap-bai-viet-{articles[-1].pk // sitemaps.IDS_A_PAGE}.xml")


@pytest.mark.parametrize(("path", "queries"), [("/sitemap.xml", 16), ("/sitemap-news.xml", 2)])
def test_index_and_news_cost_the_same_however_many_things_there_are(client, path, queries, django_assert_num_queries):
    for _ in range(5):
        make_article()

    with django_assert_num_queries(queries):  # of each section the first id and the last; the name and the news
        client.get(path)


def test_lead_picture_stands_in_the_sitemap(client):
    article = make_article(lead_image=make_image())

    pictures = locations(client, f"/sitemap-bai-viet-{article.pk // sitemaps.IDS_A_PAGE}.xml", IMAGE)

    assert pictures == [f"{SITE}{article.lead_image.file.url}"]


@pytest.mark.parametrize("page", ["khong-co-0", "bai-viet-" + "9" * 30, "bai-viet--1", "bai-viet", "video-0"])
def test_unknown_page_of_the_sitemap_is_not_found(client, page):
    make_article()

    assert client.get(f"/sitemap-{page}.xml").status_code == 404


def test_news_are_of_the_last_two_days(client):
    new = make_article(title="Tin & <mới>", publish_at=timezone.now() - timedelta(hours=47))
    make_article(publish_at=timezone.now() - timedelta(hours=49))

    tree = ElementTree.fromstring(client.get("/sitemap-news.xml").content)

    assert [found.text for found in tree.iter(f"{NEWS}title")] == ["Tin & <mới>"]
    assert [found.text for found in tree.iter(LOC)] == [f"{SITE}{new.get_absolute_url()}"]
    assert [found.text for found in tree.iter(f"{NEWS}language")] == ["vi"]
    assert tree.findtext(f".//{NEWS}publication_date") == timezone.localtime(new.publish_at).isoformat()


def test_empty_site_has_an_empty_sitemap(client):
    assert locations(client, "/sitemap.xml") == [f"{SITE}/sitemap-trang.xml"]
    assert locations(client, "/sitemap-news.xml") == []
