"""Whatever the input, the output conforms to the grammar and does not change when cleaned again."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from publishing import richtext
from publishing.richtext import clean_html, is_blank, plain_text, render
from tests.publishing.richtext_judge import judge

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


def cleaned_anew(html):
    richtext._known_clean.clear()
    return clean_html(html)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=20).map("".join))
def test_whatever_comes_in_what_comes_out_is_of_the_grammar_and_settled(html):
    cleaned = clean_html(html)

    judge(cleaned)
    assert cleaned_anew(cleaned) == cleaned
    assert unicodedata.normalize("NFC", cleaned) == cleaned
    assert is_blank(html) == is_blank(cleaned)
    assert plain_text(render(html)) == plain_text(cleaned)
