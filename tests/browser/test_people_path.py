"""From an invitation to the first day at the desk and the loss of a role, each person at a browser of their own."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from playwright.sync_api import expect

from tests.browser.editing import Desk
from tests.factories import make_user

pytestmark = pytest.mark.browser
PASSWORD = "bảy con ngỗng điếc qua cầu"


@pytest.fixture
def administrator(site, browser, browser_context_args):
    call_command("sync_roles", verbosity=0)
    user = make_user(username="mai", groups=[Group.objects.get(name="Quản trị")])
    page = browser.new_context(**browser_context_args, viewport={"width": 1366, "height": 768}).new_page()
    desk = Desk(page, site, user)
    yield desk
    assert desk.complaints == []
    page.context.close()


@pytest.fixture
def newcomer(site, browser, browser_context_args):
    """A browser that nobody has signed in at, as narrow as a telephone."""
    page = browser.new_context(**browser_context_args, viewport={"width": 390, "height": 844}).new_page()
    yield page
    page.context.close()


def invited(administrator):
    """Add a reporter; the address of the link that is shown once."""
    administrator.open("accounts/user/add/")
    administrator.page.get_by_label("Tên đăng nhập").fill("nga")
    administrator.page.get_by_label("Phóng viên: viết").check()
    administrator.send(administrator.page.get_by_role("button", name="Lưu", exact=True))
    administrator.send(administrator.page.get_by_role("button", name="Tạo liên kết mời"))
    return administrator.page.get_by_label("Liên kết đặt mật khẩu").input_value()


def signed_in(page, site, address):
    page.goto(address.replace(address.partition("/admin/")[0], site.url))
    assert "ma=" not in page.url
    page.get_by_label("Mật khẩu mới:", exact=True).fill(PASSWORD)
    page.get_by_label("Nhập lại mật khẩu mới").fill(PASSWORD)
    page.get_by_role("button", name="Đặt mật khẩu").click()
    page.get_by_role("link", name="Đăng nhập").click()
    page.get_by_label("Tên đăng nhập").fill("nga")
    page.get_by_label("Mật khẩu:").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.locator("h1")).to_have_text("Bàn làm việc")


def test_reporter_is_invited_signs_in_is_signed_out_and_loses_the_role(site, administrator, newcomer):
    signed_in(newcomer, site, invited(administrator))
    newcomer.get_by_role("link", name="Phiên đăng nhập").click()
    expect(newcomer.get_by_role("region", name="Phiên đăng nhập")).to_contain_text("Chrome trên Linux")

    administrator.page.reload()
    administrator.send(administrator.page.get_by_role("button", name="Kết thúc mọi phiên"))
    expect(administrator.page.locator(".messagelist")).to_contain_text("Đã kết thúc 1 phiên")
    newcomer.goto(f"{site.url}/admin/")
    expect(newcomer.get_by_role("button", name="Đăng nhập")).to_be_visible()

    newcomer.get_by_label("Tên đăng nhập").fill("nga")
    newcomer.get_by_label("Mật khẩu:").fill(PASSWORD)
    newcomer.get_by_role("button", name="Đăng nhập").click()
    administrator.page.get_by_role("link", name="nga", exact=True).click()
    administrator.page.get_by_label("Phóng viên: viết").uncheck()
    administrator.save()
    assert newcomer.goto(f"{site.url}/admin/news/article/add/").status == 403
