"""Headings get ids that nothing else on a page has, and a list of contents when they are not few."""

import re
from pathlib import Path

import pytest

from publishing.richtext import render

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
LONG = "<h2>Mở đầu</h2><p>a</p><h3>Đối tượng</h3><h3>Mức hỗ trợ</h3><h2>Thực hiện</h2>"


def test_headings_get_ids_made_of_their_words():
    html = render('<h2>Mức hỗ trợ <em>mới</em><sup><a href="#fn-1">1</a></sup></h2><h4>Ý</h4>')

    assert html.startswith('<h2 id="muc-muc-ho-tro-moi">Mức hỗ trợ <em>mới</em>')
    assert "<h4>Ý</h4>" in html


def test_same_words_get_different_ids():
    html = render("<h2>Kết quả</h2><h2>Kết quả 2</h2><h3>Kết quả</h3><h3>…</h3><h2>!</h2>")

    names = re.findall(r' id="([^"]*)"', html)
    assert names == ["muc-ket-qua", "muc-ket-qua-2", "muc-ket-qua-3", "muc-khong-ten", "muc-khong-ten-2"]


def test_contents_hold_lesser_headings_under_greater_ones():
    contents = render(LONG).contents

    assert [(entry.text, [inner.text for inner in entry.children]) for entry in contents] == [
        ("Mở đầu", ["Đối tượng", "Mức hỗ trợ"]),
        ("Thực hiện", []),
    ]
    assert contents[0].children[0].id == "muc-doi-tuong"


def test_lesser_headings_without_a_greater_one_stand_side_by_side():
    contents = render("<h3>Một</h3><h3>Hai</h3><h2>Ba</h2><h3>Bốn</h3>").contents

    assert [entry.text for entry in contents] == ["Một", "Hai", "Ba"]


@pytest.mark.parametrize("html", ["", "<p>a</p>", "<h2>Một</h2><h3>Hai</h3>", '<div class="box"><h3>Ô</h3></div>' * 5])
def test_short_text_has_no_contents(html):
    assert not render(html).contents


def test_no_template_uses_the_ids_of_headings_and_footnotes():
    pages = [page.read_text() for page in TEMPLATES.rglob("*.html")]

    assert pages
    assert not any(re.search(r'\bid="(muc-|fn-|fnref-)', page) for page in pages)


@pytest.mark.django_db
def test_long_article_begins_with_its_contents(client):
    from tests.factories import make_article

    page = client.get(make_article(body=LONG).get_absolute_url()).content.decode()

    assert '<a href="#muc-doi-tuong">Đối tượng</a>' in page
    assert '<h3 id="muc-doi-tuong">' in page
    assert "Trong bài này" not in client.get(make_article().get_absolute_url()).content.decode()
