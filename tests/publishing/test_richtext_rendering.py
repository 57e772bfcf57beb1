"""What is added to a text for those who hear it, and for links that lead away."""

import pytest

from publishing.richtext import render

NOTE = (
    '<p>Lời<sup><a href="#fn-1" id="fnref-1">[1]</a></sup></p>'
    '<ol class="footnotes"><li id="fn-1">Chú <a href="#fnref-1">↩</a></li></ol>'
)


def test_table_is_named_by_its_caption_else_by_its_number():
    cells = "<tr><td>1</td><td>2</td></tr>"

    html = render(f"<table>{cells}</table><table><caption>Số <b>hộ</b></caption>{cells}</table><table>{cells}</table>")

    frame = '<div class="table" role="region" aria-label="{}" tabindex="0"><table>'
    for name in ("Bảng 1", "Số hộ", "Bảng 3"):
        assert frame.format(name) in html


def test_footnotes_say_where_they_lead():
    html = render(NOTE)

    assert '<a href="#fn-1" id="fnref-1" role="doc-noteref" aria-label="Chú thích [1]">[1]</a>' in html
    assert '<a href="#fnref-1" role="doc-backlink" aria-label="Về chỗ ghi chú thích 1 trong bài">↩</a>' in html
    assert '<ol class="footnotes" aria-label="Chú thích">' in html


@pytest.mark.parametrize(
    ("address", "rel"),
    [
        ("https://mattran.org.vn/tin", ' rel="external noopener"'),
        ("HTTP://a.vn", ' rel="external noopener"'),
        ("https://songhong.vn/tin-tuc/", ' rel="noopener"'),
        ("https://songhong.vn", ' rel="noopener"'),
        ("https://songhong.vn.evil.example/", ' rel="external noopener"'),
        ("/tin-tuc/", ""),
        ("mailto:a@b.vn", ""),
    ],
)
def test_link_to_another_host_is_external(settings, address, rel):
    settings.SITE_URL = "https://songhong.vn"

    assert render(f'<p><a href="{address}">a</a></p>') == f'<p><a href="{address}"{rel}>a</a></p>'
