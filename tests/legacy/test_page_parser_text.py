import datetime as dt
import unicodedata

import pytest

from portal.legacy.page_parser import parse
from tests.legacy.old_pages import BODY, TITLE, old_page


def parsed(name="trang.txt", **parts):
    return parse(old_page(**parts), name)


def test_page_is_read_between_its_labels():
    page = parsed()

    assert page.title == TITLE
    assert page.day == dt.date(2019, 3, 5)
    assert page.views == 1234
    assert page.authors == ("Thu Hà",)
    assert page.source == "Ủy ban MTTQ huyện"
    assert "Kinh phí do các hộ cùng góp." in page.body
    assert not any(word in page.body for word in (TITLE, "Ngày đăng", "Tác giả", "Video", "Xem tất cả"))


@pytest.mark.parametrize(
    "dateline",
    [
        "Ngày đăng: 05/03/2019 - Lượt xem: 1234",
        "NGÀY  ĐĂNG :05/03/2019\u00a0–\u00a0lượt xem : 1.234",
        "Ngày đăng: 5-3-2019 08:30 | Lượt xem: 1,234 lượt",
        "Ngày đăng: Thứ Ba, 05.03.2019 — Lượt xem:1.234",
        "(Ngày đăng: 05/03/2019)\nLượt xem: 1.234",
        "Ngày đăng: 05/03/2019",
        "Ngày đăng: 05/03/2019 - Lượt xem:",
    ],
)
def test_dateline_is_read_however_it_is_spaced(dateline):
    page = parsed(dateline=dateline)

    assert (page.day, page.views) == (dt.date(2019, 3, 5), 1234)
    assert page.body == parsed().body


@pytest.mark.parametrize(
    ("byline", "authors", "source", "views"),
    [
        ("Tác giả: Thu Hà - Nguồn: Báo Đồi - Số lần được xem: 7", ("Thu Hà",), "Báo Đồi", 7),
        ("TÁC GIẢ : Thu Hà — NGUỒN : Báo Đồi — SỐ LẦN ĐƯỢC XEM : 7", ("Thu Hà",), "Báo Đồi", 7),
        ("Tác giả: Thu Hà\nNguồn: Báo Đồi\n\nSố lần được xem: 7", ("Thu Hà",), "Báo Đồi", 7),
        ("Nguồn: Báo Đồi - Số lần được xem: 7", (), "Báo Đồi", 7),
        ("Tác giả: Thu Hà - Số lần được xem: 7", ("Thu Hà",), "", 7),
        ("Tác giả: - Nguồn: - Số lần được xem: 7", (), "", 7),
        ("Số lần được xem: 7", (), "", 7),
        ("Tác giả: Thu Hà - Nguồn: Báo Đồi", ("Thu Hà",), "Báo Đồi", 0),
        ("Tác giả: Thu Hà", ("Thu Hà",), "", 0),
        ("Nguồn: Báo Đồi", (), "Báo Đồi", 0),
    ],
)
def test_byline_is_read_with_whatever_it_has(byline, authors, source, views):
    page = parsed(dateline="Ngày đăng: 05/03/2019", byline=byline)

    assert (page.authors, page.source, page.views) == (authors, source, views)
    assert page.body == parsed().body


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("Thu Hà, Lê Bình", ("Thu Hà", "Lê Bình")),
        ("Thu Hà và Lê Bình, Thu Hà;", ("Thu Hà", "Lê Bình")),
        ("Nguyễn-Văn An", ("Nguyễn-Văn An",)),
        ("Ban Dân tộc - Tôn giáo", ("Ban Dân tộc - Tôn giáo",)),
        ("Ban Dân chủ và Pháp luật", ("Ban Dân chủ và Pháp luật",)),
        ("Phòng Văn hóa, Thể thao và Du lịch", ("Phòng Văn hóa, Thể thao và Du lịch",)),
    ],
)
def test_people_are_told_apart_and_offices_are_not(written, authors):
    assert parsed(byline=f"Tác giả: {written} - Nguồn: Báo Đồi - Số lần được xem: 7").authors == authors


def test_label_within_the_body_does_not_end_it():
    lines = ["Tác giả: Tố Hữu", "Nguồn: Thơ", "Câu có Số lần được xem: 5 ở giữa.", "Ngày đăng: 01/01/2001", "Câu cuối."]

    page = parsed(body="\n\n".join(lines))

    assert page.body.count("<p>") >= len(lines)
    assert all(line in page.body for line in lines)
    assert page.authors == ("Thu Hà",)


def test_plain_text_becomes_paragraphs_and_is_escaped():
    page = parsed(body="Một <b>hai</b> & ba\ndòng thứ hai\n \nĐoạn hai")

    assert "Một &lt;b&gt;hai&lt;/b&gt; &amp; ba<br>dòng thứ hai<br></p><p>Đoạn hai" in page.body


@pytest.mark.parametrize(
    "again",
    [
        old_page(dateline="Ngày đăng: 5/3/2019 - Lượt xem: 99.999", byline="Tác giả: Thu Hà"),
        old_page().replace(b"\n", b"\r\n"),
        old_page(body=BODY.replace(" ", "\u00a0 ")),
        b"\xef\xbb\xbf" + old_page(),
        unicodedata.normalize("NFD", old_page().decode()).encode(),
        old_page().decode().encode("utf-16"),
    ],
)
def test_same_page_saved_otherwise_has_the_same_fingerprint(again):
    page = parse(again, "lan-hai.txt")

    assert page.fingerprint == parsed().fingerprint
    assert page.title == TITLE


@pytest.mark.parametrize("change", [{"title": "Tên khác"}, {"body": "Bài khác"}, {"dateline": "Ngày đăng: 6/3/2019"}])
def test_another_page_has_another_fingerprint(change):
    assert parsed(**change).fingerprint != parsed().fingerprint
