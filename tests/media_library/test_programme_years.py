"""A programme of fifty years: the newest on its page, every other a link away, at the same cost."""

import gzip
import re
from datetime import date

import pytest

from media_library import views
from tests.factories import make_programme, make_video
from tests.media_library.long_programme import make_years

pytestmark = pytest.mark.django_db

KILOBYTE = 1000


def links_to_segments(page):
    return set(re.findall(r'<h3><a href="(/video/[^"]+)">', page))


@pytest.fixture
def fifty_years():
    programme = make_programme(slug="lau-nam", name="Đại Đoàn kết")
    make_years(programme, 50)
    return programme


def test_fifty_years_of_months_cost_the_same(client, fifty_years, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        page = client.get("/chuyen-de/lau-nam/").content

    assert page.count(b"video-card") == 48
    assert len(gzip.compress(page, 6)) <= 12 * KILOBYTE


def test_year_costs_the_same(client, fifty_years, django_assert_max_num_queries):
    with django_assert_max_num_queries(13):
        page = client.get("/chuyen-de/lau-nam/1976/").content

    assert page.count(b"video-card") == 12
    assert len(gzip.compress(page, 6)) <= 12 * KILOBYTE


def test_reader_comes_to_every_segment_without_a_script(client, fifty_years):
    page = client.get("/chuyen-de/lau-nam/").content.decode()

    years = re.findall(r'href="(/chuyen-de/lau-nam/[0-9]{4}/)"', page)
    pages = [page, *(client.get(year).content.decode() for year in years)]

    assert len(years) == 46
    assert len(set().union(*map(links_to_segments, pages))) == 600


def test_year_shows_its_missing_months_and_the_other_years(client):
    programme = make_programme(slug="x")
    for month in (date(2018, 11, 1), date(2020, 2, 1)):
        make_video(programme=programme, issue_month=month)

    page = client.get("/chuyen-de/x/2020/").content.decode()

    assert "<p>Tháng 1/2020</p><p>Không có số</p>" in page
    assert "Tháng 3/2020" not in page
    assert '<a href="/chuyen-de/x/2018/">Năm 2018</a> (1 số)' in page
    assert "Năm 2019 (không có số)" in page


def test_short_programme_is_on_one_page_whatever_its_years(client, django_assert_max_num_queries):
    programme = make_programme(slug="x")
    for year in range(1976, 2026):
        make_video(programme=programme, issue_month=date(year, 9, 1))

    with django_assert_max_num_queries(12):
        assert client.get("/chuyen-de/x/").content.count(b"video-card") == 50


def test_year_of_more_than_fits_is_linked_and_whole_on_its_own_page(client, monkeypatch):
    monkeypatch.setattr(views, "MAX_SEGMENTS_PER_PAGE", 2)
    programme = make_programme(slug="x")
    for month in (9, 10, 11):
        make_video(programme=programme, issue_month=date(2020, month, 1))

    assert 'href="/chuyen-de/x/2020/">Năm 2020</a> (3 số)' in client.get("/chuyen-de/x/").content.decode()
    assert client.get("/chuyen-de/x/2020/").content.count(b"video-card") == 3


@pytest.mark.parametrize("year", ["2019", "0000", "9999", "20200", "x"])
def test_year_without_a_segment_is_not_found(client, year):
    programme = make_programme(slug="x")
    make_video(programme=programme, issue_month=date(2020, 9, 1))
    make_video(programme=programme, issue_month=date(2018, 9, 1))

    assert client.get(f"/chuyen-de/x/{year}/").status_code == 404


def test_segments_of_no_month_go_on_page_after_page(client, monkeypatch):
    monkeypatch.setattr(views, "MAX_SEGMENTS_PER_PAGE", 10)
    programme = make_programme(slug="x", description="Giới thiệu.")
    make_video(programme=programme, issue_month=date(2020, 9, 1))
    for _ in range(25):
        make_video(programme=programme)

    first = client.get("/chuyen-de/x/")
    second = client.get(f"/chuyen-de/x/{first.context['page'].older}").content.decode()

    assert first.content.count(b"video-card") == 21
    assert second.count("video-card") == 5
    assert "Giới thiệu.</p>" not in second


def test_year_of_a_renamed_programme_is_found(client):
    programme = make_programme(slug="cu")
    make_video(programme=programme, issue_month=date(2020, 9, 1))
    programme.slug = "moi"
    programme.save()

    assert client.get("/chuyen-de/cu/2020/")["Location"] == "/chuyen-de/moi/2020/"
