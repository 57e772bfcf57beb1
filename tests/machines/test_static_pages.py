"""Staff's own pages where machines and people look for all pages."""

import pytest

from tests.factories import make_page

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
