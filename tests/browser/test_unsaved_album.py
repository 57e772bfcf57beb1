"""The pictures of an album that was never saved come back in their order, with their captions."""

import pytest
from playwright.sync_api import expect

from tests.browser.editing import Desk
from tests.browser.writing import restore, wait_until_on_server
from tests.factories import make_album, make_image

pytestmark = pytest.mark.browser


def test_pictures_are_restored_in_order_with_captions_and_undone(site, page):
    first, second, _ = [make_image(title=title, alt=title) for title in ("Một", "Hai", "Ba")]
    album = make_album(pictures=[first, second], state="draft")
    path = f"media_library/album/{album.pk}/change/"
    desk = Desk(page, site)
    desk.open(path)
    page.get_by_role("button", name="Đưa “Hai” lên trước").click()
    page.get_by_role("button", name="Bỏ “Một” khỏi album").click()
    page.get_by_role("button", name="Thêm ảnh", exact=True).click()
    page.get_by_role("checkbox", name="Ba").check()
    page.get_by_role("button", name="Thêm vào album").click()
    page.get_by_label("Chú thích riêng trong album").last.fill("Chú thích của Ba")
    page.fill("#id_title", "Album viết dở")
    wait_until_on_server(page, "Album viết dở")
    page.close()
    page = page.context.new_page()
    page.goto(f"{site.url}/admin/{path}")

    restore(page)
    rows = page.locator(".in-order-list strong")
    expect(rows).to_have_text(["Hai", "Ba"])
    expect(page.get_by_label("Chú thích riêng trong album").last).to_have_value("Chú thích của Ba")

    page.locator("#unsaved").get_by_role("button", name="Hoàn tác").click()
    expect(rows).to_have_text(["Một", "Hai"])
