"""Structured data with the properties that Google requires or recommends for each kind."""

from datetime import datetime

import pytest

from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_image,
    make_programme,
    make_settings,
    make_tag,
    make_video,
)
from tests.seo.page_head import head_of

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


def test_article_is_a_news_article(client):
    make_settings(organisation="Mặt trận", province="tỉnh Sông Hồng", emblem=make_image())
    authors = [make_author(name="Lê Nga"), make_author(name="Trần Bình")]
    article = make_article(title="Hội nghị", authors=authors, lead_image=make_image(), tags=[make_tag(name="cây")])

    data = head_of(client, article.get_absolute_url()).block("NewsArticle")

    assert data["@context"] == "https://schema.org"
    assert data["headline"] == "Hội nghị"
    assert data["image"]["url"] == f"{SITE}{article.lead_image.responsive('social').fallback}"
    assert [(author["@type"], author["name"]) for author in data["author"]] == [
        ("Person", "Lê Nga"),
        ("Person", "Trần Bình"),
    ]
    assert data["author"][0]["url"] == f"{SITE}{authors[0].get_absolute_url()}"
    assert (data["publisher"]["@type"], data["publisher"]["name"]) == ("Organization", "Mặt trận tỉnh Sông Hồng")
    assert data["publisher"]["logo"].startswith(f"{SITE}/media/")
    assert data["mainEntityOfPage"]["@id"] == f"{SITE}{article.get_absolute_url()}"


def test_dates_bear_their_time_zone_and_agree(client):
    article = make_article()

    data = head_of(client, article.get_absolute_url()).block("NewsArticle")

    published, modified = [datetime.fromisoformat(data[name]) for name in ("datePublished", "dateModified")]
    assert published.utcoffset().total_seconds() == 7 * 3600
    assert published <= modified
    assert published == article.publish_at.replace(microsecond=0)


def test_article_without_author_is_the_organisations(client):
    data = head_of(client, make_article().get_absolute_url()).block("NewsArticle")

    assert [author["@type"] for author in data["author"]] == ["Organization"]


def test_uploaded_video_is_a_video_object_that_can_be_fetched(client):
    video = make_video(file="video/a.mp4", youtube_id="", poster=make_image(), duration=725, summary="Tóm tắt")

    data = head_of(client, video.get_absolute_url()).block("VideoObject")

    assert (data["name"], data["description"], data["duration"]) == (video.title, "Tóm tắt", "PT725S")
    assert data["thumbnailUrl"] == f"{SITE}{video.poster.responsive('social').fallback}"
    assert data["contentUrl"] == f"{SITE}/media/video/a.mp4"
    assert datetime.fromisoformat(data["uploadDate"]).utcoffset()


def test_video_of_youtube_is_embedded_from_the_host_without_cookies(client):
    data = head_of(client, make_video(youtube_id="dQw4w9WgXcQ").get_absolute_url()).block("VideoObject")

    assert data["embedUrl"] == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
    assert data["thumbnailUrl"].startswith(f"{SITE}/anh-chia-se/video-")


def test_what_is_said_in_a_film_is_told_without_its_moments(client):
    video = make_video(transcript="00:12 Kính thưa bà con.\n1:02:05 Xin chào.\nLúc 10:30 hôm qua </script>")

    data = head_of(client, video.get_absolute_url()).block("VideoObject")

    assert data["transcript"] == "Kính thưa bà con.\nXin chào.\nLúc 10:30 hôm qua </script>"


def test_breadcrumbs_lead_from_home_to_the_page(client):
    above = make_category(name="Giám sát")
    category = make_category(name="Phản biện", parent=above)
    article = make_article(category=category)

    steps = head_of(client, article.get_absolute_url()).block("BreadcrumbList")["itemListElement"]

    assert [step["position"] for step in steps] == [1, 2, 3, 4]
    assert [step["name"] for step in steps] == ["Trang chủ", "Giám sát", "Phản biện", article.title]
    things = (above, category, article)
    assert [step["item"] for step in steps[1:]] == [f"{SITE}{thing.get_absolute_url()}" for thing in things]


def test_breadcrumbs_of_a_segment_pass_by_its_programme(client):
    video = make_video(programme=make_programme(name="Đại Đoàn kết"))

    steps = head_of(client, video.get_absolute_url()).block("BreadcrumbList")["itemListElement"]

    assert [step["name"] for step in steps] == ["Trang chủ", "Video", "Đại Đoàn kết", video.title]


def test_home_says_who_runs_the_site_and_how_to_search_it(client):
    make_settings(email="mttq@example.vn")

    head = head_of(client, "/")

    website, organisation = head.block("WebSite"), head.block("Organization")
    assert website["potentialAction"]["target"]["urlTemplate"] == f"{SITE}/tim-kiem/?q={{search_term_string}}"
    assert website["potentialAction"]["query-input"] == "required name=search_term_string"
    assert website["publisher"]["@id"] == organisation["@id"]
    assert organisation["email"] == "mttq@example.vn"
    assert organisation["logo"] == f"{SITE}/static/site/icon-512.png"
