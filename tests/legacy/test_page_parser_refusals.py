import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.legacy.page_parser import OldPage, UnreadablePage, parse
from tests.legacy.old_pages import BODY, BYLINE, DATELINE, TITLE, old_html, old_page


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"dateline": "Đăng ngày 05/03/2019"}, "Không có dòng nào bắt đầu bằng “Ngày đăng:”"),
        ({"dateline": "Ngày đăng: hôm qua"}, "không có ngày viết như 11/02/2020"),
        ({"dateline": "Ngày đăng: 31/02/2020"}, "“31/02/2020” không phải là ngày"),
        ({"dateline": "Ngày đăng: 05/03/0019"}, "ở trước năm 1990"),
        ({"dateline": "Ngày đăng: 05/03/2019 - Lượt xem: 1,5K"}, "Số lượt xem “1,5K” không phải là số"),
        ({"dateline": "Ngày đăng: 05/03/2019 - Lượt xem: -5"}, "Số lượt xem “-5” không phải là số"),
        ({"byline": "Số lần được xem: 99999999999999999999"}, "không phải là số"),
        ({"body": " \n\u00a0\n…"}, "Không có chữ nào giữa dòng"),
        ({"byline": "Hết."}, "Không có dòng “Tác giả:"),
        ({"byline": "Tác giả: Thu Hà", "body": "Tác giả: Tố Hữu\n\nThơ"}, "Có 2 dòng “Tác giả:”"),
        ({"body": f"Bài một\n\n{BYLINE}\n\n{TITLE}\n{DATELINE}\n\nBài hai"}, "mỗi tệp chỉ được chứa một trang"),
    ],
)
def test_page_that_says_too_little_is_refused_with_the_reason(parts, reason):
    with pytest.raises(UnreadablePage, match=reason):
        parse(old_page(**parts), "trang.txt")


@pytest.mark.parametrize("before", ["", "\n\n", "* * *\n\n"])
def test_page_without_a_title_is_refused(before):
    with pytest.raises(UnreadablePage, match="Không có tiêu đề"):
        parse(f"{before}{DATELINE}\n\n{BODY}\n\n{BYLINE}".encode(), "trang.txt")


def test_html_of_pictures_alone_is_refused():
    with pytest.raises(UnreadablePage, match="Không có chữ nào"):
        parse(old_html(body='<p><img src="a.jpg"></p>'), "trang.html")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "Không có dòng nào"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "không phải là tệp văn bản"),
        (old_page().decode().encode("utf-16-le"), "không phải là tệp văn bản"),
        (old_page() + b"\xff", "không ở mã UTF-8"),
        (b"Ng\xe0y dang: 05/03/2019", "không ở mã UTF-8"),
        (b"\xff\xfe\x00\xd8", "không ở mã UTF-8"),
        (old_page()[:-1] + b"\xc3", "không ở mã UTF-8"),
    ],
)
def test_file_that_is_no_text_is_refused(data, reason):
    with pytest.raises(UnreadablePage, match=reason):
        parse(data, "trang.txt")


PIECES = [
    *(TITLE, DATELINE, BYLINE, "Ngày đăng:", "Lượt xem:", "Tác giả:", "Nguồn:", "Số lần được xem:", "31/02/2020"),
    *("\n", " - ", "<html>", "<p>", "</p>", "<td>", "<h1>", "<br>", "<img>", "<script>", "&#xd800;", "\u0301"),
]
SCRAPS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8))).map("".join)
FILES = st.one_of(
    st.binary(),
    SCRAPS.map(lambda text: text.encode(errors="replace")),
    SCRAPS.map(lambda text: f"{TITLE}\n{DATELINE}\n{text}\n{BYLINE}".encode("utf-16", "replace")),
)


@given(data=FILES, name=st.sampled_from(["trang.txt", "trang.html", "", "trang"]))
def test_anything_is_read_or_refused(data, name):
    try:
        page = parse(data, name)
    except UnreadablePage:
        return
    assert isinstance(page, OldPage)
    assert page.title
    assert page.views >= 0
