"""Clean text, and the forms in which two spellings of the same Vietnamese words are equal.

Three degrees of likeness, from strict to forgiving:

>>> clean("ho\\u0300a") == clean("hòa")                  # the same letters, however they are encoded
True
>>> tone_key("hoà") == tone_key("hòa")                    # the same syllable, wherever its tone mark sits
True
>>> fold("Đại đoàn kết") == fold("dai doan ket")          # the same letters, with or without their accents
True
"""

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable

# Tone marks in the order of Vietnamese dictionaries: huyền, hỏi, ngã, sắc, nặng. No mark (ngang) comes before them.
TONE_MARKS = "\u0300\u0309\u0303\u0301\u0323"

_INVISIBLE = (
    r"\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls
    r"\u00ad\u034f\u180e\u200b\u200c\u2060-\u2064\ufeff"  # soft hyphen, joiners and spaces of no width
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # direction
    r"\ufff9-\ufffc\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"  # not characters, or tags that hide text
)
_INVISIBLE_CHARACTER = re.compile(f"[{_INVISIBLE}]")
_LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# The joiner of emoji holds a family or a flag together; anywhere else it only hides inside words.
_EMOJI = r"\u2190-\u2bff\U0001f000-\U0001faff"
_STRAY_JOINER = re.compile(rf"(?<![{_EMOJI}\ufe0f])\u200d|\u200d(?![{_EMOJI}])")
_NEEDS_CLEANING = re.compile(rf"[{_INVISIBLE}\r\x0b\x0c\u2028\u2029\u200d]")

_MAX_MARKS_PER_LETTER = 8
# Wherever there are too many marks, this finds them and little else: a mark is never a word character to `re`,
# and no mark decomposes into more than two.
_LONG_MARK_RUN = re.compile(r"[^\w\x00-\x7f]{5,}")

_SYLLABLE = re.compile(r"\w[\w\u0300-\u036f]*")

# Letters that Unicode does not take apart. Ð and Ɖ look like Đ and are often typed for it.
_UNDECOMPOSED_LETTERS = {
    "đ": "d", "ð": "d", "ɖ": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "ŧ": "t",
    "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ς": "σ",
}  # fmt: skip

_TONE_DIGITS = {mark: str(digit) for digit, mark in enumerate(TONE_MARKS, start=1)}
_TONES_REMOVED = dict.fromkeys(map(ord, TONE_MARKS)) | {ord("ð"): "đ", ord("ɖ"): "đ"}


class CharacterTable(dict[int, str]):
    """A table for `str.translate` that computes what a character becomes when it first occurs.

    It keeps at most 30,000 results, so that no text can make it grow without bound.
    """

    def __init__(self, convert: Callable[[str], str], common: Iterable[int]) -> None:
        self.convert = convert
        super().__init__((code, convert(chr(code))) for code in common)

    def __missing__(self, code: int) -> str:
        spelling = self.convert(chr(code))
        if len(self) < 30_000:
            self[code] = spelling
        return spelling


