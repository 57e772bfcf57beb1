"""What the checklist finds in a text: each rule by a text that breaks it, and by one that does not."""

import pytest

from publishing.checked_text import CheckedText
from publishing.checklist import check
from tests.factories import make_album, make_article, make_image, make_page, make_video

pytestmark = pytest.mark.django_db


def article(body="<p>Nội dung.</p>", **fields):
    """One that nothing is to be said of, but for what is given."""
    fields = {"summary": "Tóm tắt.", "lead_image": make_image(alt="Lễ khai mạc"), **fields}
    return make_article(body=body, **fields)


def found(thing):
    return [(one.rule, one.is_error) for one in check(CheckedText(thing))]


def sentences(thing):
    return " ".join(map(str, check(CheckedText(thing))))


def test_complete_text_has_nothing_to_be_mended():
    body = """<h2>Phần một</h2><p>Đọc <a href="https://vi.du.vn/">thông cáo của tỉnh</a>, ngày ngày đi từ từ.</p>
    <h3>Mục</h3><table><thead><tr><th scope="col">Xã</th></tr></thead><tbody><tr><td>An</td></tr></tbody></table>
    <h2>Phần hai</h2><p>Hết<a href="#fn-1" id="fnref-1">1</a>.</p>"""

    assert found(article(body)) == []


@pytest.mark.parametrize(
    ("body", "rule", "words"),
    [
        ("<h3>Mục</h3>", "headings", "đang là Tiêu đề 3, phía trên mới đến Tiêu đề 1"),
        ("<h2>Một</h2><h4>Hai</h4>", "headings", "Hãy đổi thành Tiêu đề 3"),
        ('<h2>Tải về</h2><p>Xem <a href="/x/">tại đây.</a></p>', "links", "“tại đây.” không cho biết dẫn tới đâu"),
        ('<p><a href="/x/">XEM THÊM »</a></p>', "links", "không cho biết dẫn tới đâu"),
        ("<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>", "tables", "chưa có hàng tiêu đề"),
        ("<p>Đại biểu của của tỉnh</p>", "doubled", "“của của”"),
    ],
)
def test_each_rule_says_what_to_do_in_which_words(body, rule, words):
    text = article(body)

    assert found(text) == [(rule, False)]
    assert words in sentences(text)


def test_finding_names_the_heading_it_stands_under():
    text = article('<h2>Tải về</h2><p>Xem <a href="/x/">tại đây</a></p>')

    assert "(dưới tiêu đề “Tải về”)" in sentences(text)


def test_missing_summary_picture_and_words_for_pictures_are_told():
    bare = make_image(title="Đoàn xe")
    assert found(make_article()) == [("summary", False), ("picture", False)]

    text = article(f'<figure><img data-image="{bare.pk}"></figure>', lead_image=make_image(title="Lễ"))

    assert found(text) == [("words_for_pictures", False)] * 2
    assert "“Đoàn xe” chưa có chữ thay ảnh" in sentences(text)
    assert "“Lễ” chưa có chữ thay ảnh" in sentences(text)


def test_picture_with_words_here_or_only_for_decoration_is_in_order():
    bare, rule = make_image(), make_image(is_decorative=True)
    body = f'<figure><img data-image="{bare.pk}" alt="Đoàn xe"></figure><figure><img data-image="{rule.pk}"></figure>'

    assert found(article(body)) == []


@pytest.mark.parametrize(("letters", "is_long"), [(110, False), (111, True)])
def test_title_is_long_from_where_it_is_cut(letters, is_long):
    assert (("title", False) in found(article(title="a" * letters))) == is_long


def test_what_may_not_go_out_is_an_error():
    assert ("content", True) in found(make_article(body=""))
    assert ("title", True) in found(make_article(title=""))
    assert ("staff_links", True) in found(article('<p><a href="/admin/news/article/1/change/">Bài</a></p>'))
    assert ("content", True) in found(make_video(youtube_id=""))


def test_text_with_a_summary_alone_and_page_without_words_may_go_out():
    assert ("content", True) not in found(make_article(body="", summary="Xem tệp."))
    assert ("content", True) not in found(make_page(body=""))
    assert ("content", True) not in found(make_album())


@pytest.mark.parametrize(
    ("fields", "why"),
    [({"state": "draft"}, "bản nháp"), ({"state": "withdrawn"}, "đã gỡ"), ({}, "")],
)
def test_link_to_what_readers_cannot_open_is_told(settings, fields, why):
    other = make_article(**fields)
    inside = f'<p><a href="{other.get_absolute_url()}">Bài trước</a></p>'
    whole = f'<p><a href="{settings.SITE_URL}{other.get_absolute_url()}">Bài trước</a></p>'

    for body in (inside, whole):
        assert found(article(body)) == ([("links_to_unpublished", False)] if why else [])
        assert why in sentences(article(body))


def test_link_to_a_page_is_found_by_its_path():
    page = make_page(state="draft")

    assert ("links_to_unpublished", False) in found(article(f'<p><a href="{page.get_absolute_url()}">Trang</a></p>'))
    assert found(article('<p><a href="/bai-viet/x-99999999999999999999/">Bài không có</a></p>')) == []
