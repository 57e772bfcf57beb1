"""A form stays as it is, and says so, when another account has signed in or nobody is signed in any more."""

import pytest
from playwright.sync_api import expect

from news.models import Article
from tests.browser.editing import Desk
from tests.browser.saving_steps import filled_in, saved, sign_in_beside, still_there
from tests.factories import make_article, make_user

pytestmark = pytest.mark.browser
CHANGED = "trang này mở bằng tài khoản mai, nay trình duyệt đang đăng nhập bằng an"


@pytest.fixture
def desk(site, page):
    make_user(is_superuser=True, username="an")
    return Desk(page, site, make_user(is_superuser=True, username="mai"))


def test_form_of_another_account_is_kept_until_that_account_is_back(desk):
    form = filled_in(desk)
    sign_in_beside(desk, "an")
    form.page.locator("[name=_save]").click()

    still_there(form, f"Chưa lưu: {CHANGED}", asks_for_sign_in=True)
    assert not Article.objects.exists()
    sign_in_beside(desk, "mai")
    saved(form)


def test_open_form_says_that_another_account_has_signed_in_and_that_its_own_is_back(desk):
    desk.open(f"news/article/{make_article(state='draft').pk}/change/")
    note = desk.page.locator("form#article_form > .session-ended")
    sign_in_beside(desk, "an")

    expect(note).to_contain_text(f"Lúc này chưa lưu được: {CHANGED}", timeout=15_000)
    sign_in_beside(desk, "mai")

    expect(note).to_be_hidden(timeout=15_000)


def test_who_has_lost_all_cookies_is_told_that_the_session_is_over(desk):
    form = filled_in(desk)
    form.page.context.clear_cookies()
    form.page.locator("[name=_save]").click()

    still_there(form, "phiên làm việc đã hết", asks_for_sign_in=True)
    expect(form.page.locator("form#article_form > .saving-note")).not_to_contain_text("máy chủ từ chối")
