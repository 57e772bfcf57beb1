import unicodedata

import pytest

from vietnamese.tokens import MAX_WORD_CHARACTERS, tokens, words


@pytest.mark.parametrize("typed", ["Nghị định 08/NĐ-CP", "NGHỊ ĐỊNH 8/NĐ-CP", "nghị định 8NĐ CP"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_spelling_without_meaning_makes_no_difference(typed, form):
    assert [word.folded for word in words(unicodedata.normalize(form, typed))] == ["nghi", "dinh", "8", "nd", "cp"]
    assert words(unicodedata.normalize(form, typed))[0].exact == "nghi~5"


def test_exact_word_tells_accents_apart_also_their_absence():
    assert [word.exact for word in words("ban bàn bân 88")] == ["ban~", "ban~1", "bân", "88"]


def test_tone_mark_may_sit_in_either_place():
    assert words("hoà thuỷ uỷ") == words("hòa thủy ủy")


@pytest.mark.parametrize("character", ["⑴", "½", "ﷺ", "㎏", "'", "\\", "|", "&", "\x00", "\ud800", "😀", "_", "日"])
def test_tokens_hold_nothing_an_index_would_take_for_a_sign(character):
    found = tokens(f"a{character}b", f"{character} a{character}")

    assert all(part.isalnum() for token in found for part in token.lstrip(".=").replace("~", "_").split("_") if part)
    assert not set(" '\"\\&|!():*<>") & set("".join(found))


def test_pairs_stay_within_a_line():
    assert "c_d" not in tokens("a b c", "d e\nf g")
    assert {"a_b", "d_e", "f_g"} < tokens("a b c", "d e\nf g").keys()
    assert "e_f" not in tokens("a b c", "d e\nf g")


def test_very_long_words_and_texts_are_cut():
    assert max(map(len, tokens("x" * 500, "y" * 500))) <= 2 * MAX_WORD_CHARACTERS + 2
    assert "c~" not in tokens("", "a b c", max_words=2)
