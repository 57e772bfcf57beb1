"""A parsed query: words and phrases that must occur, and others that must not."""

import re
from dataclasses import dataclass
from functools import cached_property

from vietnamese.folding import clean_line
from vietnamese.tokens import Word, words

MAX_QUERY_CHARACTERS = 200  # the rest is ignored
MAX_TERMS = 40
QUOTES = str.maketrans("“”„«»", '"""""')
# A minus excludes what follows it, but not the second half of "2020 -2025".
TERM = re.compile(r'(?P<minus>(?<!\S)(?!(?<=\d\s)-\d)-)?(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"]+))')


@dataclass(frozen=True)
class Term:
    """A word, or several adjacent ones: put in quotation marks, or typed without a space (88/NQLT)."""

    words: tuple[Word, ...]

    @property
    def folded(self) -> tuple[str, ...]:
        return tuple(word.folded for word in self.words)

    @property
    def exact(self) -> tuple[str, ...]:
        return tuple(word.exact for word in self.words)

    @property
    def is_accented(self) -> bool:
        """Whether any accent was typed; without accents any match."""
        return any(not word.exact.isascii() or (word.exact[-1].isdigit() and "~" in word.exact) for word in self.words)


@dataclass(frozen=True)
class ParsedQuery:
    """The terms that must all occur, and those that must not."""

    terms: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for term in self.terms for word in term.words)

    @property
    def is_accented(self) -> bool:
        return any(term.is_accented for term in self.terms)


def parse_query(text: str) -> ParsedQuery:
    """Parse any text; without letters and digits it gives no terms.

    >>> parse_query('mặt trận -"tổ quốc" 88/NQLT').unwanted[0].folded
    ('to', 'quoc')
    """
    wanted, unwanted = {}, {}
    for found in TERM.finditer(clean_line(text[:MAX_QUERY_CHARACTERS]).translate(QUOTES)):
        term = Term(tuple(words(found["quoted"] or found["plain"] or "")))
        if term.words:
            (unwanted if found["minus"] else wanted)[term] = None
    return ParsedQuery(tuple(wanted)[:MAX_TERMS], tuple(unwanted)[:MAX_TERMS])
