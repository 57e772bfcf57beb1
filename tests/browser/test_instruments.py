"""The instruments find what they are to find: each meets a page that is wrong."""

import pytest

from tests.factories import picture_bytes
from tests.instruments import shift
from tests.instruments.axe import WIDTHS, violations
from tests.instruments.fit import sticking_out
from tests.instruments.keyboard import out_of_reach
from tests.instruments.scriptless import lost_without_scripts
from tests.instruments.weights import Weight

pytestmark = pytest.mark.browser

HEAD = "<!doctype html><html lang=vi><title>Trang</title><meta name=viewport content='width=device-width'>"
SKIP = "<a href='#m'>Đến nội dung</a>"
SOUND = f"{HEAD}{SKIP}<main id=m tabindex=-1><h1>Bài viết</h1></main>"
PALE_IN_THE_DARK = "<style>@media (prefers-color-scheme: dark) { h1 { color: #333; background: #222 } }</style>"


ADDRESS = "http://127.0.0.1/thu/"


@pytest.fixture
def page_of(page):
    """A page of this HTML, with a picture at hand: `page_of("<p>…")` answers it, to be opened at ADDRESS."""

    def prepare(html):
        page.route("**/anh.png", lambda route: route.fulfill(body=picture_bytes(), content_type="image/png"))
        page.route(ADDRESS, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        return page

    return prepare


def test_axe_looks_at_each_appearance(page_of):
    found = violations(page_of(SOUND + PALE_IN_THE_DARK), ADDRESS)

    assert [line.partition(": <")[0] for line in found] == [f"dark, {width} px: color-contrast" for width in WIDTHS]


@pytest.mark.parametrize(
    ("html", "fits"),
    [
        ("<p style='width: 300px'>Chữ</p>", True),
        ("<p style='width: 330px'>Chữ</p>", False),
        ("<body style='overflow-x: hidden'><p style='width: 330px'>Chữ</p>", False),
        ("<div style='overflow-x: auto'><p style='width: 900px'>Chữ</p></div>", True),
    ],
)
def test_what_sticks_out_is_found(page_of, html, fits):
    assert (sticking_out(page_of(HEAD + html), ADDRESS) == []) is fits


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        (SOUND, None),
        (HEAD + "<main><a href='/'>Trang chủ</a></main>", "the first stop is no link to the main text"),
        (HEAD + "<a href='#n'>Đi</a><main id=n hidden></main>", "the skip link does not lead into the main text"),
        (SOUND + "<style>a { outline: none }</style>", "no mark of focus"),
        (SOUND + "<div style='position: fixed; inset: 0; background: white'></div>", "not seen"),
        (SOUND + "<button tabindex=0 onfocus='this.blur()'>Nút</button><button>Nút</button>", "not reached"),
    ],
)
def test_what_the_keyboard_lacks_is_found(page_of, html, complaint):
    found = out_of_reach(page_of(html), ADDRESS)

    assert any(line.startswith(complaint) for line in found) if complaint else found == []


@pytest.mark.parametrize(("size", "moves"), [("", True), ("width=64 height=36", False)])
def test_picture_that_moves_what_follows_is_found(page_of, size, moves):
    page = page_of(f"{HEAD}<img src=anh.png {size}><p>{'Chữ ' * 1000}")

    total, _ = shift.shift_when_late(page, ADDRESS)

    assert (total > shift.AT_MOST) is moves


def test_reader_without_scripts_misses_what_scripts_make(browser):
    html = "<main></main><script>document.querySelector('main').textContent = 'Bài viết'</script>"

    found = lost_without_scripts(browser, f"data:text/html,{HEAD}{html}")

    assert [line.partition(":")[0] for line in found] == ["main text", "menu", "search"]


def test_weight_over_a_limit_is_told():
    light = Weight(html=12_000, css_and_js=25_000, fonts=70_000, requests=12, foreign=[])
    heavy = Weight(html=15_001, css_and_js=25_001, fonts=70_001, requests=13, foreign=["fonts.example"])

    assert light.complaints(is_home=False) == []
    assert len(heavy.complaints(is_home=True)) == 5
