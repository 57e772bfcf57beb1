"""A film is uploaded at the desk, captioned and published; a reader plays it and goes to where they like."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from tests.browser.editing import Desk
from tests.browser.film_steps import Reader, captioned, published, uploaded
from tests.factories import make_programme, make_video
from tests.ffmpeg import PLAYED_IN_PARTS
from tests.instruments.axe import violations

pytestmark = pytest.mark.browser
LONG = {"width": 640, "height": 360, "seconds": 10, "options": PLAYED_IN_PARTS}
CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:02.000\nMột\n"


@pytest.fixture
def programme():
    """One with segments of July and September 2020, and none of August."""
    programme = make_programme(name="Đại Đoàn kết")
    for month in (7, 9):
        make_video(programme=programme, issue_month=date(2020, month, 1))
    return programme


def test_film_goes_from_the_desk_to_a_reader(site, page, browser, browser_context_args, programme, make_film):
    desk = Desk(page, site)
    video = uploaded(desk, make_film("phim.mp4", **LONG), programme)
    captioned(desk)
    published(desk)

    reader = Reader(browser.new_context(**browser_context_args).new_page(), site.url + video.get_absolute_url())

    assert (video.title, video.duration) == ("Đại Đoàn kết tháng 10/2020", 10)
    plays(reader)
    goes_to_the_middle(reader)
    follows_links(reader)
    assert desk.complaints == []


def plays(reader):
    reader.film.press("Space")
    assert reader.plays_past(0.5)
    assert reader.caption == "Kính chào bà con"


def goes_to_the_middle(reader):
    reader.film.evaluate("film => { film.currentTime = film.duration / 2; }")

    assert reader.plays_past(5.2)
    assert reader.caption == "Ngày hội bắt đầu"
    assert {status for status, _ in reader.parts} == {206}
    assert [told for _, told in reader.parts if not told.startswith("bytes 0-")] != []
    expect(reader.page.get_by_role("link", name="Phát từ 5 giây: Ngày hội")).to_have_attribute("aria-current", "true")


def follows_links(reader):
    reader.page.get_by_text("Lời thoại").click()
    reader.page.get_by_role("link", name="Phát từ 7 giây").press("Enter")
    expect(reader.film).to_be_focused()
    assert reader.plays_past(7)

    reader.page.get_by_role("link", name="Phát từ đầu: Lời chào").click()
    reader.film.evaluate("film => film.pause()")
    assert reader.film.evaluate("film => film.currentTime") < 5


def test_address_of_a_chapter_shows_its_beginning(site, page, make_film):
    video = film_of(make_film, chapters="00:06 Ngày hội")

    reader = Reader(page, f"{site.url}{video.get_absolute_url()}?t=6")

    assert reader.film.evaluate("film => film.currentTime") == 6


def test_page_of_a_film_with_everything_has_no_fault(site, page, make_film):
    video = film_of(make_film, chapters="00:00 Lời chào", transcript="00:01 Xin chào.", captions=CAPTIONS)

    assert violations(page, site.url + video.get_absolute_url()) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_missing_month_stands_in_the_grid_between_its_neighbours(site, page, programme, width):
    page.set_viewport_size({"width": width, "height": 900})

    page.goto(site.url + programme.get_absolute_url())

    cells = page.locator(".months > *")
    expect(cells).to_contain_text(["Tháng 9/2020", "Tháng 8/2020Không có số", "Tháng 7/2020"])
    first, missing = (cells.nth(number).bounding_box() for number in (0, 1))
    assert missing["x"] > first["x"], "they stand side by side"


def film_of(make_film, **fields):
    film = make_film("phim.mp4", **LONG)
    return make_video(file=ContentFile(film.read_bytes(), name=film.name), **fields)
