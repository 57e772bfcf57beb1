"""Telling lines that sell gambling from news about it."""

import pytest

from portal.watch.spam import has_invisible_characters, hiding_markup, is_spam, spam_line
from tests.watch.gambling_lines import BENIGN, SPAM


@pytest.mark.parametrize("line", BENIGN)
def test_news_about_gambling_is_no_spam(line):
    assert not is_spam(line)


@pytest.mark.parametrize("line", SPAM)
def test_line_that_sells_gambling_is_spam(line):
    assert is_spam(line)
    assert is_spam(f"<h2>Ngày hội</h2><p>Công an xã tham gia phòng chống tội phạm.</p><p>{line}</p>")


def test_line_is_named_without_its_markup():
    assert spam_line('<p>Tin.</p><p>Nhà cái <a href="https://x.vn">uy tín</a></p>') == "Nhà cái uy tín"


def test_letters_that_nobody_sees_hide_nothing():
    assert is_spam("nhà c\u200bái uy t\u00adín kubet")
    assert has_invisible_characters("c\u200bái")
    assert not has_invisible_characters("Đại đoàn kết")


@pytest.mark.parametrize(
    "source",
    [
        '<p style="display:none">x</p>',
        "<p hidden>x</p>",
        "<script>x</script>",
        "< iframe src=//x.vn>",
        "<a href='javascript:alert(1)'>x</a>",
        "<img src=x onerror=alert(1)>",
        '<span class="visually-hidden">x</span>',
        "<svg/onload=alert(1)>",
    ],
)
def test_markup_that_hides_or_runs_is_told(source):
    assert hiding_markup(source)


@pytest.mark.parametrize(
    "source",
    ["<p>Kiểu cách: style hidden</p>", '<p class="align-center">Dữ liệu: số 1</p>', '<a href="tel:113">113</a>'],
)
def test_markup_of_the_editor_hides_nothing(source):
    assert not hiding_markup(source)
