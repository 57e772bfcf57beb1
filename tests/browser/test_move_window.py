"""The window in which a form asks before a text goes on."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.editing import Desk
from tests.factories import make_article

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(site, page):
    desk = Desk(page, site)
    yield desk
    assert desk.complaints == []


def test_window_of_a_move_wants_a_reason_has_no_fault_and_is_left_without_a_trace(desk):
    page, article = desk.page, make_article(state="in_review")
    desk.open(f"news/article/{article.pk}/change/")
    page.get_by_role("button", name="Lưu và trả lại").click()
    asked = page.get_by_role("dialog", name="Trả lại")
    page.locator(".more-acts").evaluate("menu => { menu.open = true; }")
    assert list(faults(page)) == []

    asked.get_by_role("button", name="Trả lại", exact=True).click()
    expect(asked).to_be_visible()
    page.keyboard.press("Escape")
    expect(asked).to_have_count(0)
    expect(page.get_by_role("button", name="Lưu và trả lại")).to_be_focused()

    article.refresh_from_db()
    assert article.state == "in_review"
