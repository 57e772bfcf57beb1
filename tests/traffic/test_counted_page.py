import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.traffic.urls import Page
from traffic import staff
from traffic.statistics import set_base

ZALO = "Mozilla/5.0 (Linux; Android 12; wv) Chrome/120.0 Mobile Safari/537.36 Zalo android/12100625 ZaloTheme/light"


def shown(answer):
    """The numbers a page shows, in their order."""
    return answer.text.removeprefix("Lượt xem: ").split(" / ")


@pytest.mark.parametrize("user_agent", ["Mozilla/5.0 Firefox/140.0", "curl/8.5", "wrk", "", None, ZALO])
def test_reader_sees_a_number_that_includes_their_own_view(door, user_agent):
    set_base(Page(7), 1233)

    first, second = [door.get("/page/7/", user_agent=user_agent) for _ in range(2)]

    assert shown(first) == ["1.234", "1.234"]
    assert shown(second) == ["1.235", "1.235"]


@pytest.mark.parametrize(
    "headers",
    [
        {"user_agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"user_agent": "facebookexternalhit/1.1"},
        {"user_agent": "Zalo"},
        {"sec_purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
        {"x_moz": "prefetch"},
        {"cookie": f"a=b; staff={staff.SIGNER.sign('3')}"},
    ],
)
def test_who_is_no_reader_sees_the_number_and_adds_nothing(door, headers):
    door.get("/page/7/")

    assert shown(door.get("/page/7/", **headers)) == ["1", "1"]
    assert shown(door.get("/page/7/")) == ["2", "2"]


def test_head_counts_nothing_and_tells_the_length_of_the_page(door):
    head = door.head("/page/7/")

    assert head.headers["Content-Length"] == str(len("Lượt xem: 0 / 0".encode()))
    assert shown(door.get("/page/7/")) == ["1", "1"]


@pytest.mark.parametrize("path", ["/gone/7/", "/failed/7/"])
def test_answer_that_is_no_page_of_it_counts_nothing(door, path):
    assert shown(door.get(path)) == ["0", "0"]
    assert shown(door.get("/page/7/")) == ["1", "1"]


def test_headers_fit_the_filled_page(door):
    set_base(Page(7), 1_000_000)

    answer = door.get("/page/7/")

    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "ETag" not in answer.headers


def test_list_of_twenty_asks_once_and_counts_nothing(door):
    for pk in range(1, 21):
        set_base(Page(pk), pk)

    with CaptureQueriesContext(connection) as queries:
        answer = door.get("/list/1-20/")

    assert len(queries) == 1
    assert answer.text.split(" lượt xem;")[:20] == [str(pk) for pk in range(1, 21)]
    assert door.get("/list/1-20/").text == answer.text


def test_number_shown_a_moment_ago_is_not_asked_for_again(door):
    door.get("/page/7/")

    with CaptureQueriesContext(connection) as queries:
        door.get("/page/7/")

    assert len(queries) == 0


def test_text_that_looks_like_a_slot_stays_text(door):
    assert door.get("/list/2-1/?q=%1a0123456789abcdef:page:7%1a").text == ""


def test_file_passes_untouched(door):
    assert door.get("/file/").text == "<p></p>"
