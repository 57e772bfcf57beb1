"""The widest list fits a common screen: who wrote and who changed last are seen without scrolling."""

import pytest

from tests.browser.editing import Desk
from tests.desk.test_worklists import written_by
from tests.factories import make_category, make_image, make_user
from tests.publishing.editing import ALL
from traffic.statistics import set_base

pytestmark = pytest.mark.browser
TITLE = "Giám sát việc thực hiện chính sách đối với người có công trên địa bàn tỉnh"


def test_list_fits_a_screen_of_1366_points(site, page):
    people = {"last_name": "Nguyễn Hoàng", "first_name": "Phương"}
    writer = make_user(*ALL, "news.view_article", "news.add_article", **people)
    category = make_category(name="Đại đoàn kết toàn dân tộc")
    for state in ("draft", "in_review", "published"):
        fields = {"title": TITLE, "category": category, "lead_image": make_image()}
        set_base(written_by(writer, state, **fields), 123_456)
    page.set_viewport_size({"width": 1366, "height": 768})

    Desk(page, site, writer).open("news/article/")

    shown, width = page.evaluate(
        "[...document.querySelectorAll('.results')].flatMap(r => [r.clientWidth, r.scrollWidth])"
    )
    assert shown == width
    assert page.locator("td.field-last_change").first.is_visible()
