"""The front page in use: the search by keys alone, the number at the bell, what is taken back."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from portal.notifications.telling import tell_what_happened
from publishing.workflow import make_move
from tests.browser.editing import Desk
from tests.desk.test_own_worklists import sent_by
from tests.factories import make_article, make_user
from tests.publishing.editing import ALL

pytestmark = pytest.mark.browser
WRITES = [*ALL, "news.view_article", "news.add_article", "news.change_article"]


@pytest.fixture
def writer():
    return make_user(*WRITES)


def faults(page):
    return [one["id"] for one in Axe().run(page, options={"preload": False}).response["violations"]]


def test_search_is_asked_and_answered_by_keys(site, page, writer):
    article = make_article(title="Ngày hội ở thôn Hạ", state="draft")
    desk = Desk(page, site, writer)

    page.keyboard.press("/")
    page.keyboard.type("ngay hoi")
    found = page.locator("#desk-found a").first
    expect(found).to_have_text("Ngày hội ở thôn Hạ")
    assert faults(page) == []
    page.keyboard.press("ArrowDown")
    expect(found).to_be_focused()
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/news/article/{article.pk}/change/")
    assert desk.complaints == []


def test_what_was_sent_in_haste_is_taken_back(site, page, writer):
    article = sent_by(writer, title="Gửi vội")
    Desk(page, site, writer)

    page.get_by_role("button", name="Rút lại: Gửi vội").click()

    page.wait_for_url(f"**/news/article/{article.pk}/change/")
    expect(page.locator("h2.thing .state")).to_have_text("bản nháp")


def test_open_form_takes_its_news_off_the_bell(site, page, writer):
    for title in ("Một", "Hai"):
        make_move("return", sent_by(writer, title=title), by=make_user(*ALL), note="Ghi rõ nguồn.")
    tell_what_happened()
    desk = Desk(page, site, writer)
    number = page.locator("#bell-number b")
    expect(number).to_have_text("2")

    page.locator("#bell").click()
    page.wait_for_url("**/thong-bao/")
    assert faults(page) == []
    page.get_by_role("link", name="Hai", exact=True).click()

    expect(number).to_have_text("1")
    assert desk.complaints == []


def test_filter_is_kept_and_used_again(site, page, writer):
    make_article(title="Không ảnh")
    desk = Desk(page, site, writer)
    desk.open("news/article/?anh=chua")

    page.get_by_label("Lưu bộ lọc này với tên").fill("Thiếu ảnh")
    page.get_by_role("button", name="Lưu bộ lọc").click()
    page.get_by_role("link", name="Thiếu ảnh", exact=True).wait_for()
    assert faults(page) == []
    desk.open("news/article/")
    page.get_by_role("link", name="Thiếu ảnh", exact=True).click()

    page.wait_for_url("**/news/article/?anh=chua")
    assert desk.complaints == []
