"""A save that does not get through leaves the form as it is and says what to do; then it is saved, once."""

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import expect

from tests.browser.editing import Desk
from tests.browser.saving_steps import filled_in, saved, still_there
from tests.factories import PASSWORD, make_article, make_user
from traffic.request_bodies import TOO_LARGE

pytestmark = pytest.mark.browser
REFUSED = {
    403: "Chưa lưu: máy chủ từ chối",
    413: " kB, hơn mức máy chủ nhận. Những gì bạn viết vẫn còn nguyên",
    500: "Chưa lưu: máy chủ gặp trục trặc (mã 500).",
    503: "Hãy bấm Lưu lần nữa sau 7 giây.",
}


@pytest.fixture
def desk(site, page):
    return Desk(page, site, make_user(is_superuser=True, username="mai"))


@pytest.fixture
def form(desk):
    return filled_in(desk)


@pytest.mark.parametrize("status", REFUSED)
def test_form_that_was_refused_is_kept_and_then_saved(form, status):
    page, add = form.page, "**/news/article/add/"
    headers = {"Retry-After": "7", "Content-Type": "text/plain"}
    page.route(add, lambda route: route.fulfill(status=status, headers=headers, body="Không"))
    page.locator("[name=_save]").click()

    still_there(form, REFUSED[status])
    page.unroute(add)
    saved(form)


def test_form_that_is_too_heavy_says_what_the_server_would_take(form):
    page, limit = form.page, TOO_LARGE.format(size="30 MB", most="25 MB")
    refusal = render_to_string("refused_body.html", {"sentence": limit, "request_id": "abc"})
    page.route("**/news/article/add/", lambda route: route.fulfill(status=413, content_type="text/html", body=refusal))
    page.locator("[name=_save]").click()

    still_there(form, f"hơn mức máy chủ nhận. {limit} Những gì bạn viết vẫn còn nguyên")


def test_form_outlives_the_server(form, site):
    site.stop()
    form.page.locator("[name=_save]").click()

    still_there(form, "mất kết nối với máy chủ")
    site.start()
    saved(form)


def test_form_outlives_the_session(form, site):
    page = form.page
    page.context.clear_cookies(name="sessionid")
    page.locator("[name=_save]").click()

    still_there(form, "phiên làm việc đã hết", asks_for_sign_in=True)
    with page.expect_popup() as popup:
        page.get_by_role("link", name="đăng nhập ở thẻ mới").click()
    popup.value.fill("#id_username", "mai")
    popup.value.fill("#id_password", PASSWORD)
    popup.value.press("#id_password", "Enter")
    popup.value.wait_for_url("**/admin/")
    saved(form)


def test_long_form_outlives_the_session(form):
    form.page.locator("#id_summary").evaluate("field => { field.value = 'a'.repeat(100_000) }")
    form.page.context.clear_cookies()
    form.page.locator("[name=_save]").click()

    still_there(form, "phiên làm việc đã hết", asks_for_sign_in=True)


def test_form_outlives_the_loss_of_all_cookies_but_the_session(form):
    page = form.page
    page.context.clear_cookies(name="csrftoken")
    page.locator("[name=_save]").click()

    still_there(form, "Chưa lưu: máy chủ từ chối")
    saved(form)


def test_open_form_says_that_the_session_has_ended_and_that_it_is_back(desk, browser):
    page, article = desk.page, make_article(state="draft")
    desk.open(f"news/article/{article.pk}/change/")
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    note = page.locator("form#article_form > .session-ended")

    expect(note).to_contain_text("Phiên làm việc đã hết", timeout=15_000)
    expect(note.get_by_role("link")).to_have_attribute("target", "_blank")
    page.context.add_cookies(cookies)

    expect(note).to_be_hidden(timeout=15_000)
