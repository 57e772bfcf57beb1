"""The pages of a person about signing in: they fit a narrow window, and a link among buttons looks like one."""

import pytest

from tests.accounts.second_factors import make_person
from tests.browser.editing import Desk
from tests.factories import make_user
from tests.instruments.fit import sticking_out

pytestmark = pytest.mark.browser
# Decoration of the link, and how far the middle of its words is from the middle of its box
LOOK = """link => {
  const words = document.createRange();
  words.selectNodeContents(link);
  const [box, text] = [link.getBoundingClientRect(), words.getBoundingClientRect()];
  return [getComputedStyle(link).textDecorationLine, Math.round((box.top + box.bottom - text.top - text.bottom) / 2)];
}"""


@pytest.fixture
def user(transactional_db):
    return make_user(username="an", is_superuser=True)


def test_sessions_fit_a_narrow_window(site, browser, page, user):
    Desk(browser.new_context(locale="vi-VN").new_page(), site, user)
    desk = Desk(page, site, user)

    for path in ("phien-dang-nhap/", f"accounts/user/{user.pk}/dang-nhap/"):
        assert sticking_out(desk.page, f"{site.url}/admin/{path}") == []
        assert desk.page.get_by_role("button", name="Kết thúc").first.is_visible()


def test_link_among_buttons_looks_like_one(site, page, user):
    desk = Desk(page, site, user)

    desk.open(f"accounts/user/{make_person().pk}/hai-lop/")

    assert desk.page.get_by_role("link", name="Thôi").evaluate(LOOK) == ["none", 0]
