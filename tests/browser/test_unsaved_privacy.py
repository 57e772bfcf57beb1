"""What a browser keeps of what is being written is its writer's alone, and goes when they sign out."""

import pytest
from playwright.sync_api import expect

from tests.browser.editing import Desk
from tests.browser.saving_steps import filled_in
from tests.browser.writing import kept_here, wait_until_kept_here
from tests.factories import make_user

pytestmark = pytest.mark.browser
TITLE = "Ngày hội đại đoàn kết"


@pytest.fixture
def desk(site, page):
    return Desk(page, site, make_user(is_superuser=True, username="mai"))


def test_sign_out_takes_the_browsers_copy_along(desk, site):
    page = filled_in(desk).page
    wait_until_kept_here(page, TITLE)
    page.on("dialog", lambda dialog: dialog.accept())

    page.locator("#logout-form button").click()
    page.wait_for_url("**/admin/logout/")

    assert kept_here(page) == []


def test_nobody_else_is_offered_it(desk, site):
    page = filled_in(desk).page
    wait_until_kept_here(page, TITLE)
    page.on("dialog", lambda dialog: dialog.accept())
    page.context.clear_cookies(name="sessionid")
    Desk(page, site, make_user(is_superuser=True, username="an"))
    page.goto(f"{site.url}/admin/news/article/add/")
    page.wait_for_load_state("networkidle")

    expect(page.locator("#unsaved")).to_be_hidden()
    assert kept_here(page) == [TITLE]  # for who comes back
