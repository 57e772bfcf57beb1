"""The checklist beside the form: there while one writes, and once more in the window before the text goes on."""

import pytest
from playwright.sync_api import expect

from publishing.models import Event
from tests.browser.axe import faults
from tests.browser.editing import Desk
from tests.factories import make_article, make_category, make_image

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(page, site):
    return Desk(page, site)


def panel(desk):
    return desk.page.locator("#checklist")


def test_panel_follows_what_is_typed(desk):
    make_category(name="Tin tức")
    desk.open("news/article/add/")
    expect(panel(desk)).to_contain_text("Phải sửa: Chưa có tiêu đề.")

    desk.page.fill("#id_title", "Đại biểu của của tỉnh")
    panel(desk).scroll_into_view_if_needed()
    expect(panel(desk)).to_contain_text("Chữ viết lặp: “của của”")
    desk.body.click()
    desk.type("Ngày hội mở ra đúng ngày 18.")
    panel(desk).scroll_into_view_if_needed()
    expect(panel(desk)).to_contain_text("7 tiếng, đọc khoảng 1 phút.")
    expect(panel(desk)).not_to_contain_text("Chưa có nội dung")

    expect(panel(desk).locator("summary")).to_contain_text("điều nên xem")
    assert desk.complaints == []


def test_nothing_is_asked_while_the_panel_is_closed(desk):
    article, asked = make_article(state="draft", summary="Có."), []
    desk.open(f"news/article/{article.pk}/change/")
    expect(panel(desk)).to_contain_text("Chưa có ảnh chính")
    panel(desk).locator("summary").click()
    desk.page.on("request", lambda request: asked.append(request.url) if "checklist/" in request.url else None)

    desk.page.fill("#id_title", "Đại biểu của của tỉnh")
    desk.page.wait_for_timeout(2500)
    assert asked == []

    panel(desk).locator("summary").click()
    expect(panel(desk)).to_contain_text("Chữ viết lặp")


def test_text_with_something_left_to_mend_is_sent_by_a_second_press(desk):
    make_category(name="Tin tức")
    desk.open("news/article/add/")
    desk.page.fill("#id_title", "Ngày hội")
    desk.body.click()
    desk.type("Ngày hội mở ra.")
    desk.page.get_by_role("combobox", name="Chuyên mục").click()
    desk.page.get_by_role("option", name="Tin tức").click()
    desk.save()
    expect(panel(desk)).to_contain_text("Chưa có tóm tắt")

    desk.page.get_by_role("button", name="Lưu và gửi duyệt").click()
    expect(desk.page.locator("dialog.asked")).to_contain_text("Nên xem lại trước khi gửi")
    desk.send(desk.page.get_by_role("button", name="Vẫn gửi duyệt"))

    expect(desk.page.locator(".messagelist")).to_contain_text("Đã làm “Gửi duyệt”")
    assert "Chưa có tóm tắt" in Event.objects.get(name="confirm_checklist").note
    assert desk.complaints == []


def test_what_must_be_mended_leaves_nothing_to_press_but_closing(desk):
    article = make_article(state="draft", body="", summary="")
    desk.open(f"news/article/{article.pk}/change/")
    expect(panel(desk).locator("summary")).to_contain_text("1 điều phải sửa, ")

    desk.page.get_by_role("button", name="Lưu và gửi duyệt").click()
    asked = desk.page.locator("dialog.asked")
    expect(asked).to_contain_text("Phải sửa xong mới gửi được")
    expect(asked.locator("li").first).to_contain_text("Phải sửa: Chưa có nội dung")
    expect(asked.get_by_role("button")).to_have_text(["Đóng"])

    asked.get_by_role("button", name="Đóng").click()
    expect(asked).to_be_hidden()

    desk.page.locator(".more-acts summary").click()
    desk.page.get_by_role("button", name="Lưu và đăng thẳng").click()
    expect(asked).to_contain_text("Phải sửa xong mới đăng được")
    expect(asked.get_by_role("button")).to_have_text(["Thôi, sửa tiếp"])
    expect(asked.get_by_label("Lý do")).to_be_hidden()
    expect(asked.get_by_role("button")).to_be_focused()
    assert desk.complaints == []


def test_shared_look_has_the_picture(desk):
    image = make_image(alt="Lễ")
    article = make_article(state="draft", summary="Có.", lead_image=image)
    desk.open(f"news/article/{article.pk}/change/")

    expect(panel(desk).locator(".looks img")).to_be_visible()
    expect(panel(desk)).to_contain_text("Chưa thấy gì phải sửa")
    assert desk.complaints == []
    assert list(faults(desk.page)) == []
