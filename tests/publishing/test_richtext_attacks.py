"""Known ways round sanitizers come out as tags and attributes of the grammar alone."""

import pytest

from publishing.richtext import CLEANER, clean_html
from tests.publishing.richtext_judge import judge

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


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_comes_out_harmless(attack):
    judge(clean_html(attack))


def test_nh3_judges_by_the_same_table():
    html = (
        '<p class="sr-only">a<a href="//evil.example/" id="top">b</a><img src="x" data-image="y"><script>c</script></p>'
    )

    assert CLEANER.clean(html) == '<p class="">a<a>b</a><img></p>'
