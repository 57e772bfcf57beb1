"""Beside a time field, a user in another time zone sees how their own clock differs."""

import pytest

from tests.browser.editing import Desk
from tests.factories import make_article

pytestmark = pytest.mark.browser
HINTS = {
    "Asia/Tokyo": "Lưu ý: giờ trên máy của bạn muộn hơn giờ máy chủ 2 giờ. Hãy nhập giờ Việt Nam.",
    "Europe/London": "Lưu ý: giờ trên máy của bạn sớm hơn giờ máy chủ 7 giờ. Hãy nhập giờ Việt Nam.",
    "Asia/Ho_Chi_Minh": None,
}


@pytest.mark.parametrize("zone", HINTS)
def test_hint_says_later_where_it_is_later(site, browser, browser_context_args, zone):
    context = browser.new_context(**{**browser_context_args, "timezone_id": zone})
    context.clock.set_fixed_time("2026-12-01T05:00:00Z")  # in winter, when London keeps Greenwich's time
    desk = Desk(context.new_page(), site)
    article = make_article()

    desk.open(f"news/article/{article.pk}/move/set_end/")

    hints = desk.page.locator(".timezonewarning").all_inner_texts()
    assert set(hints) == ({HINTS[zone]} if HINTS[zone] else set())
    assert desk.complaints == []
    context.close()
