"""The passage of a text that shows why it was found, cut into pieces of which some are marked.

Pieces are plain text; the template escapes them.
"""

import re
from dataclasses import dataclass
from itertools import islice

from portal.search.question import Question
from vietnamese.folding import fold_keeping_length

WIDTH = 240  # characters of a passage, about
BEFORE = 60  # of them before the first word found
MOST_LOOKED_AT = 50  # places where a word occurs, among which the passage is chosen
BETWEEN_WORDS = r"[\W_]+"


@dataclass(frozen=True)
class Piece:
    text: str
    is_marked: bool = False


def passage(text: str, question: Question) -> list[Piece]:
    """Return about `WIDTH` characters of the clean text, where most of the words stand together; else its beginning."""
    folded, words = fold_keeping_length(text), _words(question)
    places = list(islice(words.finditer(folded), MOST_LOOKED_AT))
    start = max(places, key=lambda place: _different(places, place.start()), default=None)
    begin = _word_boundary(text, max(start.start() - BEFORE, 0)) if start else 0
    end = min(_end_of_word(text, begin + WIDTH), len(text))
    pieces = [Piece("… ")] if begin else []
    at = begin
    for place in words.finditer(folded, begin, end):
        pieces += [Piece(text[at : place.start()]), Piece(text[place.start() : place.end()], is_marked=True)]
        at = place.end()
    pieces.append(Piece(text[at:end] + (" …" if end < len(text) else "")))
    return [piece for piece in pieces if piece.text]


def _words(question):
    """A pattern of the phrases as whole words, whatever stands between the words of a phrase; the longest first."""
    phrases = sorted((phrase.split() for phrase in question.folded), key=len, reverse=True)
    patterns = [BETWEEN_WORDS.join(map(re.escape, phrase)) for phrase in phrases]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(patterns)})(?![^\W_])")


def _different(places, start):
    """How many different words and phrases begin within the passage that this place would lead."""
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
