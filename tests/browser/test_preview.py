"""The preview beside the form while somebody types: its widths, its frame, without a script, for everybody."""

import pytest
from playwright.sync_api import expect

from news.models import Article
from tests.browser import axe
from tests.browser.editing import Desk
from tests.factories import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FRAME = "#preview-panel iframe:not(.coming)"


@pytest.fixture
def desk(page, site):
    desk = Desk(page, site)
    yield desk
    assert desk.complaints == []


def test_writer_sees_the_page_grow_while_typing(desk):
    page = desk.page
    desk.open("news/article/add/")
    page.fill("#id_title", "Ngày hội")
    before = page.evaluate("history.length")
    page.locator("#preview-open").click()
    seen = page.frame_locator(FRAME)
    expect(seen.locator("article h1")).to_have_text("Ngày hội")

    page.fill("#id_title", "Ngày hội đại đoàn kết")
    expect(seen.locator("article h1")).to_have_text("Ngày hội đại đoàn kết")
    desk.body.click()
    desk.type("Ba trăm người dự.")
    expect(seen.locator("article .body")).to_have_text("Ba trăm người dự.")

    assert not Article.objects.exists()
    page.locator("#preview-close").click()
    expect(page.locator("#preview-panel")).to_be_hidden()
    expect(page.locator("#preview-open")).to_be_focused()
    assert page.evaluate("history.length") == before  # going back leads to no page of the frame


def test_widths_of_the_panel(desk):
    article = make_article(state="draft")
    page = desk.page
    page.set_viewport_size({"width": 1366, "height": 768})
    desk.open(f"news/article/{article.pk}/change/")
    page.locator("#preview-open").click()
    width = "document.querySelector('article').ownerDocument.documentElement.clientWidth"
    expect(page.frame_locator(FRAME).locator("article h1")).to_be_visible()
    assert page.locator(FRAME).element_handle().content_frame().evaluate(width) == 390

    page.get_by_role("button", name="Máy tính").click()
    assert page.locator(FRAME).element_handle().content_frame().evaluate(width) == 1200
    expect(page.locator("#id_title")).to_be_visible()


def test_panel_covers_a_telephone_and_closes_by_escape(desk):
    article = make_article(state="draft")
    page = desk.page
    page.set_viewport_size({"width": 390, "height": 800})
    desk.open(f"news/article/{article.pk}/change/")
    page.locator("#preview-open").click()
    expect(page.frame_locator(FRAME).locator("article h1")).to_be_visible()
    assert page.locator("#preview-panel").bounding_box()["width"] == 390

    page.keyboard.press("Escape")
    expect(page.locator("#preview-panel")).to_be_hidden()


def test_panel_and_links_hold_for_everybody(desk):
    article = make_article(state="draft")
    page = desk.page
    desk.open(f"news/article/{article.pk}/change/")
    page.get_by_role("button", name="Tạo liên kết xem trước").click()
    expect(page.locator("#share-links li")).to_have_count(1)
    assert list(axe.faults(page)) == []

    page.locator("#preview-open").click()
    expect(page.frame_locator(FRAME).locator("article h1")).to_be_visible()
    assert list(axe.faults(page)) == []


def test_without_a_script_the_preview_opens_in_a_tab(browser, site):
    article = make_article(state="draft")
    plain = browser.new_context(java_script_enabled=False)
    desk = Desk(plain.new_page(), site)
    desk.page.goto(f"{site.url}/admin/news/article/{article.pk}/change/")
    desk.page.fill("#id_title", "Chưa lưu")
    with plain.expect_page() as opened:
        desk.page.locator("#preview-open").click()

    expect(opened.value.locator("article h1")).to_have_text("Chưa lưu")
    plain.close()
    assert Article.objects.get().title == article.title
