"""The body grammar: what stays, and how other HTML is brought into it. docs/decisions/0002-body-grammar.md"""

import pytest

from publishing.richtext import clean_html

TABLE = (
    '<table><caption>Bảng</caption><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
    '<tbody><tr><td class="align-right" colspan="2">1</td></tr></tbody></table>'
)
FOOTNOTE = (
    '<p>Lời<sup><a href="#fn-1" id="fnref-1">1</a></sup></p>\n'
    '<ol class="footnotes"><li id="fn-1">Chú <a href="#fnref-1">↩</a></li></ol>'
)


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Mục</h2>\n<h3>Tiểu mục</h3>\n<h4>Ý</h4>",
        "<p>Đoạn<br>xuống dòng</p>\n<hr>\n<p>x<sub>2</sub> y<sup>2</sup></p>",
        '<p class="align-center"><strong>đậm</strong> <em>nghiêng</em> <u>gạch</u> <s>bỏ</s></p>',
        '<p>Câu <span lang="en">in English</span></p>',
        '<ul><li>một<ol start="3"><li>ba</li></ol></li></ul>',
        "<ul><li>một<br><br>dòng khác</li></ul>",
        '<blockquote class="pull"><p>Trích</p></blockquote>',
        '<div class="box-notice"><h3>Lưu ý</h3><p>Nội dung</p></div>',
        '<figure class="align-left"><img data-image="12" alt="Ảnh"><figcaption>Chú <em>ý</em></figcaption></figure>',
        '<div class="gallery"><figure><img data-image="1"></figure><figure><img data-image="2"></figure></div>',
        '<figure class="video" data-video="7"><figcaption>Video</figcaption></figure>',
        '<figure class="video" data-youtube="dQw4w9WgXcQ"></figure>',
        TABLE,
        FOOTNOTE,
    ],
)
def test_every_part_of_the_grammar_stays_as_it_is(html):
    assert clean_html(html) == html


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<b><h2>Mục</h2></b>", "<h2>Mục</h2>"),
        ("<li>a</li><li>b</li>", "<ul><li>a</li><li>b</li></ul>"),
        ("<b><p>a</b>b</p>", "<p><strong>ab</strong></p>"),
        ('<b><figure><img data-image="3"></figure></b>', '<figure><img data-image="3"></figure>'),
        ("<h1>A</h1><h6>B</h6>", "<h2>A</h2>\n<h4>B</h4>"),
        ("<p><b>a</b><i>b</i><strike>c</strike></p>", "<p><strong>a</strong><em>b</em><s>c</s></p>"),
        ('<p style="text-align:center">a</p>', '<p class="align-center">a</p>'),
        ('<p align=right>a</p><p style="text-align: justify">b</p>', '<p class="align-right">a</p>\n<p>b</p>'),
        ("<center><p>a</p>b</center>", '<p class="align-center">a</p>\n<p class="align-center">b</p>'),
        ('<p><span style="font-weight:700">a</span></p>', "<p><strong>a</strong></p>"),
        ('<p style="font-style:italic">a</p>', "<p><em>a</em></p>"),
        ('<p><span style="text-decoration: underline">a</span></p>', "<p><u>a</u></p>"),
        ('<p><span style="vertical-align:super">a</span></p>', "<p><sup>a</sup></p>"),
        ('<h2 style="font-weight:bold"><b style="font-weight:normal">a</b></h2>', "<h2>a</h2>"),
        ('<p><a href="/x" style="text-decoration:underline">a</a></p>', '<p><a href="/x">a</a></p>'),
        ("<style>p<p></style><script>'<p>'</script><p>a</p>", "<p>a</p>"),
        ("<p>&nbsp;</p><p><br></p><h2> </h2><p><strong></strong></p><p>a</p>", "<p>a</p>"),
        ("<div>a</div><div>b<br><br>c</div>", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
        (
            "<p>Chào&nbsp;&nbsp; bạn, 18&nbsp;tháng&nbsp;<b>11</b></p>",
            "<p>Chào bạn, 18&nbsp;tháng <strong>11</strong></p>",
        ),
        ("<b><p>a</p><p>b</p></b>", "<p><strong>a</strong></p>\n<p><strong>b</strong></p>"),
        ("<ul><li><p>a</p></li>b<ul><li>c</ul></ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
        ("<table><tr><td><p align=center>một ô</p></table>", '<p class="align-center">một ô</p>'),
        ("<p><img data-image=3></p>", '<figure><img data-image="3"></figure>'),
        ("<img src=https://a.vn/x.png><img src=/x.png srcset=//a.vn/y>", ""),
        ("<figure><figcaption>mất ảnh</figcaption></figure>", "<p>mất ảnh</p>"),
        ("<div class=box>a</div><div class=box>b</div>", '<div class="box"><p>a</p><p>b</p></div>'),
        ("<p class='MsoNormal sr-only'><o:p>a</o:p><!--[if gte mso 9]><xml>x</xml><![endif]--></p>", "<p>a</p>"),
        ('<p style="display:none">ẩn</p><p><span style="mso-hide:all">ẩn</span>a</p>', "<p>a</p>"),
        (
            '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0"></iframe><iframe src="https://a.vn"></iframe>',
            '<figure class="video" data-youtube="dQw4w9WgXcQ"></figure>',
        ),
        (
            '<p>a<a href="#_ftn1" name="_ftnref1">[1]</a></p><p><a href="#_ftnref1" name="_ftn1">[1]</a> b</p>',
            '<p>a<a href="#fn-1" id="fnref-1">[1]</a></p>\n<p><a href="#fnref-1" id="fn-1">[1]</a> b</p>',
        ),
    ],
)
def test_other_html_is_brought_into_the_grammar(given, kept):
    assert clean_html(given) == kept


def test_plain_text_becomes_paragraphs():
    assert clean_html("Một & hai\r\nba < bốn\n\n  năm\u200b") == "<p>Một &amp; hai<br>ba &lt; bốn</p>\n<p>năm</p>"


def test_letters_are_composed_and_what_nobody_sees_goes():
    assert clean_html("<p>Mặt&#x200b; tra&#x323;&#x302;n&#x202e;\x00</p>") == "<p>Mặt trận</p>"


def test_id_stands_once():
    assert clean_html('<ol><li id="fn-1">a</li><li id="fn-1">b</li></ol>') == '<ol><li id="fn-1">a</li><li>b</li></ol>'


def test_cell_that_heads_nothing_is_no_heading():
    table = "<table><thead><tr><th></th><th>Năm 2026</th></tr></thead><tr><th> </th><td>1</td></tr></table>"

    cleaned = clean_html(table)

    assert "<tr><td></td>" in cleaned.replace("\n", "")
    assert cleaned.count("<th") == 2  # of which one is thead
