import unicodedata

import pytest
from django.contrib.staticfiles import finders

from tests.factories import PASSWORD, make_user
from vietnamese.slugs import slugify

pytestmark = pytest.mark.browser

TITLES = [
    "Đại đoàn kết",
    "ĐẠI ĐOÀN KẾT TOÀN DÂN TỘC",
    "Kỷ niệm 95 năm Ngày thành lập (18/11/1930 – 18/11/2025)",
    "Quỹ “Vì người nghèo”: trao 120 căn nhà, trị giá 6,5 tỷ đồng",
    "Hoà bình, thuỷ lợi, ưu tiên, nghĩa vụ, phản biện xã hội",
    "  Giám sát\tvà\u00a0phản biện -- xã hội!  ",
    "Łódź, Besançon, Þórr, cœur, straße, 40 m²",
    "Ｆｕｌｌ　ｗｉｄｔｈ ﬁle",
    "Ma\u200bặt\u00ad trận\ufeff",
    "snake_case và C++",
    "日本 Nhật Bản 🇻🇳",
    "“…”",
    "",
]


@pytest.fixture
def urlify(page):
    """Our script in a blank page: call it with texts and a length, get their slugs."""
    page.add_script_tag(path=finders.find("publishing/urlify.js"))
    return lambda texts, length: page.evaluate("([texts, n]) => texts.map(text => URLify(text, n))", [texts, length])


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_script_makes_the_slug_the_server_makes(urlify, form):
    titles = [unicodedata.normalize(form, title) for title in TITLES]

    for length in (120, 40, 12, 5, 1):
        assert urlify(titles, length) == [slugify(title, max_length=length) for title in titles]


def test_admin_fills_in_the_slug_while_the_name_is_typed(site, page):
    user = make_user(is_superuser=True)
    page.goto(f"{site.url}/admin/news/tag/add/")
    page.fill("#id_username", user.username)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")

    page.locator("#id_name").press_sequentially("Đại đoàn kết")

    assert page.input_value("#id_slug") == "dai-doan-ket"
