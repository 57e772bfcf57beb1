"""A second factor in a browser: set up by the secret shown, used, mistaken, replaced by a recovery code, reset."""

import pytest
from playwright.sync_api import expect

from tests.accounts.second_factors import WRONG_CODE, code_for, code_of, secret_on
from tests.browser.editing import Desk
from tests.browser.test_admin_axe import faults
from tests.factories import PASSWORD, make_user
from tests.portal.page_words import Page

pytestmark = pytest.mark.browser


class Shown:
    """The page that a browser shows, with the text that a test's client gives an answer."""

    def __init__(self, page):
        self.text = page.content()


def sign_out(desk):
    desk.page.locator("#logout-form button").click()
    desk.page.goto(f"{desk.site.url}/admin/login/?next=/admin/lich/")


def give_password(page, name="an"):
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")


def give_code(page, code):
    page.fill("[name=one_time_password]", code)
    page.press("[name=one_time_password]", "Enter")


def set_up(desk):
    """Set it up as the page says; the recovery codes."""
    desk.open("hai-lop/")
    give_code(desk.page, code_for(secret_on(Shown(desk.page))))
    desk.page.locator(".recovery-codes li").first.wait_for()
    return desk.page.locator(".recovery-codes li").all_inner_texts()


@pytest.fixture
def user(transactional_db):
    return make_user(username="an", is_superuser=True)


@pytest.fixture
def desk(site, page, user):
    return Desk(page, site, user)


def test_code_is_asked_after_the_password_and_a_wrong_one_refused(desk, user):
    set_up(desk)
    sign_out(desk)
    give_password(desk.page)
    expect(desk.page.locator("h1")).to_have_text("Xác thực hai lớp")

    give_code(desk.page, WRONG_CODE)
    expect(desk.page.locator(".errorlist")).to_contain_text("Mã chưa đúng")
    give_code(desk.page, code_of(user, later=1))

    desk.page.wait_for_url("**/admin/lich/")
    assert desk.complaints == []


def test_recovery_code_is_taken_once(desk):
    code, *_ = set_up(desk)
    sign_out(desk)
    give_password(desk.page)
    give_code(desk.page, code.lower())
    desk.page.wait_for_url("**/admin/lich/")

    sign_out(desk)
    give_password(desk.page)
    give_code(desk.page, code)

    expect(desk.page.locator(".errorlist")).to_contain_text("Mã chưa đúng")


def test_administrator_resets_it_and_the_password_is_enough(desk, user, browser):
    set_up(desk)
    other = Desk(
        browser.new_context(locale="vi-VN").new_page(), desk.site, make_user(username="chu", is_superuser=True)
    )
    other.open(f"accounts/user/{user.pk}/dang-nhap/")
    other.page.get_by_text("Đặt lại vì mất điện thoại").click()
    other.page.locator("#content button").click()
    expect(other.page.locator(".messagelist")).to_contain_text("Đã đặt lại xác thực hai lớp của an")

    desk.open("")
    give_password(desk.page)

    desk.page.wait_for_url("**/admin/")
    assert other.complaints == []


def test_pages_have_no_fault(desk, page):
    desk.open("hai-lop/")
    assert list(faults(page)) == []
    assert "FreeOTP" in Page(page.content()).words
    set_up(desk)
    assert list(faults(page)) == []
    for path in ("hai-lop/", "xac-nhan/", "accounts/dang-bi-khoa/"):
        desk.open(path)
        assert list(faults(page)) == [], path
    sign_out(desk)
    give_password(page)
    page.locator("[name=one_time_password]").wait_for()
    assert list(faults(page)) == []
