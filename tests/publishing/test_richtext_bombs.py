"""Texts made to be costly: a browser's way of reading would take minutes or gigabytes for them."""

import html
import re

import pytest

from publishing.html_tree import MAX_DEPTH_LEVELS
from publishing.richtext import clean_html, is_blank, plain_text
from publishing.richtext_blocks import MAX_TEXT_CHARACTERS

BOMBS = {
    "deep blocks": "<div>" * 10_000 + "x",
    "deep marks": "<b>" * 10_000 + "x",
    "deep lists": "<ul><li>" * 10_000 + "x",
    "deep tables": "<table><tr><td>" * 10_000 + "x",
    "deep quotes": "<blockquote>" * 10_000 + "x",
    "marks left open": "".join(f"<b id={number}><p>" for number in range(10_000)) + "x",
    "ends without beginnings": "<div>" * 20_000 + "</p>" * 20_000 + "x",
    "comments left open": "x" + "<!--" * 100_000,
    "tags left open": "x" + "<a " * 100_000,
    "quotes left open": 'x<a b="' * 50_000,
    "scripts left open": "x" + "<script>" * 50_000,
    "many attributes": "<p " + "a=b " * 100_000 + ">x",
    "many spaces": "<p a" + " " * 500_000 + "=" + " " * 500_000 + ">x",
    "many equals signs": "<p " + "= " * 200_000 + ">x",
    "half references": "x" + "&#" * 100_000,
    "one word": "x" * 500_000,
    "less-than signs": "x" + "<" * 200_000,
    "many declarations": "<p style='" + "a:b;" * 100_000 + "'>x",
    "captions": "x<table>" + "".join(f"<caption>{number}" for number in range(20_000)),
    "marks upon a letter": "x" + "\u0301" * 200_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_defused(name):
    cleaned = clean_html(BOMBS[name])

    assert "x" in plain_text(cleaned)
    assert deepest(cleaned) <= MAX_DEPTH_LEVELS + 4
    assert max(len(html.unescape(text)) for text in re.split("<[^>]*>", cleaned)) <= MAX_TEXT_CHARACTERS


def test_a_megabyte_of_text_stay():
    html = "<p>Đại <strong>đoàn</strong> kết toàn dân tộc</p>\n" * 16_000

    assert clean_html(html) == html.strip()
    assert not is_blank(html)


def deepest(html):
    depth = most = 0
    for tag in html.split("<")[1:]:
        if not tag.startswith(("br", "hr", "img")):
            depth += -1 if tag.startswith("/") else 1
        most = max(most, depth)
    return most