def compose(text: str) -> str:
    """Return the text in NFC, with at most eight marks upon one letter (Vietnamese needs two).

    Ordering a run of marks takes the square of its length, so long ones are cut before they are normalised.

    >>> compose("e\\u0302\\u0301") == "ế"
    True
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _LONG_MARK_RUN.sub(_limit_marks, text))


def _limit_marks(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for character in run[0]:
        parts = unicodedata.normalize("NFD", character)
        is_mark = unicodedata.combining(parts[0]) > 0
        marks = marks + len(parts) if is_mark else 0
        if marks <= _MAX_MARKS_PER_LETTER:
            kept.append(character)
    return "".join(kept)


def clean(text: str) -> str:
    """Return the text as it should be stored: composed (NFC), and without characters nobody can see.

    What goes: controls, spaces of no width, soft hyphens, direction marks, the byte order mark, tag characters, lone
    surrogates. What stays: all visible text, tabs, emoji with the joiners that hold them together. Every kind of
    line break becomes a newline, so nothing is glued together. The result can be written as UTF-8 and as XML.

    >>> clean("Ma\\u0323\\u0306t\\u200b trận\\x00")
    'Mặt trận'
    >>> clean("dòng một\\r\\ndòng hai\\u2028dòng ba")
    'dòng một\\ndòng hai\\ndòng ba'

    Text in the encoding of an old font must be converted first (`vietnamese.encodings`): there the soft hyphen is ư.
    """
    if text.isascii() and text.isprintable():
        return text
    if _NEEDS_CLEANING.search(text):
        text = _INVISIBLE_CHARACTER.sub("", _LINE_BREAK.sub("\n", text))
        text = _STRAY_JOINER.sub("", text)
    return compose(text)


def clean_line(text: str) -> str:
    """Return the clean text as one line: every run of white space is one space, none at the ends.

    >>> clean_line("  Ủy ban\\n\\tMTTQ\\u00a0tỉnh ")
    'Ủy ban MTTQ tỉnh'
    """
    return " ".join(clean(text).split())


def _fold_character(character: str) -> str:
    if character.isascii():
        return character.lower()
    parts = unicodedata.normalize("NFKD", character)
    letters = "".join(part for part in parts if not _is_dropped(part)).lower()
    return "".join(_UNDECOMPOSED_LETTERS.get(letter, letter) for letter in letters)


def _is_dropped(part: str) -> bool:
    is_variation_selector = "\ufe00" <= part <= "\ufe0f"
    return is_variation_selector or unicodedata.combining(part) > 0 or unicodedata.category(part) in {"Cf", "Cs"}


_LATIN = (*range(0x250), *range(0x300, 0x370), *range(0x1E00, 0x1F00), *range(0x2000, 0x2070))
_FOLDED = CharacterTable(_fold_character, _LATIN)


def fold(text: str) -> str:
    """Return the text in lower case and without accents, for comparing and searching.

    NFC and NFD give the same, and so do characters that only look different: full-width letters, ligatures, the
    no-break space. `fold(a + b) == fold(a) + fold(b)`, and folding twice changes nothing.

    >>> fold("ĐƯỜNG Nguyễn Huệ")
    'duong nguyen hue'
    >>> fold("Łódź, Besançon, 40 m²")
    'lodz, besancon, 40 m2'

    In other alphabets, too, letters lose their marks: the result is a key, not a text to show.
    """
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def _fold_to_one_character(character: str) -> str:
    return _FOLDED[ord(character)][:1] or character


_FOLDED_TO_ONE = CharacterTable(_fold_to_one_character, _LATIN)


def fold_keeping_length(text: str) -> str:
    """Return the folded text with each character in its old place, for marking a hit in the original.

    The text must be composed, as `clean` leaves it; then words of Vietnamese are spelt as `fold` spells them.
    A character that folds to several is given the first of them; one that folds to nothing stays.

    >>> text = "Khối Đại đoàn kết"
    >>> start = fold_keeping_length(text).find("dai doan")
    >>> text[start : start + len("dai doan")]
    'Đại đoàn'
    """
    return text.lower() if text.isascii() else text.translate(_FOLDED_TO_ONE)


def syllables(text: str) -> list[str]:
    """Return the syllables and numbers of the text in their order: clean, in lower case, with their accents.

    Whatever is neither a letter nor a digit separates.

    >>> syllables("Nghị quyết liên tịch số 88/NQLT")
    ['nghị', 'quyết', 'liên', 'tịch', 'số', '88', 'nqlt']
    """
    return _SYLLABLE.findall(clean(text).lower().replace("_", " "))


def tone_key(syllable: str) -> str:
    """Return the syllable in lower case with its tone behind it, so that the place of the tone mark does not matter.

    The tone is `~1` huyền, `~2` hỏi, `~3` ngã, `~4` sắc, `~5` nặng; ngang has nothing. Both ways of placing the mark
    give the same key, after qu and gi as well; ă â đ ê ô ơ ư stay. Without accents the key is the folded syllable.

    >>> tone_key("hoà"), tone_key("hòa")
    ('hoa~1', 'hoa~1')
    >>> tone_key("Thuỷ") == tone_key("thủy"), tone_key("ủy") == tone_key("uỷ")
    (True, True)
    >>> tone_key("quý"), tone_key("già"), tone_key("mặt"), tone_key("Dai")
    ('quy~4', 'gia~1', 'măt~5', 'dai')
    """
    if syllable.isascii():
        return syllable.lower()
    return _tone_key_of_short(syllable) if len(syllable) <= 16 else _tone_key(syllable)


def _tone_key(syllable: str) -> str:
    decomposed = unicodedata.normalize("NFD", compose(syllable).lower())
    letters = unicodedata.normalize("NFC", decomposed.translate(_TONES_REMOVED))
    tones = "".join([_TONE_DIGITS[mark] for mark in decomposed if mark in _TONE_DIGITS])
    return f"{letters}~{tones}" if tones else letters


# Vietnamese has some seven thousand syllables; a text of any length is made of a few hundred.
_tone_key_of_short = functools.lru_cache(maxsize=8192)(_tone_key)
