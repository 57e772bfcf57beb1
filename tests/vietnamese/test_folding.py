import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.folding import CharacterTable, clean, fold, fold_keeping_length

any_text = st.text(st.characters(exclude_categories=()))
ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
VOWELS = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES]


@pytest.mark.parametrize("vowel", [*VOWELS, *(vowel.upper() for vowel in VOWELS)])
def test_every_vowel_folds_to_its_plain_letter_however_encoded(vowel):
    plain = unicodedata.normalize("NFD", vowel.lower())[0]

    assert fold(vowel) == fold(unicodedata.normalize("NFD", vowel)) == plain


def test_alphabet_folds_to_plain_letters():
    assert fold(ALPHABET) == fold(ALPHABET.upper()) == "aaabcddeeghiklmnooopqrstuuvxy"


@pytest.mark.parametrize("d", "đĐðÐɖƉ")
def test_d_with_a_stroke_folds_to_d_and_so_do_letters_that_look_like_it(d):
    assert fold(d) == "d"


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("ＭＴＴＱ", "mttq"),
        ("ﬁ", "fi"),
        ("a\u00a0b", "a b"),
        ("đoàn\u200bkết", "doanket"),
        ("❤\ufe0f", "❤"),
        ("Ǽß", "aess"),
        ("a\ud800", "a"),
    ],
)
def test_characters_that_only_look_different_fold_alike(typed, folded):
    assert fold(typed) == folded


@given(any_text)
def test_folding_does_not_see_how_text_is_encoded(text):
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(any_text, any_text)
def test_folding_goes_character_by_character_and_twice_is_once(one, other):
    assert fold(one + other) == fold(one) + fold(other)
    assert fold(fold(one)) == fold(one)


@given(any_text)
def test_every_character_keeps_its_place(text):
    assert len(fold_keeping_length(text)) == len(text)


@given(st.text("aàạăằậđĐƯữy 1-“”–", max_size=40))
def test_words_are_spelt_alike_with_and_without_places(text):
    assert fold_keeping_length(clean(text)) == fold(text)


def test_hit_is_found_at_its_place_behind_characters_that_fold_to_several():
    text = "½ İstanbul ﬁ… Ủy ban Mặt trận"

    start = fold_keeping_length(text).index("mat tran")

    assert text[start : start + 8] == "Mặt trận"


def test_table_of_characters_answers_every_one_and_keeps_a_bounded_number():
    table = CharacterTable(lambda character: f"<{character}>", range(10))
    characters = list(map(chr, range(0x4E00, 0xD7FF)))

    for _ in range(2):
        assert "".join(characters).translate(table) == "".join(f"<{character}>" for character in characters)
    assert len(table) == 30_000
