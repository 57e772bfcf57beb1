from xml.etree import ElementTree

import pytest

from tests.factories import make_article, make_category, make_programme, make_video

pytestmark = pytest.mark.django_db

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def addresses(client, path):
    return [loc.text for loc in ElementTree.fromstring(client.get(path).content).iter(LOC)]


def test_sitemap_leads_to_everything_public(client):
    article, video, programme = make_article(), make_video(), make_programme()
    category = make_category()

    listed = []
    for section in addresses(client, "/sitemap.xml"):
        listed += addresses(client, section.partition("testserver")[2])

    for thing in (article, video, programme, category):
        assert f"http://testserver{thing.get_absolute_url()}" in listed


def test_robots_keeps_machines_out_of_the_admin_and_names_the_sitemap(client):
    text = client.get("/robots.txt").content.decode()

    assert "Disallow: /admin/" in text
    assert "/sitemap.xml" in text


def test_unknown_sitemap_is_not_found(client):
    assert client.get("/sitemap-khong-co.xml").status_code == 404
