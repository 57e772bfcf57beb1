import pytest

from portal.search.query import parse_query
from portal.search.snippets import MAX_CHARACTERS, passage

FILL = "Trời xanh mây trắng nắng vàng. " * 30


def marked(text, typed):
    return "".join(f"[{piece.text}]" if piece.is_marked else piece.text for piece in passage(text, parse_query(typed)))


def test_words_are_marked_as_they_are_written():
    assert marked("Khối Đại đoàn kết, đại hội", "dai doan") == "Khối [Đại] [đoàn] kết, [đại] hội"


def test_other_accents_are_marked_only_where_the_typed_ones_are_not():
    assert marked("Dài, đại", "đại") == "Dài, [đại]"
    assert marked("Dài, dãi", "đại") == "[Dài], [dãi]"


def test_phrase_is_marked_as_a_whole():
    assert marked("Mặt trận, mặt  trận; trận mặt", '"mat tran"') == "[Mặt trận], [mặt  trận]; trận mặt"


def test_parts_of_words_are_not_marked():
    assert marked("Mặt mặtnạ, mặt_trận", "mat") == "[Mặt] mặtnạ, [mặt]_trận"


def test_passage_is_taken_from_where_most_words_stand_together():
    text = f"Cây đa. {FILL} Cây lúa nước. {FILL}"

    shown = marked(text, "cây lúa nước")

    assert "[Cây] [lúa] [nước]" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < MAX_CHARACTERS + 60


def test_text_without_the_words_is_shown_from_its_beginning():
    assert marked("Chỉ tiêu đề có từ ấy.", "lúa") == "Chỉ tiêu đề có từ ấy."


@pytest.mark.parametrize("text", ["", "a" * 10_000, "\N{LATIN SMALL LIGATURE FI} lúa", "😀 lúa " * 500, "( [ * lúa"])
def test_any_text_has_a_passage(text):
    assert len(marked(text, "lúa (*[")) < 600
