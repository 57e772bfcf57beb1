"""Files at well-known addresses: robots.txt, security.txt, manifest, favicon; and the site map page."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils import timezone
from PIL import Image

from portal.seo import colours
from tests.factories import make_category, make_programme, make_settings

pytestmark = pytest.mark.django_db


def fields_of(client):
    """The fields of security.txt; each stands once."""
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    assert len(fields) == len(lines)
    return fields


def test_robots_keeps_machines_out_of_the_admin_and_names_the_sitemaps(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in lines
    assert "Sitemap: http://127.0.0.1:8000/sitemap-news.xml" in lines


def test_security_txt_says_whom_to_tell_and_holds_less_than_a_year(client):
    make_settings(email="an+ninh@example.vn")

    fields = fields_of(client)

    assert fields["Contact"] == "mailto:an+ninh@example.vn"
    assert fields["Canonical"] == "http://127.0.0.1:8000/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "vi"
    left = datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert timedelta(days=90) < left < timedelta(days=365)


def test_security_txt_without_an_address_leads_to_the_site(client):
    assert fields_of(client)["Contact"] == "http://127.0.0.1:8000/"


def test_manifest_names_the_site_and_icons_that_are_there(client):
    make_settings(organisation="Mặt trận", province="tỉnh Sông Hồng")

    answer = client.get("/site.webmanifest")

    assert answer["Content-Type"] == "application/manifest+json"
    manifest = answer.json()
    assert manifest["name"] == "Mặt trận tỉnh Sông Hồng"
    for icon in manifest["icons"]:
        with Image.open(finders.find(icon["src"].removeprefix("/static/"))) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]


def test_favicon_leads_to_the_icon(client):
    answer = client.get("/favicon.ico")

    assert (answer.status_code, answer["Location"]) == (302, "/static/site/icon.png")


def test_colours_are_those_of_the_style_sheet():
    tokens = (settings.BASE_DIR / "static" / "site" / "tokens.css").read_text()
    ours = {name.lower().replace("_", "-"): value for name, value in vars(colours).items() if name.isupper()}

    for name, value in ours.items():
        assert f"--{name.removeprefix('dark-')}: {value};" in tokens


def test_site_map_shows_the_tree_of_categories_programmes_and_feeds(client, django_assert_max_num_queries):
    above = make_category(name="Giám sát")
    below = make_category(name="Phản biện", parent=make_category(parent=above))
    programme = make_programme()

    with django_assert_max_num_queries(12):
        page = client.get("/so-do/").content.decode()

    main = page[page.index("<main") : page.index("</main>")]
    assert main.index("Giám sát") < main.index("Phản biện")
    for thing in (above, below, programme):
        assert f'<a href="{thing.get_absolute_url()}">{thing}</a>' in main
        assert f'<a href="{thing.get_absolute_url()}rss/">RSS</a>' in main
