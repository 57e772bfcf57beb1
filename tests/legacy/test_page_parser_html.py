import pytest

from portal.legacy.page_parser import parse
from publishing.richtext import clean_html
from tests.legacy.old_pages import BODY, TITLE, in_windows_1258, old_html, old_page

PARAGRAPH = "<p>Tối 4/3, bà con thắp sáng.</p>"


def parsed(name="trang.html", **parts):
    return parse(old_html(**parts), name)


def test_saved_html_is_read_between_the_same_labels():
    page = parsed()

    assert (page.title, str(page.day), page.views) == (TITLE, "2019-03-05", 1234)
    assert (page.authors, page.source) == (("Thu Hà",), "Ủy ban MTTQ huyện")
    assert clean_html(page.body) == PARAGRAPH


def test_saved_html_is_known_by_its_content_whatever_the_name():
    assert parsed(name="trang.txt") == parsed()


def test_html_and_text_of_one_page_have_one_fingerprint():
    body = "".join(f"<p>{paragraph}</p>" for paragraph in BODY.split("\n\n"))

    assert parsed(body=body).fingerprint == parse(old_page(), "trang.txt").fingerprint


@pytest.mark.parametrize(
    "kept",
    [
        "<p>Một <strong>hai</strong> &amp; <em>ba</em></p>",
        "<ul><li>Đường</li><li>Điện</li></ul>",
        "<table><tbody><tr><td>Hộ</td><td>40</td></tr><tr><td>Mét</td><td>2000</td></tr></tbody></table>",
        '<p><a href="https://mattran.org.vn/" rel="noopener">Mặt trận</a></p>',
        '<p class="align-center">Giữa</p>',
    ],
)
def test_markup_of_the_body_is_kept(kept):
    assert "".join(clean_html(parsed(body=PARAGRAPH + kept).body).split("\n")) == PARAGRAPH + kept


def test_what_is_no_text_is_left_out_and_pictures_are_counted():
    body = (
        f'{PARAGRAPH}<script>alert(1)</script><style>b {{}}</style><nav>In trang</nav><!-- ẩn -->'
        '<p><img src="data:image/png;base64,AAAA"><img src="a.jpg"></p><p onclick="alert(1)">Hết.</p>'
    )  # fmt: skip

    page = parsed(body=body)

    assert page.pictures == 2
    assert "base64" not in page.body
    assert "".join(clean_html(page.body).split("\n")) == PARAGRAPH + "<p>Hết.</p>"


@pytest.mark.parametrize(
    "parts",
    [
        {"title": "Khu dân cư <em>Đồi Thông</em><br>thắp sáng&nbsp;đường quê"},
        {"dateline": "<b>Ngày</b> <b>&#273;&#259;ng</b>:&nbsp;05/03/2019 &ndash; L&#432;&#7907;t xem: <b>1.234</b>"},
        {"byline": "<b>Tác giả:</b> Thu Hà<br>Nguồn: Ủy ban MTTQ huyện<br>Số lần được xem: 1.234"},
        {"byline": "Tác giả: Thu Hà <b>Nguồn:</b> Ủy ban MTTQ huyện <b>Số lần được xem:</b> 1.234"},
        {
            "dateline": "<table><tr><td>Ngày đăng:<td>05/03/2019</tr><tr><td>Lượt xem:<td>1.234</tr></table>",
            "byline": "<table><tr><td>Tác giả:</td><td>Thu Hà</td></tr><tr><td>Nguồn:</td><td>Ủy ban MTTQ huyện</td>"
            "</tr><tr><td>Số lần được xem:</td><td>1.234</td></tr></table>",
        },
    ],
)
def test_labels_are_found_however_they_are_marked_up(parts):
    page, usual = parsed(**parts), parsed()

    assert clean_html(page.body) == clean_html(usual.body)
    assert (page.title, page.day, page.views, page.authors, page.source) == (
        (usual.title, usual.day, usual.views, usual.authors, usual.source)
    )


@pytest.mark.parametrize(("charset", "code"), [("windows-1252", "cp1252"), ("ISO-8859-1", "latin-1")])
def test_declared_one_byte_code_is_believed(charset, code):
    source = old_html(body="<p>Tã lót</p>").decode().replace('"utf-8"', f'"{charset}"')

    page = parse(source.encode(code, "xmlcharrefreplace"), "trang.html")

    assert (page.title, clean_html(page.body)) == (TITLE, "<p>Tã lót</p>")


def test_vietnamese_one_byte_code_is_read_without_a_declaration():
    source = old_page(title="Đường quê", body="Xã hội", byline="Tác giả: Thu Hà").partition(b"Video")[0]

    page = parse(in_windows_1258(source.decode()), "trang.txt")

    assert (page.title, page.authors, clean_html(page.body)) == ("Đường quê", ("Thu Hà",), "<p>Xã hội</p>")
