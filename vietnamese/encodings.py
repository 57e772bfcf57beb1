"""Text typed with the fonts of the 1990s, read as what its authors saw.

Word files of those years hold Vietnamese in one-byte encodings that only a certain font displays rightly; pasted
elsewhere they look like Western European text ("MÆt trËn", "Maët traän"). The name of the font tells the encoding:

>>> from_font("MÆt trËn Tæ quèc", ".VnTime")
'Mặt trận Tổ quốc'
>>> from_font("Maët traän Toå quoác", "VNI-Times")
'Mặt trận Tổ quốc'

Convert before anything else, `vietnamese.folding.clean` included: the letter ư of TCVN3 looks like a soft hyphen.
"""

import re

from vietnamese.folding import compose


def _letters_by_byte() -> dict[str, str]:
    rows = (
        ("A1 A2 A3 A4 A5 A6 A7", "ĂÂÊÔƠƯĐ"),
        ("A8 A9 AA AB AC AD AE", "ăâêôơưđ"),
        ("B5 B6 B7 B8 B9", "àảãáạ"),
        ("BB BC BD BE C6", "ằẳẵắặ"),
        ("C7 C8 C9 CA CB", "ầẩẫấậ"),
        ("CC CE CF D0 D1", "èẻẽéẹ"),
        ("D2 D3 D4 D5 D6", "ềểễếệ"),
        ("D7 D8 DC DD DE", "ìỉĩíị"),
        ("DF E1 E2 E3 E4", "òỏõóọ"),
        ("E5 E6 E7 E8 E9", "ồổỗốộ"),
        ("EA EB EC ED EE", "ờởỡớợ"),
        ("EF F1 F2 F3 F4", "ùủũúụ"),
        ("F5 F6 F7 F8 F9", "ừửữứự"),
        ("FA FB FC FD FE", "ỳỷỹýỵ"),
    )
    return {
        latin1: letter
        for encoded, letters in rows
        for latin1, letter in zip(bytes.fromhex(encoded).decode("latin-1"), letters, strict=True)
    }


# TCVN3, the encoding of the ABC fonts (.VnTime …): the letters that the standard TCVN 5712:1993 has in its third
# form, VN3. Checked byte by byte against the table `TCVN5712-1` of the GNU C library's iconv. Capitals with a tone
# are not in it: authors took a font whose small letters look like capitals (.VnTimeH).
TCVN3: dict[str, str] = _letters_by_byte()


def _letters_by_pair() -> dict[str, str]:
    tones = "øûõùï"
    tones_on_circumflex = "âàåãáä"
    tones_on_breve = "êèúüéë"
    rows = (
        ("a", tones + tones_on_circumflex + tones_on_breve, "àảãáạâầẩẫấậăằẳẵắặ"),
        ("e", tones + tones_on_circumflex, "èẻẽéẹêềểễếệ"),
        ("o", tones + tones_on_circumflex, "òỏõóọôồổỗốộ"),
        ("ô", tones, "ờởỡớợ"),
        ("u", tones, "ùủũúụ"),
        ("ö", tones, "ừửữứự"),
        ("y", tones[:4], "ỳỷỹý"),
    )
    pairs = {base + mark: letter for base, marks, letters in rows for mark, letter in zip(marks, letters, strict=True)}
    singles = dict(zip("ìæóíòîôöñ", "ìỉĩíịỵơưđ", strict=True))
    capital_and_small_mark = {pair[0].upper() + pair[1]: letter.upper() for pair, letter in pairs.items()}
    capitals = {key.upper(): letter.upper() for key, letter in (pairs | singles).items()}
    letters = pairs | capital_and_small_mark | singles | capitals
    return dict(sorted(letters.items(), key=lambda item: -len(item[0])))


