"""Whatever dies while somebody writes, two seconds of typing are lost on the same machine, ten on another."""

import pytest
from playwright.sync_api import expect

from news.models import Article
from publishing.models import UnsavedForm
from tests.browser.saving_steps import filled_in
from tests.browser.writing import (
    RESTORE,
    Browser,
    kept_here,
    restore,
    wait_until_kept_here,
    wait_until_on_server,
)
from tests.factories import make_user

pytestmark = pytest.mark.browser
TITLE = "Ngày hội đại đoàn kết"


@pytest.fixture
def own_browser(browser_type, browser_type_launch_args, browser_context_args, tmp_path):
    browser = Browser(browser_type, browser_type_launch_args, browser_context_args, tmp_path / "profile")
    yield browser
    browser.close()


@pytest.fixture
def user(transactional_db):
    return make_user(is_superuser=True, username="mai")


def open_add_form(page, site):
    page.goto(f"{site.url}/admin/news/article/add/")
    page.locator(".cke_wysiwyg_div").wait_for()
    return page


def test_killed_browser_gives_back_what_was_written(own_browser, site, user):
    desk = own_browser.open_desk(site, user)
    desk.page.route("**/unsaved/", lambda route: route.abort())  # this machine alone has it
    wait_until_kept_here(filled_in(desk).page, TITLE)
    own_browser.kill()

    page = open_add_form(own_browser.open_desk(site, user).page, site)
    restore(page)

    expect(page.locator("#id_title")).to_have_value(TITLE)
    expect(page.locator(".cke_wysiwyg_div")).to_have_text("Ba trăm người dự.")


def test_text_is_kept_while_typing_goes_on_without_a_pause(own_browser, site, user):
    page = filled_in(own_browser.open_desk(site, user)).page
    page.evaluate("""() => {
      window.typing = setInterval(() => {
        const field = document.querySelector("#id_summary");
        field.value += "a";
        field.dispatchEvent(new Event("input", {bubbles: true}));
      }, 100);
    }""")

    wait_until_kept_here(page, TITLE)
    wait_until_on_server(page, TITLE)
    first = len(UnsavedForm.objects.get().fields["summary"][0])
    page.wait_for_function("(length) => document.querySelector('#id_summary').value.length > length", arg=first + 100)

    assert len(UnsavedForm.objects.get().fields["summary"][0]) > first


def test_stopped_server_gets_it_when_it_is_back(own_browser, site, user):
    page = filled_in(own_browser.open_desk(site, user)).page
    wait_until_on_server(page, TITLE)
    site.stop()
    page.fill("#id_title", "Viết khi máy chủ tắt")
    wait_until_kept_here(page, "Viết khi máy chủ tắt")
    expect(page.locator(".unsaved-said")).to_contain_text("chỉ giữ tạm trên máy này", timeout=20_000)

    site.start()

    wait_until_on_server(page, "Viết khi máy chủ tắt")


def test_line_lost_in_the_middle_of_a_save_makes_no_second_article(own_browser, site, user):
    form = filled_in(own_browser.open_desk(site, user))
    wait_until_kept_here(form.page, TITLE)
    form.page.route("**/news/article/add/", lambda route: (route.fetch(), route.abort()))
    form.page.locator("[name=_save]").click()
    expect(form.page.locator(".saving-note")).to_contain_text("Chưa biết đã lưu hay chưa")
    own_browser.kill()

    page = open_add_form(own_browser.open_desk(site, user).page, site)
    page.wait_for_load_state("networkidle")

    expect(page.get_by_role("button", name=RESTORE)).to_have_count(0)
    assert Article.objects.count() == 1
    assert kept_here(page) == []
