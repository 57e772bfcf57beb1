"""Alphabetical order: keys to be stored beside a text and compared by the database, character by character.

The order is that of Vietnamese dictionaries and of Unicode's rules for the language (CLDR, `vi`):

- first the letters of the whole text: a ă â b c d đ e ê … o ô ơ … u ư v x y, with f j w z at their Latin places,
  digits before letters and numbers by their value (2 before 10);
- between texts of the same letters the tones, syllable by syllable: ngang, huyền, hỏi, ngã, sắc, nặng.

Case, punctuation and the place of the tone mark do not count.

A key is printable ASCII and means the same under every collation that compares code points: `BINARY` in SQLite,
`"C"` in PostgreSQL (another collation there would order it wrongly), `<` in Python. It has two parts:

>>> sort_key("Đại đoàn kết")
'd}ai-d}oan-ke}t 514'

- The letters. A letter with a sign of its own is its base letter and a character above `z`: ă `a}`, â `a~`, đ `d}`,
  ê `e}`, ô `o}`, ơ `o~`, ư `u}`. Syllables are joined by `-`, which is below every letter and digit. Numbers are
  filled up with noughts to eight digits. A letter of another alphabet is `{` and its code point in hexadecimal, and
  so follows z.
- After a space, which is below everything else, a digit for the tone of each syllable, from 0 for ngang to 5.
"""

import re

from vietnamese.folding import CharacterTable, clean, fold, syllables, tone_key

_VIETNAMESE_LETTERS = {"ă": "a}", "â": "a~", "đ": "d}", "ê": "e}", "ô": "o}", "ơ": "o~", "ư": "u}"}
_NUMBER = re.compile("[0-9]+")


def _letter_key(letter: str) -> str:
    if letter in _VIETNAMESE_LETTERS:
        return _VIETNAMESE_LETTERS[letter]
    parts = filter(str.isalnum, fold(letter))
    return "".join(part if part.isascii() else f"{{{ord(part):06x}" for part in parts)


_LETTER_KEYS = CharacterTable(_letter_key, range(0x250))


def _zero_padded(number: re.Match[str]) -> str:
    return number[0].lstrip("0").zfill(8)


def sort_key(text: str, *, max_length: int = 255) -> str:
    """Return the key that puts the text in its alphabetical place; see the module for its form.

    A key that would be longer than `max_length` characters is cut: texts that long are ordered by their beginnings.

    >>> sorted(["đa", "da", "ân", "ăn", "an", "ạn", "ần", "anh", "bà ngoại", "ba"], key=sort_key)
    ['an', 'ạn', 'anh', 'ăn', 'ân', 'ần', 'ba', 'bà ngoại', 'da', 'đa']
    >>> sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=sort_key)
    ['ma', 'mà', 'mả', 'mã', 'má', 'mạ']
    >>> sorted(["Kỳ 10", "Kỳ 9", "Kỳ 2"], key=sort_key)
    ['Kỳ 2', 'Kỳ 9', 'Kỳ 10']
    >>> sort_key("“Hoà Bình”") == sort_key("Hòa bình")
    True
    """
    keys = [tone_key(syllable).partition("~") for syllable in syllables(text)[:max_length]]
    letters = "-".join(
        [_NUMBER.sub(_zero_padded, letters[:max_length]).translate(_LETTER_KEYS) for letters, _, _ in keys]
    )
    tones = "".join([tones or "0" for _, _, tones in keys])
    return f"{letters} {tones}"[:max_length].strip()


def name_sort_key(full_name: str, *, max_length: int = 255) -> str:
    """Return the key of a person's name: by the given name, which is the last word, then by the rest.

    >>> sorted(["Lê Thị Hòa", "Trần Thanh Mẫn", "Vũ Hoa", "Đỗ An", "Bùi Hoa"], key=name_sort_key)
    ['Đỗ An', 'Bùi Hoa', 'Vũ Hoa', 'Lê Thị Hòa', 'Trần Thanh Mẫn']
    """
    words = [word for word in clean(full_name).split() if syllables(word)]
    given_name, others = "".join(words[-1:]), " ".join(words[:-1])
    return f"{sort_key(given_name)} {sort_key(others)}"[:max_length].strip()