# VNI for Windows, the encoding of the VNI fonts: a letter and its mark are two characters, but the letters i with
# their tones, ỵ, ơ, ư and đ are one. Longest keys first. Checked entry by entry against the VNI table of the input
# method xvnkb (vni.h). Added: a capital before a small mark (Uûy), which authors typed and the fonts showed.
VNI: dict[str, str] = _letters_by_pair()

_TWO_CHARACTER_KEYS = [key for key in VNI if len(key) == 2]
_BASE_LETTERS, _PAIR_MARKS = ("".join(sorted(set(half))) for half in zip(*_TWO_CHARACTER_KEYS, strict=True))
_ONE_CHARACTER_KEYS = "".join(key for key in VNI if len(key) == 1)
_VNI_LETTER = re.compile(f"[{_BASE_LETTERS}][{_PAIR_MARKS}]|[{_ONE_CHARACTER_KEYS}]")

_TCVN3_CODES = str.maketrans(TCVN3)

# Letters that only Vietnamese in Unicode has: neither old encoding can produce them.
_UNICODE_ONLY_LETTERS = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """Return TCVN3 text, as it looks in Latin-1, in Unicode.

    `capitals` says that the font was one of capitals, whose name ends with H. Text that holds letters only
    Vietnamese in Unicode has is not TCVN3, whatever its font, and is returned as it is (but composed). Other text is
    believed to be what the font says: give whole passages rather than single words.

    >>> from_tcvn3("Céng hßa x· héi chñ nghÜa ViÖt Nam")
    'Cộng hòa xã hội chủ nghĩa Việt Nam'
    >>> from_tcvn3("§éc lËp - tù do", capitals=True)
    'ĐỘC LẬP - TỰ DO'
    >>> from_tcvn3("các cấp")
    'các cấp'
    """
    text = compose(text)
    if not _UNICODE_ONLY_LETTERS.search(text):
        text = text.translate(_TCVN3_CODES)
    return text.upper() if capitals else text


def _vni_letter(match: re.Match[str]) -> str:
    found = match[0]
    return VNI.get(found) or VNI.get(found[0], found[0]) + found[1:]


def from_vni(text: str) -> str:
    """Return VNI text, as it looks in Latin-1, in Unicode; text that is Unicode already stays, as in `from_tcvn3`.

    >>> from_vni("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam")
    'Cộng hòa xã hội chủ nghĩa Việt Nam'
    >>> from_vni("UÛY BAN, Uûy ban, Ñoaøn keát, quyù")
    'ỦY BAN, Ủy ban, Đoàn kết, quý'
    """
    text = compose(text)
    return text if _UNICODE_ONLY_LETTERS.search(text) else _VNI_LETTER.sub(_vni_letter, text)


def font_encoding(font_name: str) -> str | None:
    """Return the encoding that a font implies: "tcvn3", "tcvn3-capitals", "vni", or None for ordinary fonts.

    The name may be quoted, or a CSS list of names, whose first decides. Case does not matter.

    >>> font_encoding(".VnTime"), font_encoding('".VnArial NarrowH", sans-serif'), font_encoding("VNI-Times")
    ('tcvn3', 'tcvn3-capitals', 'vni')
    >>> font_encoding("Times New Roman") is None
    True
    """
    name = font_name.partition(",")[0].strip("\"' \t\r\n").lower()
    if name.startswith(".vn"):
        return "tcvn3-capitals" if name.endswith("h") else "tcvn3"
    return "vni" if name.startswith("vni-") else None


def from_font(text: str, font_name: str) -> str:
    """Return the text in Unicode if the font is an old one, else as it is.

    >>> from_font("®¹i ®oµn kÕt", ".VnTimeH")
    'ĐẠI ĐOÀN KẾT'
    >>> from_font("Besançon", "Arial")
    'Besançon'
    """
    match font_encoding(font_name):
        case "tcvn3":
            return from_tcvn3(text)
        case "tcvn3-capitals":
            return from_tcvn3(text, capitals=True)
        case "vni":
            return from_vni(text)
    return text
