import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.folding import clean, clean_line, compose

any_text = st.text(st.characters(exclude_categories=()))
UNSEEN = "\x00\x1b\x7f\x93\u00ad\u200b\u200c\u200d\u200e\u202e\u2060\u2066\ufeff\ufffe\uffff\ud800\udfff\U000e0041"


@pytest.mark.parametrize("unseen", UNSEEN)
def test_what_nobody_can_see_is_dropped(unseen):
    assert clean(f"đoàn{unseen} kết") == "đoàn kết"


@pytest.mark.parametrize(
    "seen", ["“Vì người nghèo” – 1.000 đ…", "a\tb\nc", "Ủy ban\u00a0MTTQ", "36°C ≥ 100 m²", "日本語", "\uf0b7 mục"]
)
def test_what_people_see_stays(seen):
    assert clean(seen) == seen


@pytest.mark.parametrize("emoji", ["👨\u200d👩\u200d👧", "❤\ufe0f\u200d🔥", "👩🏽\u200d🌾", "🤷\u200d♂\ufe0f", "🇻🇳"])
def test_emoji_of_several_parts_stay_whole(emoji):
    assert clean(f"a{emoji}b") == f"a{emoji}b"


@pytest.mark.parametrize("line_break", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_break_becomes_a_newline(line_break):
    assert clean(f"một{line_break}hai") == "một\nhai"


def test_joiner_beside_a_word_is_dropped():
    assert clean("👨\u200dông") == "👨ông"
    assert clean("ông\u200d👨") == "ông👨"


def test_marks_are_composed_also_across_what_was_dropped():
    assert clean("Vie\u0323\u0302t") == clean("Vie\u0323\u200b\u0302t") == clean("Viẹ\u0302t") == "Việt"


def test_line_has_single_spaces_and_none_at_its_ends():
    assert clean_line("\u3000 Tin \t\r\n vắn\u00a0\u2009mới\u200b ") == "Tin vắn mới"


@pytest.mark.parametrize("mark", ["\u0301", "\u0301\u0323", "\u0344", "\u0f73", "\u0651\u064b"])
@pytest.mark.parametrize("times", [5, 7, 50])
def test_no_letter_carries_more_than_eight_marks(mark, times):
    run = unicodedata.normalize("NFD", compose("q" + mark * times))

    longest = max(len(part) for part in run.replace("\u0f71\u0f72", " ").split(" "))
    assert longest <= 1 + 8


@given(any_text)
def test_clean_text_is_composed_and_fit_for_utf_8_and_stays_as_it_is(text):
    cleaned = clean(text)

    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert clean(cleaned) == cleaned
    assert clean_line(clean_line(text)) == clean_line(text)


@given(any_text)
def test_clean_text_can_stand_in_an_xml_feed(text):
    item = ElementTree.Element("title")
    item.text = clean(text)

    assert ElementTree.fromstring(ElementTree.tostring(item, "unicode")).text in {item.text, None}
