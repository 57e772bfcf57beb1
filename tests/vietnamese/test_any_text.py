import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vietnamese.collation import name_sort_key, sort_key
from vietnamese.encodings import from_tcvn3, from_vni
from vietnamese.folding import clean, clean_line, fold, fold_keeping_length, syllables, tone_key
from vietnamese.slugs import slugify

FUNCTIONS = [clean, clean_line, fold, fold_keeping_length, syllables, tone_key]
FUNCTIONS += [slugify, sort_key, name_sort_key, from_tcvn3, from_vni]

awkward = st.sampled_from(
    "aĐậ̣ͅǅİßſﬁﷺ한𝔸🇻👨_~-{}'\"\x00\x85\u00ad\u200b\u200d\ufe0f\ufeff\ud800\udc00\uffff\U000e0041\U0010ffff"
)


@pytest.mark.parametrize("function", FUNCTIONS)
@given(text=st.text(awkward | st.characters(exclude_categories=())))
@settings(max_examples=200)
def test_no_text_makes_a_function_fail(function, text):
    function(text)


# Two megabytes each, and the worst for one way of being written carelessly: what takes the square of it never ends.
LONG_TEXTS = {
    "marks out of order": "a" + "\u0301\u0323" * 500_000,
    "marks made of two marks": "a" + "\u0f73" * 666_666,
    "joiners": "\u200d" * 666_666,
    "one word": "đ" * 1_000_000,
    "no word": "- " * 1_000_000,
}


@pytest.mark.parametrize("kind", LONG_TEXTS)
def test_two_megabytes_are_dealt_with(kind):
    for function in FUNCTIONS:
        function(LONG_TEXTS[kind])


def test_package_needs_nothing_but_the_standard_library():
    modules = "collation, dates, encodings, folding, numbers, slugs"
    without_site_packages = [sys.executable, "-S", "-c", f"from vietnamese import {modules}"]

    assert subprocess.run(without_site_packages, check=False).returncode == 0
