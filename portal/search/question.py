"""What a reader asks for, in the forms that texts are compared in."""

import re
from dataclasses import dataclass

from vietnamese.folding import clean_line, fold, syllables, tone_key

LONGEST = 400  # characters; the longest title has 300
MOST_PHRASES = 40  # looked for; what more a reader typed is left out
QUOTES = str.maketrans("“”„«»", '"""""')
PART = re.compile(r'"([^"]*)"|([^\s"]+)')


def folded_words(text: str) -> str:
    """Return the syllables of the text without accents, with a space before and after each.

    >>> folded_words("Đại đoàn kết, 18/11")
    ' dai doan ket 18 11 '
    """
    return f" {' '.join(syllables(fold(text)))} "


def exact_words(text: str) -> str:
    """Return the syllables of the text with their accents, wherever a tone mark sits, in the same manner."""
    return f" {' '.join(map(tone_key, syllables(text)))} "


@dataclass(frozen=True)
class Question:
    """What must occur, every one: words, and phrases in the order of their words.

    A phrase is what stands in quotation marks, and what is typed without a space (88/NQLT, 18/11/1930). `folded` and
    `exact` hold them as `folded_words` and `exact_words` write them.
    """

    folded: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.folded)

    @property
    def is_accented(self) -> bool:
        return self.exact != self.folded


def read_question(text: str) -> Question:
    """Return what any text asks for; nothing, when it has neither letter nor digit."""
    parts = [quoted or plain for quoted, plain in PART.findall(clean_line(text).translate(QUOTES))]
    parts = [part for part in parts if syllables(part)][:MOST_PHRASES]
    return Question(tuple(dict.fromkeys(map(folded_words, parts))), tuple(dict.fromkeys(map(exact_words, parts))))
