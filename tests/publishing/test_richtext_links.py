import pytest

from publishing.richtext import clean_html


@pytest.mark.parametrize(
    "address",
    [
        "/bai-viet/dai-doan-ket-1/",
        "/",
        "/tim-kiem/?q=a&tu=1",
        "mailto:vanphong@mattran.org.vn",
        "tel:+84(24)3928-1234",
        "#fn-12",
        "#fnref-3",
    ],
)
def test_link_within_the_site_or_to_a_person_stays(address):
    html = clean_html(f'<p><a href="{address}">x</a></p>')

    assert html == f'<p><a href="{address}">x</a></p>'.replace("&", "&amp;")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://mattran.org.vn", "https://mattran.org.vn"),
        (" HTTP://mattran.org.vn:8080/a b?c=1#d ", "HTTP://mattran.org.vn:8080/a%20b?c=1#d"),
        ("https://đạiđoànkết.vn/", "https://đạiđoànkết.vn/"),
    ],
)
def test_link_to_another_site_stays_and_tells_it_nothing(given, kept):
    assert clean_html(f'<p><a href="{given}">x</a></p>') == f'<p><a href="{kept}" rel="noopener">x</a></p>'


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "/\t/evil.example",
        "/&#10;/evil.example",
        "https:/\\evil.example",
        "https:evil.example",
        "https://bank.vn@evil.example/",
        "https://evil.example\\@bank.vn/",
        "javascript:alert(1)",
        "JaVaScRiPt&colon;alert(1)",
        "java&#x09;script:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://a.vn/",
        "bai-viet.html",
        "?q=1",
        "#top",
        "https://",
        "",
    ],
)
def test_other_link_leaves_its_text(address):
    assert clean_html(f'<p><a href="{address}">x</a></p>') == "<p>x</p>"


def test_link_gives_no_other_attribute():
    html = (
        '<p><a href="/x" target="_blank" onclick="x()" ping="//a.vn" style="color:red" class="cta" title="t">x</a></p>'
    )

    assert clean_html(html) == '<p><a href="/x">x</a></p>'


@pytest.mark.parametrize("words", [".", "…", " , ", "<strong>-</strong>", "\u200b.", "→"])
def test_link_that_nobody_sees_is_taken_out(words):
    html = clean_html(f'<p>Hội nghị<a href="https://ca-cuoc.example/">{words}</a></p>')

    assert "href" not in html
    assert "Hội nghị" in html


def test_mark_of_a_footnote_is_no_hidden_link():
    assert "#fnref-1" in clean_html('<p>Ghi chú <a href="#fnref-1">↩</a></p>')
