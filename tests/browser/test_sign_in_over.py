"""Who presses save after the session has ended signs in on the same page, and it is saved."""

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import expect

from news.models import Article
from tests.accounts.second_factors import code_of
from tests.browser.editing import Desk
from tests.browser.saving_steps import filled_in, sign_in_beside, sign_in_over
from tests.browser.test_admin_axe import faults
from tests.factories import PASSWORD, make_article, make_user

pytestmark = pytest.mark.browser
TITLE = "Ngày hội đại đoàn kết"


@pytest.fixture
def user(transactional_db):
    return make_user(is_superuser=True, username="mai")


@pytest.fixture
def form(site, page, user):
    return filled_in(Desk(page, site, user))


def pressed_after_the_end(form):
    """The window that comes when the session has ended and save is pressed."""
    form.page.context.clear_cookies()
    form.page.locator("[name=_save]").click()
    window = sign_in_over(form.page)
    expect(window.get_by_label("Tên đăng nhập")).to_have_value("mai")
    return window


def test_password_alone_goes_on_with_the_save(form):
    window = pressed_after_the_end(form)
    window.get_by_label("Mật khẩu").fill("sai rồi nhé 12345")
    window.get_by_role("button", name="Đăng nhập và làm tiếp").click()
    expect(window.get_by_role("alert")).to_contain_text("mật khẩu")
    assert list(faults(form.page)) == []

    window.get_by_label("Mật khẩu").fill(PASSWORD)
    with form.page.expect_navigation():
        window.get_by_label("Mật khẩu").press("Enter")

    expect(form.page.locator(".messagelist .success")).to_contain_text(TITLE)
    assert Article.objects.get().body == "<p>Ba trăm người dự.</p>"


def test_code_of_the_second_factor_is_asked_in_the_same_window(form, user):
    TOTPDevice.objects.create(user=user)
    window = pressed_after_the_end(form)
    window.get_by_label("Mật khẩu").fill(PASSWORD)
    window.get_by_label("Mật khẩu").press("Enter")
    code = window.get_by_label("Mã 6 chữ số hoặc mã dự phòng")
    expect(code).to_be_focused()

    code.fill(code_of(user))
    with form.page.expect_navigation():
        code.press("Enter")

    expect(form.page.locator(".messagelist .success")).to_contain_text(TITLE)
    assert Article.objects.count() == 1


def test_window_is_put_off_and_opened_again_from_the_note(form):
    window = pressed_after_the_end(form)
    window.get_by_role("button", name="Để sau").click()
    expect(window).to_have_count(0)
    form.page.locator("[name=_save]").click()

    window.get_by_label("Mật khẩu").fill(PASSWORD)
    with form.page.expect_navigation():
        window.get_by_label("Mật khẩu").press("Enter")

    assert Article.objects.get().title == TITLE


def test_form_of_another_account_is_saved_in_its_own_name(form):
    make_user(is_superuser=True, username="an")
    sign_in_beside(form, "an")
    form.page.locator("[name=_save]").click()

    window = sign_in_over(form.page)
    window.get_by_label("Mật khẩu").fill(PASSWORD)
    with form.page.expect_navigation():
        window.get_by_label("Mật khẩu").press("Enter")

    assert Article.objects.get().title == TITLE


def test_note_before_saving_opens_the_window_too(site, page, user):
    desk = Desk(page, site, user)
    desk.open(f"news/article/{make_article(state='draft').pk}/change/")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="đăng nhập trên trang này").click(timeout=15_000)

    window = sign_in_over(page)
    window.get_by_label("Mật khẩu").fill(PASSWORD)
    window.get_by_label("Mật khẩu").press("Enter")

    expect(window).to_have_count(0)
    expect(page.locator(".session-ended")).to_be_hidden(timeout=15_000)
