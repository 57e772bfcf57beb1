import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.folding import clean, fold, syllables, tone_key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đại đoàn kết!", ["đại", "đoàn", "kết"]),
        ("88/NQLT, 88-nqlt 88 NQLT", ["88", "nqlt"] * 3),
        ("mat_tran.2020~x", ["mat", "tran", "2020", "x"]),
        ("“Vì…người—nghèo”", ["vì", "người", "nghèo"]),
        ("Đoàn\u200b kết 🇻🇳 ❤", ["đoàn", "kết"]),
        ("g\u0303a", ["g\u0303a"]),
        ("\u0301 ... \x00 _", []),
    ],
)
def test_text_is_taken_apart_at_whatever_is_neither_letter_nor_digit(text, expected):
    assert syllables(text) == syllables(unicodedata.normalize("NFD", text)) == expected


SAME = """hoà=hòa hoá=hóa khoẻ=khỏe loã=lõa hoạ=họa xoè=xòe toà\u200b=tòa thuỷ=thủy uỷ=ủy UỶ=Ủy tuỳ=tùy quý=qúy già=gìa
hoàng=hòang Ðoàn=đoàn""".split()


@pytest.mark.parametrize("pair", SAME)
def test_place_of_the_tone_mark_does_not_matter(pair):
    one, other = pair.split("=")

    assert tone_key(clean(one)) == tone_key(other)
    assert tone_key(unicodedata.normalize("NFD", clean(one))) == tone_key(other)


def test_tone_typed_before_the_hat_counts_as_after_it():
    assert tone_key("tâ\u0301t") == tone_key("ta\u0301\u0302t") == tone_key("tất") == "tât~4"


@pytest.mark.parametrize("pair", ["ma má", "ma mă", "mà má", "đa da", "quy quý", "hỏa hóa", "gì gi", "lý lí"])
def test_different_syllables_have_different_keys(pair):
    one, other = pair.split()

    assert tone_key(one) != tone_key(other)


def test_six_tones_are_six_keys_in_the_order_of_dictionaries():
    assert [tone_key(word) for word in "ma mà mả mã má mạ".split()] == ["ma", "ma~1", "ma~2", "ma~3", "ma~4", "ma~5"]


def test_long_syllables_have_keys_like_short_ones():
    assert tone_key("hoà" * 20) == "hoa" * 20 + "~" + "1" * 20


@given(st.text("abcdxyzABC0123456789", min_size=1))
def test_key_of_a_plain_syllable_is_the_folded_one(syllable):
    assert tone_key(syllable) == fold(syllable)


@given(st.text(st.characters(exclude_categories=())))
def test_syllables_and_keys_carry_no_sign_that_could_be_mistaken_for_syntax(text):
    for syllable in syllables(text):
        assert syllable
        assert not set(syllable) & set(" \t\n\0'\"()*:&|!<>_~.@#%-")
        assert tone_key(syllable).count("~") <= 1
