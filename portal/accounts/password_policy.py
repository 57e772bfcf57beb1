"""Refuses passwords that can be guessed with knowledge of this office, this country or the usual lists.

The rule: the password is folded (no accents, no capitals) and the usual replacements are undone (m4tkh@u is matkhau);
digits and signs at both ends are removed, so years, telephone numbers and exclamation marks do not help. From the rest
are removed: spaces and signs, the known words, runs along the keyboard, the alphabet and the digits, years, and short
numbers between known words; of a repetition one piece counts. Words may overlap (bachochiminh is bacho and hochiminh):
those are removed that leave the least. A password is refused if fewer than `MIN_OWN_CHARACTERS` letters and digits are
left.

The known words are those of portal/accounts/known_words.txt, written by hand for this portal, the names of people that
its lists of name parts make, and those of `context_texts`: the site's names, its address, the persons responsible for
it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain, product
from pathlib import Path

from django.core.exceptions import ValidationError

from vietnamese.folding import fold

MIN_OWN_CHARACTERS = 7  # a word of two short syllables, which digits at its end only lengthen, has fewer
MAX_JUDGED_CHARACTERS = 128  # a longer one has enough of its own, or repeats itself
MIN_WORD_OF_SITE_CHARACTERS = 4
MAX_SYLLABLES_OF_SITE_WORD = 4
MIN_RUN_CHARACTERS = 4  # along the keyboard or the alphabet; shorter ones occur in ordinary words

Known = tuple[frozenset[str], int]  # words, and the length of the longest

# Each returns texts about this site; connected in portal/apps.py
context_texts: list[Callable[[], Iterable[str]]] = []

KEYBOARD_ROWS = (
    *("qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "01234567890"),
    *(
        "1qaz2wsx3edc4rfv5tgb6yhn",
        "1q2w3e4r5t6y7u8i9o0p",
        "q1w2e3r4t5y6u7i8o9p0",
        "a1b2c3d4e5f6g7h8i9",
        "1a2b3c4d5e6f7g8h9i",
    ),
)
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
SUBSTITUTIONS = str.maketrans("03456789@$!|+€", "oeasgtbgasilte")  # 1 is used for i and for l
SHORT_NUMBER = re.compile(r"(?<![a-z0-9])[0-9]{1,4}(?![a-z0-9])")
GAP = " "  # where a known word was
MIN_NAME_CHARACTERS = 5  # of two parts together; shorter ones occur in ordinary words
NAME_PARTS = ("@surnames", "@middles", "@givens")  # lines of known_words.txt that begin so
REPEATED = re.compile(r"(.+?)\1+")


class KnownWordsValidator:
    """For AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password, user=None):
        if own_characters(password, words_of_site()) < MIN_OWN_CHARACTERS:
            raise ValidationError(
                "Mật khẩu này dễ đoán: ngoài những từ ai cũng biết (tên cơ quan, địa danh, câu quen thuộc), dãy phím, "
                "năm và các chữ số ở hai đầu thì gần như không còn gì. Hãy đặt một câu dài của riêng bạn, "
                "gồm bốn, năm từ không liên quan đến nhau.",
                code="password_too_known",
            )

    def get_help_text(self):
        return (
            "Mật khẩu không được chỉ gồm tên cơ quan, địa danh hay từ quen thuộc, kể cả khi thêm năm, chữ số, dấu câu "
            "hoặc thay chữ bằng số. Nên dùng một câu dài của riêng bạn, ví dụ bốn, năm từ không liên quan đến nhau."
        )


def own_characters(password: str, words: Iterable[str] = ()) -> int:
    """The number of letters and digits that are left of a password when everything known is removed."""
    known = _known(frozenset(words))
    return min(len(_own_part(spelling, known)) for spelling in _spellings(fold(password[:MAX_JUDGED_CHARACTERS])))


def words_of_site() -> set[str]:
    """The words of all `context_texts`."""
    return {word for texts in context_texts for text in texts() for word in words_of(text)}


def words_of(text: str) -> Iterator[str]:
    """The syllables of a text that are long enough, neighbouring ones joined, and their initials."""
    syllables = re.findall("[a-z0-9]+", fold(text))
    initials = "".join(syllable[0] for syllable in syllables)
    sizes = [*range(1, MAX_SYLLABLES_OF_SITE_WORD + 1), len(syllables)]
    for start, size in product(range(len(syllables)), sizes):
        for word in ("".join(syllables[start : start + size]), initials[start : start + size]):
            if len(word) >= MIN_WORD_OF_SITE_CHARACTERS and not word.isdigit():
                yield word


def _spellings(folded: str) -> Iterator[str]:
    """The possible readings: as typed and with replacements undone, before and after the ends are removed."""
    for one, cuts_first in product("il", (True, False)):
        text = _without_ends(folded) if cuts_first else folded
        yield _without_ends(text.translate(SUBSTITUTIONS).replace("1", one))
    yield _without_ends(folded)


def _without_ends(text: str) -> str:
    return text.strip("".join({character for character in text if not character.isalpha()}))


def _own_part(text: str, known: Known) -> str:
    text = YEAR.sub(GAP, text)
    text = "".join(character for character in text if character.isalnum())
    for _ in range(2):  # once more, for what is adjacent now
        text = SHORT_NUMBER.sub("", _without_known(text, known)).replace(GAP, "")
        text = REPEATED.sub(r"\1", text)
    return text


def _without_known(text: str, known: Known) -> str:
    """The shortest rest when known words are removed; a gap for each."""
    words, longest = known
    rest_from = [""] * (len(text) + 1)  # the rest of the text from that index on
    fewest = [0] * (len(text) + 1)
    for start in reversed(range(len(text))):
        rest_from[start], fewest[start] = text[start] + rest_from[start + 1], fewest[start + 1] + 1
        for end in range(start + 1, min(start + longest, len(text)) + 1):
            if fewest[end] < fewest[start] and text[start:end] in words:
                rest_from[start], fewest[start] = GAP + rest_from[end], fewest[end]
    return rest_from[0]


@cache
def _listed_words() -> frozenset[str]:
    """The words of the file, and the parts of a person's name two at a time: nguyenthi, thihuong, minhanh."""
    lines = Path(__file__).with_name("known_words.txt").read_text(encoding="utf-8").splitlines()
    parts: dict[str, list[str]] = {part: [] for part in NAME_PARTS}
    words = set()
    for first, *rest in (line.split() for line in lines if line and not line.startswith("#")):
        if first in parts:
            parts[first] += rest
        else:
            words.update((first, *rest))
    surnames, middles, givens = parts.values()
    pairs = (product(surnames, middles), product(surnames, givens), product(middles, givens))
    names = map("".join, chain(*pairs))
    return frozenset(words.union(name for name in names if len(name) >= MIN_NAME_CHARACTERS))


@cache
def _keyboard_runs() -> frozenset[str]:
    rows = [row for line in KEYBOARD_ROWS for row in (line, line[::-1])]
    return frozenset(
        row[start : start + size]
        for row in rows
        for size in range(MIN_RUN_CHARACTERS, len(row) + 1)
        for start in range(len(row) - size + 1)
    )


@lru_cache(maxsize=8)  # the words of the site change with its settings
def _known(words: frozenset[str]) -> Known:
    known = _listed_words() | _keyboard_runs() | words
    return known, max(map(len, known))
