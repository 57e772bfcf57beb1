"""A film of YouTube or Vimeo on our page: nothing foreign is asked for before the reader's own click."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.factories import make_image, make_video
from tests.instruments.axe import violations
from tests.instruments.keyboard import out_of_reach

pytestmark = pytest.mark.browser
PLAYERS = {
    "YouTube": ({"youtube_id": "dQw4w9WgXcQ"}, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"),
    "Vimeo": ({"vimeo_id": "76979871"}, "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"),
}
STAND_IN = "<button>Phát</button>"
AT_72 = {"YouTube": "&start=72", "Vimeo": "#t=72s"}


@pytest.fixture(params=PLAYERS)
def host(request):
    return request.param


def is_foreign(request):
    return urlsplit(request.url).hostname != "127.0.0.1"


@pytest.fixture
def film(site, host, page):
    """The page of such a film in a browser, with `foreign`, the requests to other hosts; the player is a stand-in."""
    page.foreign, page.faults = [], []
    page.on("request", lambda asked: page.foreign.append(asked) if is_foreign(asked) else None)
    page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
    for pattern in ("https://www.youtube-nocookie.com/**", "https://player.vimeo.com/**"):
        page.route(pattern, lambda route: route.fulfill(body=STAND_IN, content_type="text/html; charset=utf-8"))
    video = make_video(title="Ngày hội", poster=make_image(), transcript="01:12 Xin chào", **PLAYERS[host][0])
    page.goto(site.url + video.get_absolute_url())
    return page


def test_player_comes_by_a_click_from_the_host_without_cookies(film, host):
    expect(film.locator("iframe")).to_have_count(0)
    assert film.foreign == []

    film.get_by_role("button", name="Phát video").click()

    expect(film.frame_locator("iframe").get_by_role("button", name="Phát")).to_be_visible()
    assert [asked.url for asked in film.foreign] == [PLAYERS[host][1]]
    assert film.foreign[0].all_headers()["referer"].startswith("http://127.0.0.1:")
    assert film.faults == []


def test_player_has_a_name_and_takes_the_focus_of_the_keyboard(film):
    play = film.get_by_role("button", name="Phát video")
    expect(play).to_have_accessible_description(f"{film.locator('#noi-phat').inner_text()}")

    play.press("Enter")

    expect(film.get_by_title("Ngày hội")).to_be_focused()


def test_time_in_what_is_said_opens_the_player_at_its_moment(film, host):
    film.get_by_text("Lời thoại").click()

    film.get_by_role("link", name="Phát từ 1 phút 12 giây").click()

    expect(film.locator("iframe")).to_have_attribute("src", PLAYERS[host][1] + AT_72[host])


def test_page_is_accessible_and_reached_by_keyboard(film):
    address = film.url

    assert violations(film, address) == []
    assert out_of_reach(film, address) == []


def test_without_scripts_the_poster_leads_to_the_film(site, browser, browser_context_args):
    page = browser.new_context(**browser_context_args, java_script_enabled=False).new_page()
    page.goto(site.url + make_video(poster=make_image(), youtube_id="dQw4w9WgXcQ").get_absolute_url())

    expect(page.get_by_role("button", name="Phát video")).to_be_hidden()
    with page.expect_request("https://www.youtube.com/watch?v=dQw4w9WgXcQ"):
        page.locator(".foreign-screen").click(position={"x": 20, "y": 20}, force=True)
