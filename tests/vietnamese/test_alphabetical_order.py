import re
import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.collation import name_sort_key, sort_key

any_text = st.text(st.characters(exclude_categories=()))

IN_ORDER = [
    # Each list agrees with ICU's collation for Vietnamese (Intl.Collator("vi"), ICU 78).
    "a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z".split(),
    "ma mà mả mã má mạ mă mằ mẳ mẵ mắ mặ mâ mầ mẩ mẫ mấ mậ mẹ".split(),
    ["ba", "bà", "bá", "ba ba", "bà ba", "ba má", "bác", "băng", "bân", "cá"],
    ["da", "dân tộc", "dượng", "đa", "đại", "đại đoàn kết", "đoàn", "e"],
    ["hoa lan", "hòa lan", "hoa lân", "hoa lư"],
    ["ngang", "ngành", "nghèo", "nghỉ", "người", "nha", "nhà"],
]


@pytest.mark.parametrize("texts", IN_ORDER)
def test_texts_stand_in_the_order_of_the_alphabet(texts):
    backwards = texts[::-1]

    assert sorted(backwards, key=sort_key) == texts


@pytest.mark.parametrize("texts", IN_ORDER)
def test_database_orders_keys_as_python_does(texts):
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE t (text, key)")
    database.executemany("INSERT INTO t VALUES (?, ?)", [(text, sort_key(text)) for text in reversed(texts)])

    assert [text for (text,) in database.execute("SELECT text FROM t ORDER BY key")] == texts
    database.close()


@pytest.mark.parametrize("other", ["HÒA BÌNH", "hoà bình", "“Hòa-Bình”", "Ho\u0300a Bi\u0300nh", " Hòa\u00a0 Bình…"])
def test_case_punctuation_encoding_and_place_of_the_tone_do_not_count(other):
    assert sort_key(other) == sort_key("Hòa Bình")


def test_numbers_stand_before_letters_and_by_their_value():
    texts = ["2 bài", "10 bài", "Kỳ 009", "Kỳ 10", "Kỳ 10 tiếp", "Kỳ 2026", "Kỳ cuối"]
    backwards = texts[::-1]

    assert sorted(backwards, key=sort_key) == texts
    assert sort_key("Kỳ 0000000009") == sort_key("Kỳ 9")


@pytest.mark.parametrize("character", "½⑴ﷺ")
def test_character_of_several_signs_does_not_break_the_form_of_a_key(character):
    assert re.fullmatch("[a-z0-9{}~]+ 0", sort_key(character))


def test_other_alphabets_stand_behind_the_latin_one():
    assert sorted(["日本", "Альфа", "zeta", "ăn", "Émile", "Łódź"], key=sort_key) == [
        "ăn",
        "Émile",
        "Łódź",
        "zeta",
        "Альфа",
        "日本",
    ]


def test_text_without_letters_or_digits_has_an_empty_key():
    assert sort_key("") == sort_key("…") == name_sort_key(" . ") == ""


def test_people_stand_by_given_name_then_by_family_name():
    names = ["Đỗ An", "Nguyễn Văn An", "Trần Ân", "Bùi Hoa", "Vũ Hoa", "Lê Thị Hòa", "Hòa", "Lê Nga", "Vũ Nga"]
    expected = ["Đỗ An", "Nguyễn Văn An", "Trần Ân", "Bùi Hoa", "Vũ Hoa", "Hòa", "Lê Thị Hòa", "Lê Nga", "Vũ Nga"]

    assert sorted(names, key=name_sort_key) == expected


def test_name_ends_with_its_last_word_not_with_a_stray_sign():
    assert name_sort_key(" Lê\tNga . ") == name_sort_key("Lê Nga")


@given(any_text, st.integers(1, 60))
def test_key_of_any_text_is_short_printable_ascii(text, max_length):
    for key in (sort_key, name_sort_key):
        made = key(text, max_length=max_length)

        assert len(made) <= max_length
        assert made.isascii()
        assert made.isprintable()
        assert key(unicodedata.normalize("NFD", text), max_length=max_length) == made
