"""What readers, feed readers and search engines have of a kind that nothing outside its package names."""

from io import BytesIO

import feedparser
import pytest
from PIL import Image

from publishing.workflow import make_move
from tests.factories import make_attachment, make_user
from tests.publishing.editing import ALL
from tests.seo.page_head import head_of
from tests.seo.test_sitemaps import listed, locations

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


def test_list_shows_what_is_public(client, make_decree):
    make_decree(title="Đã đăng", summary="Về đất đai"), make_decree(title="Còn nháp", state="draft")

    page = client.get("/quyet-dinh/").text

    assert "<h1>Quyết định</h1>" in page
    assert "Đã đăng" in page
    assert "Về đất đai" in page
    assert "Còn nháp" not in page


def test_list_goes_on_page_by_page(client, make_decree):
    for number in range(30):
        make_decree(title=f"Quyết định {number}")

    first = client.get("/quyet-dinh/").context["page"]
    then = client.get(f"/quyet-dinh/{first.older}").context["page"]

    assert len({thing.pk for page in (first, then) for thing in page.things}) == 30


def test_page_shows_text_and_files(client, make_decree):
    decree = make_decree(title="Về đất đai", body="<p>Điều 1.</p>", attachments=[make_attachment(title="Phụ lục")])

    page = client.get(decree.get_absolute_url()).text

    assert decree.get_absolute_url() == f"/quyet-dinh/ve-dat-dai-{decree.pk}/"
    for text in ("<h1>Về đất đai</h1>", "<p>Điều 1.</p>", "Phụ lục"):
        assert text in page


def test_file_can_be_had_as_long_as_what_carries_it_is_public(client, make_decree):
    file = make_attachment()
    decree = make_decree(attachments=[file])
    assert b"".join(client.get(file.get_absolute_url())).startswith(b"%PDF")

    make_move("withdraw", decree, by=make_user(*ALL), note="Xem lại")

    assert client.get(file.get_absolute_url()).status_code == 410


@pytest.mark.parametrize("withdrawal", ["in_error", "with_notice", "merged"])
def test_withdrawn_one_answers_as_it_was_withdrawn(client, make_decree, withdrawal):
    decree, status = make_decree(), {"in_error": 410, "with_notice": 200, "merged": 301}
    more = {"merged_into": make_decree()} if withdrawal == "merged" else {}

    make_move("withdraw", decree, by=make_user(*ALL), note="Xem lại", withdrawal=withdrawal, **more)

    response = client.get(decree.get_absolute_url())
    assert response.status_code == status[withdrawal]
    assert ("Quyết định đã được gỡ ngày" in response.text) == (withdrawal == "with_notice")


@pytest.mark.parametrize("suffix", ["rss", "atom"])
def test_feeds_hold_the_whole_text(client, make_decree, suffix):
    decree = make_decree(summary="Về đất đai", body="<p>Điều 1.</p>")

    feed = feedparser.parse(client.get(f"/quyet-dinh/{suffix}/").content)

    [entry] = feed.entries
    assert (entry.title, entry.summary) == (decree.title, "Về đất đai")
    assert "<p>Điều 1.</p>" in entry.content[0].value
    assert f"/quyet-dinh/{suffix}/" in client.get("/quyet-dinh/").text


def test_sitemap_and_site_map_lead_to_it(client, make_decree):
    decree = make_decree()

    assert f"{SITE}{decree.get_absolute_url()}" in listed(client)
    assert f"{SITE}/quyet-dinh/" in locations(client, "/sitemap-trang.xml")
    assert '<a href="/quyet-dinh/">Quyết định</a>' in client.get("/so-do/").text


def test_head_says_what_it_is(client, make_decree):
    decree = make_decree(summary="Về đất đai")

    head = head_of(client, decree.get_absolute_url())

    assert head.links["canonical"] == [f"{SITE}{decree.get_absolute_url()}"]
    assert head.meta["og:description"] == ["Về đất đai"]
    assert head.block("Article")["name"] == decree.title
    names = [each["name"] for each in head.block("BreadcrumbList")["itemListElement"]]
    assert names[:2] == ["Trang chủ", "Quyết định"]
    card = client.get(head.meta["og:image"][0].removeprefix(SITE))
    assert Image.open(BytesIO(card.content)).format == "PNG"
