import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.encodings import TCVN3, VNI, font_encoding, from_font, from_tcvn3, from_vni

any_text = st.text(st.characters(exclude_categories=()))
VOWELS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
LETTERS = set(VOWELS + "đ") - set("aeiouy")

PASSAGES = {
    "Cộng hòa xã hội chủ nghĩa Việt Nam": (
        "Céng hßa x· héi chñ nghÜa ViÖt Nam",
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
    ),
    "Độc lập - Tự do - Hạnh phúc": ("§éc lËp - Tù do - H¹nh phóc", "Ñoäc laäp - Töï do - Haïnh phuùc"),
    "giám sát, phản biện xã hội": ("gi¸m s¸t, ph¶n biÖn x· héi", "giaùm saùt, phaûn bieän xaõ hoäi"),
    "Quỹ “Vì người nghèo”": ("Quü “V× ng\u00adêi nghÌo”", "Quyõ “Vì ngöôøi ngheøo”"),
}


@pytest.mark.parametrize("passage", PASSAGES)
def test_passages_of_old_documents_are_read(passage):
    tcvn3, vni = PASSAGES[passage]

    assert from_tcvn3(tcvn3) == from_font(tcvn3, ".VnTime") == passage
    assert from_vni(vni) == from_font(vni, "VNI-Times") == passage


def test_fonts_of_capitals_are_read_as_capitals():
    assert from_font("ñy ban mÆt trËn tæ quèc", ".VnTimeH") == "ỦY BAN MẶT TRẬN TỔ QUỐC"


def test_tables_reach_every_letter_of_the_language():
    assert set(TCVN3.values()) == LETTERS | set("ĂÂĐÊÔƠƯ")
    assert set(VNI.values()) == LETTERS | {letter.upper() for letter in LETTERS}
    assert all(from_vni(key) == letter for key, letter in VNI.items())
    assert all(from_tcvn3(key) == letter for key, letter in TCVN3.items())


def test_codes_of_tcvn3_rise_with_the_tones_of_each_vowel_as_in_the_standard():
    code_of = {letter: code for code, letter in TCVN3.items()}

    for row in range(0, len(VOWELS), 6):
        codes = [code_of[letter] for letter in VOWELS[row + 1 : row + 6]]
        assert codes == sorted(codes)


def test_mark_that_a_letter_cannot_carry_stays():
    assert from_vni("ôë öâ Ñë") == "ơë ưâ Đë"


def test_longest_keys_of_vni_come_first_so_that_alternatives_match_greedily():
    lengths = [len(key) for key in VNI]

    assert lengths == sorted(lengths, reverse=True)
    assert json.loads(json.dumps(VNI)) == VNI


@pytest.mark.parametrize("text", ["Đại đoàn kết các dân tộc", "số 5, các cấp ủy", "Đa\u0323i"])
def test_text_that_is_unicode_already_is_left_alone_under_any_font(text):
    assert from_tcvn3(text) == from_vni(text) == from_font(text, "Arial").replace("a\u0323", "ạ")


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", "tcvn3"),
        ("'.vntime'", "tcvn3"),
        (" .VnArialH ,Arial", "tcvn3-capitals"),
        (".VnBook-AntiquaH", "tcvn3-capitals"),
        ("VNI-Helve", "vni"),
        ('"VNI-Times", serif', "vni"),
        ("Times New Roman, .VnTime", None),
        ("Vnimal", None),
        ("", None),
    ],
)
def test_name_of_the_font_tells_the_encoding(font, encoding):
    assert font_encoding(font) == encoding


@given(any_text, st.sampled_from([".VnTime", ".VnTimeH", "VNI-Times", "Arial"]) | any_text)
def test_any_text_under_any_font_is_read_without_fail(text, font):
    assert isinstance(from_font(text, font), str)


@given(st.text("abcABC 0123,.-\n"))
def test_plain_text_is_the_same_in_every_encoding(text):
    assert from_tcvn3(text) == from_vni(text) == text
