"""Hostile HTML, however it is folded, comes out as tags and attributes of the grammar alone."""

import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publishing import richtext
from publishing.grammar import ATTRIBUTES, CLASSES, TAGS
from publishing.richtext import clean_html, is_blank, plain_text, shown

ATTACKS = """
<script>alert(1)</script>
<scr<script>ipt>alert(1)</script>
<img src=x onerror=alert(1)>
<img data-image=1 src=x onerror=alert(1) alt="`><svg/onload=alert(1)>">
<svg><style><img src=x onerror=alert(1)></style></svg>
<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">
<math><mtext><h1><a><h6></a></h6><mglyph><svg><mtext><style><a title="</style><img src onerror='alert(1)'>"></style>
<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<template><img src=x onerror=alert(1)></template>
<textarea></textarea><img src=x onerror=alert(1)></textarea>
<title><img src=x onerror=alert(1)></title>
<xmp><p title="</xmp><svg/onload=alert(1)>">
<select><iframe></select><img src=x: onerror=alert(1)>
<iframe srcdoc="<script>alert(1)</script>" src="javascript:alert(1)"></iframe>
<object data="javascript:alert(1)"><embed src="javascript:alert(1)"></object>
<a href="javascript:alert(1)" xlink:href="javascript:alert(1)">x</a>
<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>
<a href="&#x6a;avascript:alert(1)">x</a><a href=" &#14; javascript:alert(1)">x</a>
<base href="//evil.example/"><link rel=stylesheet href=//evil.example/>
<meta http-equiv=refresh content="0;url=//evil.example/">
<p style="background:url(//evil.example/x);position:fixed">x</p><style>@import "//evil.example/"</style>
<p class="sr-only visually-hidden skip masthead" id="noi-dung">x</p><form action=/admin/><input name=q></form>
<!--><img src=x onerror=alert(1)>--><!--!><img src=x onerror=alert(1)>--!>
<![CDATA[<img src=x onerror=alert(1)>]]><?xml <img src=x onerror=alert(1)>?>
<p/onclick=alert(1)>x</p/><p\x0bonclick=alert(1)>x<p x="></p><img src=x onerror=alert(1)>">
<table><tr><td background=//evil.example/x>
<table><caption><svg><desc><p><style><a title="</style><img src onerror=alert(1)>">
<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)><details open ontoggle=alert(1)>x</details>
<b\u0338>x</b\u0338><p>\u0338x</p><a href="/x"\u0338>y</a>
""".strip().split("\n")

PIECES = [
    *(
        f"<{tag}>"
        for tag in ("p", "b", "a href=/x", "div class=box", "ul", "li", "table", "tr", "td", "figure", "h1", "br")
    ),
    *(
        f"<{tag}>"
        for tag in ("svg", "math", "mtext", "mglyph", "style", "script", "noscript", "template", "textarea", "select")
    ),
    *(
        f"</{tag}>"
        for tag in ("p", "b", "a", "div", "ul", "li", "table", "td", "figure", "svg", "math", "style", "select")
    ),
    *(
        "<img data-image=1>",
        "<img src=x onerror=alert(1)>",
        '<a title="</style><img src onerror=alert(1)>">',
        "<caption>",
    ),
    *(
        "<font style='font-weight:bold'>",
        "<p align=center>",
        "<center>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        '"',
        "'",
        "<",
        ">",
    ),
    *("&lt;img onerror=x&gt;", "&amp;", "&nbsp;", " ", "\n", "chữ", "\u0338", "\u200b", "&#x202e;", "\ud800", "&#0;"),
]


class Judge(HTMLParser):
    """Fails for whatever the grammar has not."""

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS
        for name, value in attrs:
            allowed = CLASSES.get(tag, set()) if name == "class" else ATTRIBUTES[tag][name]
            assert value in allowed if name == "class" else allowed.fullmatch(value)

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def judge(html):
    parser = Judge()
    parser.feed(html)
    parser.close()


def cleaned_anew(html):
    richtext._known_clean.clear()
    return clean_html(html)


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_comes_out_harmless(attack):
    judge(clean_html(attack))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=20).map("".join))
def test_whatever_comes_in_what_comes_out_is_of_the_grammar_and_settled(html):
    cleaned = clean_html(html)

    judge(cleaned)
    assert cleaned_anew(cleaned) == cleaned
    assert unicodedata.normalize("NFC", cleaned) == cleaned
    assert is_blank(html) == is_blank(cleaned)
    assert plain_text(shown(html)) == plain_text(cleaned)
