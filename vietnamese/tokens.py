"""Words as search compares them, and the set of tokens in which a text is found.

A word has two forms: the exact one tells accents apart, the folded one does not.

>>> words("Nghị quyết số 88/NQLT")
[Word(exact='nghi~5', folded='nghi'), Word(exact='quyêt~4', folded='quyet'), Word(exact='sô~4', folded='so'), \
Word(exact='88', folded='88'), Word(exact='nqlt~', folded='nqlt')]

Spelling that carries no meaning makes no difference: case, NFC or NFD, the place of the tone mark, signs between
words, letters set against digits, zeros before a number.

>>> words("88-nqlt") == words("88NQLT") == words("088 / nqlt")
True
>>> words("hoà") == words("hòa")
True

A text is a set of tokens, which any index of words can hold without knowing the language:

===============  ===============  ==========================================
token            example          who asks for it
===============  ===============  ==========================================
folded word      ``mat``          everybody
exact word       ``măt~5``        who types accents (``ban~``: without any)
folded pair      ``mat_tran``     who wants words beside each other
===============  ===============  ==========================================

Those of a title are there a second time with ``.`` before them, and ``=`` and its folded words stand for all of it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

from vietnamese.folding import clean, fold, syllables, tone_key

MAX_WORD_CHARACTERS = 40  # characters; what is longer is no word, and found by its beginning
TITLE_PREFIX, WHOLE_TITLE_PREFIX = ".", "="

_NUMBER_OR_LETTERS = re.compile(r"[0-9]+|[^\W0-9_]+")


class Word(NamedTuple):
    """A word in the form that tells accents apart and in the one that does not."""

    exact: str
    folded: str


def words(text: str) -> list[Word]:
    """Return the words of the text in their order; see the module for what makes no difference."""
    return [word for syllable in syllables(text) for word in _words_of(syllable[:MAX_WORD_CHARACTERS])]


@lru_cache(maxsize=16384)
def _words_of(syllable: str) -> tuple[Word, ...]:
    folded = _NUMBER_OR_LETTERS.findall(fold(syllable))
    if len(folded) == 1 and not folded[0][0].isdigit():
        key = tone_key(syllable)[:MAX_WORD_CHARACTERS]
        is_accented = not key.isascii() or "~" in key
        return (Word(key if is_accented else f"{key}~", folded[0]),)
    return tuple(_unaccented(part) for part in folded)


def _unaccented(part: str) -> Word:
    if part[0].isdigit():
        number = part.lstrip("0") or "0"
        return Word(number, number)
    return Word(f"{part}~", part)


def pair_tokens(folded: list[str]) -> list[str]:
    """Return the token of each word and the next.

    >>> pair_tokens(["mat", "tran", "to"])
    ['mat_tran', 'tran_to']
    """
    return [f"{first}_{second}" for first, second in pairwise(folded)]


def whole_title(folded: list[str]) -> str:
    """Return the token that stands for a title as a whole; a long one by its hash.

    >>> whole_title(["dai", "doan", "ket"])
    '=dai_doan_ket'
    """
    joined = "_".join(folded)
    return WHOLE_TITLE_PREFIX + (
        joined if len(joined) <= MAX_WORD_CHARACTERS else blake2b(joined.encode(), digest_size=10).hexdigest()
    )


def tokens(title: str, text: str, *, max_words: int = 10_000) -> dict[str, None]:
    """Return the tokens of a title and its text, in order of weight: what must be cut is cut from the end.

    At most so many words of the text are looked at. No pair reaches across a line break.

    >>> list(tokens("Đại đoàn", "kết"))
    ['=dai_doan', '.dai', '.doan', '.đai~5', '.đoan~1', '.dai_doan', 'dai', 'doan', 'đai~5', 'đoan~1', 'ket', 'kêt~4', \
'dai_doan']
    """
    title_words = words(title)
    title_tokens = [*_word_tokens(title_words), *pair_tokens([word.folded for word in title_words])]
    lines = [title_words, *_lines(text, max_words)]
    found = [whole_title([word.folded for word in title_words])] if title_words else []
    found += [TITLE_PREFIX + token for token in title_tokens]
    for line in lines:
        found += _word_tokens(line)
    for line in lines:
        found += pair_tokens([word.folded for word in line])
    return dict.fromkeys(found)


def _word_tokens(line: list[Word]) -> Iterator[str]:
    yield from [word.folded for word in line]
    yield from [word.exact for word in line]


def _lines(text: str, max_words: int) -> Iterator[list[Word]]:
    for line in clean(text).split("\n"):
        found = words(line)[:max_words]
        max_words -= len(found)
        yield found
        if not max_words:
            return
