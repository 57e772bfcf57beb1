from datetime import date, timedelta

import feedparser
import pytest
from django.utils import timezone

from portal.pages.models import SiteSettings
from tests.factories import make_image, make_programme, make_video

pytestmark = pytest.mark.django_db


def months(programme, *dates, **fields):
    return [make_video(programme=programme, issue_month=day, title=f"Số {day:%m-%Y}", **fields) for day in dates]


def positions(page, *texts):
    return [page.index(text) for text in texts]


def test_reader_walks_the_videos_to_the_end_and_back(client):
    moment = timezone.now()
    made = [make_video(publish_at=moment - timedelta(hours=number)) for number in range(25)]

    first = client.get("/video/").context["page"]
    second = client.get(f"/video/{first.older}").context["page"]

    assert [*first.things, *second.things] == made
    assert second.older == ""
    assert client.get(f"/video/{second.newer}").context["page"].things == first.things


@pytest.mark.parametrize("cursor", ["x", "1-", "%00", "9" * 40 + "-1"])
def test_nonsense_cursor_is_not_found(client, cursor):
    assert client.get("/video/", {"truoc": cursor}).status_code == 404


def test_programme_shows_its_months_by_year_newest_first(client):
    programme = make_programme(name="Đại Đoàn kết", description="Mỗi tháng một số.")
    months(programme, date(2020, 1, 1), date(2019, 12, 1), date(2020, 9, 1))
    make_video(programme=programme, title="Số đặc biệt")
    make_video(title="Phim lẻ")

    page = client.get(programme.get_absolute_url()).content.decode()
    main = page[page.index("<main") : page.index("</main>")]

    order = positions(
        main, "Năm 2020", "Số 09-2020", "Số 01-2020", "Năm 2019", "Số 12-2019", "Không theo tháng", "Số đặc"
    )
    assert order == sorted(order)
    assert "Mỗi tháng một số." in main
    assert "Phim lẻ" not in main


def test_card_shows_poster_month_duration_and_count(client):
    poster = make_image()
    months(make_programme(), date(2020, 9, 1), duration=725, poster=poster)

    page = client.get("/video/").content.decode()

    assert poster.responsive("lead").fallback in page
    assert "Tháng 9/2020" in page
    assert "12:05" in page
    assert "0 lượt xem" in page


@pytest.mark.parametrize("address", ["/video/", "/chuyen-de/x/", "/video/rss/", "/chuyen-de/x/rss/"])
def test_list_costs_the_same_however_long(client, django_assert_max_num_queries, address):
    programme = make_programme(slug="x")
    for number in range(15):
        make_video(programme=programme, poster=make_image(), issue_month=date(2005 + number, 1, 1))

    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/video/", "/chuyen-de/x/"])
def test_empty_list_says_so(client, address):
    make_programme(slug="x")

    assert "video nào" in client.get(address).content.decode()


@pytest.mark.parametrize("address", ["/chuyen-de/khong-co/", "/chuyen-de/khong-co/rss/", "/chuyen-de/x%00/"])
def test_unknown_programme_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("address", "title"), [("/video/rss/", "Video"), ("/chuyen-de/x/rss/", "Đại Đoàn kết")])
def test_feed_tells_of_the_newest_videos(client, address, title):
    programme = make_programme(name="Đại Đoàn kết", slug="x")
    old = make_video(programme=programme, publish_at=timezone.now() - timedelta(days=9))
    new = make_video(programme=programme, summary="Tóm tắt & hết")

    feed = feedparser.parse(client.get(address).content)

    assert not feed.bozo
    assert (feed.feed.title, feed.feed.language) == (f"{title} - {SiteSettings.current()}", "vi")
    assert [entry.title for entry in feed.entries] == [new.title, old.title]
    assert feed.entries[0].summary == "Tóm tắt & hết"
    assert feed.entries[0].link.endswith(new.get_absolute_url())
