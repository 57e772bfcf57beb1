"""The admin works under the strict policy; only the editor's pages have a wider one."""

import pytest
from django.urls import reverse

from tests.browser.editing import Desk
from tests.factories import make_article, make_image, make_user, make_video

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(site, page):
    desk = Desk(page, site)
    yield desk
    assert desk.complaints == []


def test_lists_filters_and_actions_work(desk):
    make_article(title="Đại đoàn kết")
    make_image()
    page = desk.page

    for path in ("", "news/article/", "news/article/?q=dai+doan", "media_library/image/", "accounts/user/"):
        desk.open(path)
    desk.open("news/category/")
    page.locator("#action-toggle").check()
    page.select_option("select[name=action]", "delete_selected")
    page.locator("button[name=index]").click()

    assert "xóa" in page.title()


def test_forms_pick_dates_and_related_things(desk):
    make_image(title="Cờ Tổ quốc")
    page = desk.page
    desk.open("media_library/video/add/")

    page.locator("[id^=calendarlink]").first.click()
    page.locator(".calendar:visible td a").first.click()
    page.get_by_role("combobox", name="Ảnh đại diện").click()
    page.keyboard.type("to quoc")
    page.locator(".select2-results__option").get_by_text("Cờ Tổ quốc").click()

    assert page.locator("#select2-id_poster-container").inner_text().strip().endswith("Cờ Tổ quốc")


def test_other_pages_of_a_thing_work(desk):
    video = make_video(state="draft")
    user = make_user()

    for page in ("change", "delete", "history"):
        desk.open(reverse(f"admin:media_library_video_{page}", args=[video.pk]).removeprefix("/admin/"))
    desk.open(f"accounts/user/{user.pk}/change/")
    desk.open(f"accounts/user/{user.pk}/dang-nhap/")
    desk.open("password_change/")


def test_related_thing_is_added_in_a_window(desk):
    page = desk.page
    desk.open("news/article/add/")

    with page.expect_popup() as popup:
        page.locator("#add_id_category").click()
    popup.value.fill("#id_name", "Giám sát")
    popup.value.locator("[name=_save]").click()

    page.locator("#select2-id_category-container", has_text="Giám sát").wait_for()
