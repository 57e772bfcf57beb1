"""Staff's own pages where machines and people look for all pages."""

import pytest
from django.utils import timezone

from tests.factories import make_page, make_settings
from tests.seo.page_head import head_of

pytestmark = pytest.mark.django_db


def test_site_map_shows_the_pages_that_are_out_in_their_tree(client):
    about = make_page(title="Giới thiệu")
    below = make_page(title="Cơ cấu tổ chức", parent=about)
    make_page(title="Đang viết", state="draft")

    page = client.get("/so-do/").content.decode()

    assert page.index(f'"level-1"><a href="{about.get_absolute_url()}"') < page.index(
        f'"level-2"><a href="{below.get_absolute_url()}"'
    )
    assert "Đang viết" not in page


def test_sitemap_leads_to_the_pages_that_are_out(client):
    page, draft = make_page(), make_page(state="draft")

    sitemap = client.get(f"/sitemap-trang-{page.pk // 1000}.xml").content.decode()

    assert f"{page.get_absolute_url()}</loc>" in sitemap
    assert draft.get_absolute_url() not in sitemap


def test_page_is_described_by_its_summary_else_by_the_site(client):
    make_settings(tagline="Đoàn kết")
    about, contact = make_page(summary="Chúng tôi là ai"), make_page()

    assert head_of(client, about.get_absolute_url()).meta["og:description"] == ["Chúng tôi là ai"]
    assert head_of(client, contact.get_absolute_url()).meta["og:description"] == ["Đoàn kết"]


def test_sitemap_says_when_a_page_changed_as_w3c_writes_it(client):
    page = make_page()

    sitemap = client.get(f"/sitemap-trang-{page.pk // 1000}.xml").content.decode()

    changed = timezone.localtime(page.modified_at).isoformat(timespec="seconds")
    assert f"{page.get_absolute_url()}</loc><lastmod>{changed}</lastmod>" in sitemap
