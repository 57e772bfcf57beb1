"""What was never saved is offered again when the form is opened, and put back by one press."""

import pytest
from playwright.sync_api import expect

from news.models import Article
from publishing.models import UnsavedForm
from tests.browser.editing import Desk
from tests.browser.saving_steps import asks, filled_in
from tests.browser.test_admin_axe import faults
from tests.browser.writing import RESTORE, kept_here, opened_again, restore, wait_until_kept_here, wait_until_on_server
from tests.factories import make_article, make_tag, make_user

pytestmark = pytest.mark.browser
ADD = "news/article/add/"
TITLE = "Ngày hội đại đoàn kết"


@pytest.fixture
def desk(site, page):
    return Desk(page, site, make_user(is_superuser=True, username="mai"))


def test_new_article_is_restored_from_this_browser(desk, site):
    desk.page.route("**/unsaved/", lambda route: route.abort())
    wait_until_kept_here(filled_in(desk).page, TITLE)
    assert not UnsavedForm.objects.exists()
    form = opened_again(desk, ADD)

    restore(form.page)

    expect(form.page.locator("#id_title")).to_have_value(TITLE)
    expect(form.body).to_have_text("Ba trăm người dự.")
    expect(form.page.locator("#select2-id_category-container")).to_contain_text("Tin tức")
    form.send(form.page.locator("[name=_save]"))
    assert Article.objects.get().body == "<p>Ba trăm người dự.</p>"
    assert kept_here(form.page) == []


def test_new_article_is_restored_on_another_machine(desk, site, browser):
    wait_until_on_server(filled_in(desk).page, TITLE)
    user = type(UnsavedForm.objects.get().user).objects.get(username="mai")
    elsewhere = Desk(browser.new_context(locale="vi-VN").new_page(), site, user)
    elsewhere.open(ADD)

    restore(elsewhere.page)

    expect(elsewhere.page.locator("#id_title")).to_have_value(TITLE)
    expect(elsewhere.body).to_have_text("Ba trăm người dự.")
    elsewhere.send(elsewhere.page.locator("[name=_save]"))
    assert Article.objects.get().title == TITLE
    assert not UnsavedForm.objects.exists()


def test_change_is_shown_restored_and_undone(desk):
    article = make_article(state="draft", title="Đầu tiên", body="<p>Ba trăm người dự.</p>")
    make_tag(name="Đại đoàn kết")
    path = f"news/article/{article.pk}/change/"
    desk.open(path)
    desk.page.fill("#id_title", "Tên đã sửa")
    desk.page.get_by_role("combobox", name="Thẻ").click()
    desk.page.get_by_role("option", name="Đại đoàn kết").click()
    desk.body.click()
    desk.page.keyboard.press("Control+End")
    desk.type(" Năm trăm.")
    desk.page.wait_for_timeout(2000)
    wait_until_kept_here(desk.page, "Tên đã sửa")
    page = opened_again(desk, path).page
    expect(page.locator("#unsaved")).to_contain_text("Khác bản đã lưu ở: Tiêu đề, Nội dung, Thẻ.")
    expect(page.locator("#unsaved ins").filter(has_text="Năm trăm.")).to_be_visible()
    assert page.get_by_text("Lấy lại phần đang viết").count() == 1
    assert list(faults(page)) == []

    restore(page)
    expect(page.locator("#id_title")).to_have_value("Tên đã sửa")
    expect(desk.body).to_have_text("Ba trăm người dự. Năm trăm.")
    expect(page.locator(".field-tags")).to_contain_text("Đại đoàn kết")
    assert asks(page)

    page.locator("#unsaved").get_by_role("button", name="Hoàn tác").click()
    expect(page.locator("#id_title")).to_have_value("Đầu tiên")
    expect(desk.body).to_have_text("Ba trăm người dự.")
    expect(page.locator(".field-tags li.select2-selection__choice")).to_have_count(0)
    expect(page.get_by_role("button", name=RESTORE)).to_be_visible()


def test_discarded_text_is_not_offered_again(desk):
    wait_until_on_server(filled_in(desk).page, TITLE)
    page = opened_again(desk, ADD).page
    with page.expect_response("**/unsaved/"):
        page.get_by_role("button", name="Bỏ phần đang viết").click()
    expect(page.locator("#unsaved")).to_be_hidden()

    page = opened_again(desk, ADD).page
    page.wait_for_load_state("networkidle")

    expect(page.locator("#unsaved")).to_be_hidden()
    assert (kept_here(page), UnsavedForm.objects.count()) == ([], 0)
