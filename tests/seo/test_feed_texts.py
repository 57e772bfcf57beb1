import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from publishing.absolute_urls import with_absolute_urls
from tests.factories import make_article, make_author, make_image, make_tag, make_video

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
SITE = "http://127.0.0.1:8000"


def text_of(client, path="/rss/"):
    return ElementTree.fromstring(client.get(path).content).find(f".//{CONTENT}").text


def test_links_and_pictures_of_a_text_lead_to_the_site_from_anywhere(client):
    image, video = make_image(), make_video()
    article = make_article(
        body=f'<p><a href="/lien-ket/">Liên kết</a> <a href="https://mattran.vn/">Mặt trận</a></p>'
        f'<figure><img data-image="{image.pk}"></figure><figure class="video" data-video="{video.pk}"></figure>'
        '<p>Chú<sup><a href="#fn-1" id="fnref-1">1</a></sup></p><ol class="footnotes"><li id="fn-1">Ghi</li></ol>'
    )

    addresses = set(re.findall(r'(?:href|src)="([^"]*)"', text_of(client)))

    own = [f"{SITE}/lien-ket/", f"{SITE}{image.responsive('full').fallback}", f"{SITE}{video.get_absolute_url()}"]
    assert addresses == {*own, video.foreign_url, "https://mattran.vn/", f"{SITE}{article.get_absolute_url()}#fn-1"}


def test_every_candidate_of_a_picture_is_made_absolute():
    html = '<picture><source srcset="/media/a.webp 480w, /media/b.webp 2x"><img src="/media/a.jpg"></picture>'

    found = with_absolute_urls(html, "/bai-viet/x-1/")

    assert f'srcset="{SITE}/media/a.webp 480w, {SITE}/media/b.webp 2x"' in found
    assert f'src="{SITE}/media/a.jpg"' in found


def test_request_by_another_name_changes_no_address(client, settings):
    settings.ALLOWED_HOSTS = ["evil.example"]
    make_article()

    for path in ("/rss/", "/atom/", "/sitemap.xml", "/robots.txt", "/"):
        assert "evil" not in client.get(path, headers={"host": "evil.example"}).content.decode()


def test_feed_is_of_the_newest_thirty_in_order(client):
    articles = [make_article(publish_at=timezone.now() - timedelta(hours=n)) for n in range(32)]

    titles = [item.findtext("title") for item in ElementTree.fromstring(client.get("/rss/").content).iter("item")]

    assert titles == [article.title for article in articles[:30]]


def test_entry_of_atom_was_never_changed_before_it_was_published(client):
    make_article(publish_at=timezone.now())

    entry = ElementTree.fromstring(client.get("/atom/").content).find(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}updated") >= entry.findtext(f"{ATOM}published")


@pytest.mark.parametrize("path", ["/rss/", "/atom/"])
def test_feed_costs_the_same_for_one_text_as_for_twenty(client, path, django_assert_num_queries):
    for _ in range(20):
        image, video = make_image(), make_video()
        body = f'<figure><img data-image="{image.pk}"></figure><figure class="video" data-video="{video.pk}"></figure>'
        make_article(body=body, lead_image=image, authors=[make_author()], tags=[make_tag()])

    with django_assert_num_queries(6):  # articles, authors, tags, pictures, videos, the site's name
        client.get(path)


def test_text_without_a_summary_stands_alone(client):
    make_article(summary="", body="<p>Cả bài.</p>")

    assert "<description/>" not in client.get("/rss/").content.decode()
    assert text_of(client) == "<p>Cả bài.</p>"
