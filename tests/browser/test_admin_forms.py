"""What staff meet in the admin's forms beyond the editor: names, and the bar of what can be done."""

import pytest
from playwright.sync_api import expect

from tests.browser.editing import Desk
from tests.factories import make_article, make_author

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(site, page):
    desk = Desk(page, site)
    yield desk
    assert desk.complaints == []


def test_comboboxes_are_called_by_their_fields(desk):
    article = make_article(state="draft", authors=[make_author(name="Lê Thị Đào")])
    page = desk.page
    desk.open(f"news/article/{article.pk}/change/")

    expect(page.get_by_role("combobox", name=f"Chuyên mục: {article.category}")).to_be_visible()
    expect(page.get_by_role("combobox", name="Tác giả")).to_be_visible()

    page.get_by_role("combobox", name="Ảnh chính").click()
    expect(page.locator(".select2-search--dropdown").get_by_role("searchbox", name="Ảnh chính")).to_be_focused()


def test_both_halves_of_a_moment_have_a_name_within_their_field(desk):
    desk.open("news/article/add/")

    moment = desk.page.get_by_role("group", name="Tự gỡ lúc")

    expect(moment.get_by_label("Ngày:")).to_be_visible()
    expect(moment.get_by_label("Giờ:")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_bar_of_acts_is_in_sight_wherever_the_form_is_scrolled_to(desk, width, height):
    article = make_article(state="draft")
    desk.page.set_viewport_size({"width": width, "height": height})
    desk.open(f"news/article/{article.pk}/change/")

    for _ in range(2):
        expect(desk.page.locator("[name=_save]")).to_be_in_viewport(ratio=1)
        desk.page.keyboard.press("Control+End")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "news/article/",
        "news/article/add/",
        *(f"news/article/{{}}/{page}/" for page in ("change", "history", "move/withdraw", "move/set_date")),
        "accounts/user/add/",
        "password_change/",
        "pages/menuitem/add/",
        "thong-bao/",
        "huong-dan/",
    ],
)
def test_no_page_is_wider_than_a_telephone(desk, path):
    title = "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh giám sát việc thực hiện chính sách ở ba huyện miền núi"
    article = make_article(title=title)
    desk.page.set_viewport_size({"width": 390, "height": 844})

    desk.open(path.format(article.pk))

    assert desk.page.evaluate("document.documentElement.scrollWidth") == 390
