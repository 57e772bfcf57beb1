"""The window that asks for the words of pictures loses none of them."""

import pytest
from playwright.sync_api import expect

from tests.browser.editing import Desk
from tests.browser.saving_steps import asks
from tests.factories import make_image

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(site, page):
    """A window over the form of a new article, in which a picture is being described."""
    desk = Desk(page, site)
    desk.image = make_image(alt="")
    desk.open("news/article/add/")
    page.evaluate(f"void describePictures([{{id: '{desk.image.pk}', isDescribed: false}}])")
    page.locator("dialog [name$=-alt]").fill("Bến sông")
    return desk


def test_words_outlive_an_ended_session_and_are_then_saved(desk):
    page = desk.page
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Lưu tất cả").click()
    expect(page.locator("dialog .saving-note")).to_contain_text("phiên làm việc đã hết")
    expect(page.locator("dialog [name$=-alt]")).to_have_value("Bến sông")

    page.context.add_cookies(cookies)
    page.get_by_role("button", name="Lưu tất cả").click()

    expect(page.locator("dialog.choose")).to_have_count(0)
    desk.image.refresh_from_db()
    assert desk.image.alt == "Bến sông"


@pytest.mark.parametrize("way", ["Escape", "Để sau"])
def test_closing_the_window_asks(desk, way):
    page, asked = desk.page, []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))

    page.keyboard.press("Escape") if way == "Escape" else page.get_by_role("button", name=way).click()

    expect(page.locator("dialog [name$=-alt]")).to_have_value("Bến sông")
    assert asked == ["Chữ vừa viết cho ảnh chưa được lưu. Vẫn đóng cửa sổ này?"]
    assert asks(page)
