"""The passage of a text that shows why it was found, cut into pieces of which some are marked.

Pieces are plain text; the template escapes them.
"""

import re
from dataclasses import dataclass
from itertools import islice, pairwise

from portal.search.question import Question
from vietnamese.folding import fold_keeping_length
from vietnamese.tokens import words

WIDTH = 240  # characters of a passage, about
BEFORE = 60  # of them before the first word found
MOST_LOOKED_AT = 100  # places where a word occurs, among which the passage is chosen


@dataclass(frozen=True)
class Piece:
    text: str
    is_marked: bool = False


def passage(text: str, question: Question) -> list[Piece]:
    """Return about `WIDTH` characters of the clean text, where most of the words stand together; else its beginning."""
    places = _places(text, question)
    best = max(places, key=lambda place: _different(places, place.start()), default=None)
    begin = _word_boundary(text, max(best.start() - BEFORE, 0)) if best else 0
    end = _end_of_word(text, begin + WIDTH)
    pieces, at = [Piece("… " if begin else "")], begin
    for place in places:
        if begin <= place.start() and place.end() <= end:
            pieces += [Piece(text[at : place.start()]), Piece(text[place.start() : place.end()], is_marked=True)]
            at = place.end()
    pieces.append(Piece(text[at:end] + (" …" if end < len(text) else "")))
    return [piece for piece in pieces if piece.text]


def _places(text, question):
    """Where the words stand: with the accents they were typed with, or with any when none stand so."""
    found = list(islice(_pattern(question).finditer(fold_keeping_length(text)), MOST_LOOKED_AT))
    wanted = {term.exact for term in question.terms}
    exact = [place for place in found if _exact(text[place.start() : place.end()]) in wanted]
    return exact if question.is_accented and exact else found


def _exact(text):
    return tuple(word.exact for word in words(text))


def _pattern(question):
    """The terms as whole words, whatever stands between the words of a phrase; the longest first."""
    terms = sorted((term.folded for term in question.terms), key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(_spelt, terms))})(?![^\W_])")


def _spelt(folded):
    """A phrase in all the ways it may be written: letters may be set against digits, numbers begin with noughts."""
    spelt = "0*" * folded[0].isdigit() + re.escape(folded[0])
    for before, word in pairwise(folded):
        apart = r"[\W_]*" if before.isdigit() != word.isdigit() else r"[\W_]+"
        spelt += apart + "0*" * word.isdigit() + re.escape(word)
    return spelt


def _different(places, start):
    """How many different words and phrases begin within the passage that the place at `start` would lead."""
    return len({place[0] for place in places if start <= place.start() < start + WIDTH - BEFORE})


def _word_boundary(text, position):
    """The beginning of the first word from there on, unless it is very long."""
    if position == 0:
        return 0
    space = re.compile(r"\s").search(text, position - 1, position + 30)
    return space.end() if space else position


def _end_of_word(text, position):
    space = re.compile(r"\s").search(text, position, position + 30)
    return space.start() if space else position
