"""The form of something new that was saved and is come back to is the same form, and makes no second thing."""

import pytest
from playwright.sync_api import expect

from news.models import Article, Tag
from tests.browser.editing import Desk
from tests.browser.saving_steps import filled_in

pytestmark = pytest.mark.browser
SAVED_BEFORE = "#content form > .saved-before"


@pytest.fixture
def desk(site, page):
    return Desk(page, site)


@pytest.fixture
def tag_form(desk):
    desk.open("news/tag/add/")
    desk.page.fill("#id_name", "Ngày hội")
    return desk


@pytest.mark.parametrize("button", ["_save", "_continue"])
def test_form_come_back_to_says_that_it_was_saved_and_leads_there(tag_form, button):
    page = tag_form.page
    tag_form.send(page.locator(f"[name={button}]"))
    page.go_back()

    expect(page.locator(SAVED_BEFORE)).to_contain_text("Biểu mẫu này đã được lưu")
    page.get_by_role("link", name="Mở mục đã lưu").click()

    page.wait_for_url(f"**/news/tag/{Tag.objects.get().pk}/change/")


@pytest.mark.parametrize("times", [1, 2])
def test_form_come_back_to_and_sent_again_makes_no_second_tag(tag_form, times):
    page = tag_form.page
    tag_form.send(page.locator("[name=_save]"))
    for _ in range(times):
        page.go_back()
        expect(page.locator("#id_name")).to_have_value("Ngày hội")
        tag_form.send(page.locator("[name=_save]"))

    expect(page.locator(".messagelist .info")).to_contain_text("Đã lưu rồi")
    assert Tag.objects.count() == 1


def test_article_come_back_to_with_half_its_fields_is_asked_about(desk):
    form = filled_in(desk)
    form.send(form.page.locator("[name=_save]"))
    form.page.go_back()
    form.body.wait_for()
    form.page.fill("#id_title", "Ngày hội, viết lại")

    form.send(form.page.locator("[name=_save]"))

    expect(form.page.locator(".errorlist").first).to_contain_text("Biểu mẫu này đã được lưu lúc")
    assert Article.objects.count() == 1


@pytest.mark.parametrize("way", ["_addanother", "link", "address"])
def test_next_one_begins_with_a_form_of_its_own(tag_form, way):
    page, add = tag_form.page, f"{tag_form.site.url}/admin/news/tag/add/"
    tag_form.send(page.locator("[name=_addanother]" if way == "_addanother" else "[name=_save]"))
    if way == "link":
        page.go_back()
        page.locator(SAVED_BEFORE).get_by_role("link", name="Thêm").click()
        page.locator(SAVED_BEFORE).wait_for(state="detached")
    elif way == "address":
        page.goto(add)

    expect(page.locator("#id_name")).to_have_value("")
    page.fill("#id_name", "Ngày khác")
    tag_form.send(page.locator("[name=_save]"))

    expect(page.locator(".messagelist .success")).to_contain_text("Ngày khác")
    assert Tag.objects.count() == 2


def test_form_that_changes_something_takes_no_old_token(tag_form):
    page = tag_form.page
    tag_form.send(page.locator("[name=_continue]"))
    page.fill("#id_name", "Hai")
    tag_form.send(page.locator("[name=_save]"))
    page.go_back()

    assert page.locator("[name=form_token]").input_value() == page.locator("[name=form_token]").get_attribute("value")
    expect(page.locator(SAVED_BEFORE)).to_have_count(0)
