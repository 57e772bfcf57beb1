"""A password or a code goes to the server once, also a wrong one: each counts towards the lock."""

import pytest

from portal.accounts.models import SignInFailures
from tests.browser.editing import Desk
from tests.factories import make_user

pytestmark = pytest.mark.browser


def test_wrong_old_password_counts_once(site, page):
    desk = Desk(page, site, make_user(username="an"))
    desk.open("password_change/")
    page.fill("#id_old_password", "khong-phai-mat-khau-nay")
    for name in ("new_password1", "new_password2"):
        page.fill(f"#id_{name}", "bốn con vịt què qua cầu")
    page.locator("#content [type=submit]").click()
    page.locator(".errorlist").wait_for()

    assert [run.failures for run in SignInFailures.objects.all()] == [1]


def test_wrong_first_code_is_sent_once(site, page):
    desk = Desk(page, site, make_user(username="an"))
    desk.open("hai-lop/")
    sent = []
    page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
    page.fill("[name=one_time_password]", "000000")
    page.press("[name=one_time_password]", "Enter")
    page.locator(".errorlist").wait_for()

    assert sent == ["POST"]
