"""The passage of a text that shows why it was found, split into parts of which some are marked.

Parts are plain text; the template escapes them.
"""

import re
from dataclasses import dataclass
from itertools import islice, pairwise

from portal.search.query import ParsedQuery
from vietnamese.folding import fold_keeping_length
from vietnamese.tokens import words

MAX_CHARACTERS = 240  # of a passage, about
CHARACTERS_BEFORE_MATCH = 60  # of them before the first word found
MAX_MATCHES = 100  # occurrences among which the passage is chosen


@dataclass(frozen=True)
class SnippetPart:
    text: str
    is_marked: bool = False


def passage(text: str, query: ParsedQuery) -> list[SnippetPart]:
    """Return about `MAX_CHARACTERS` characters of the clean text, where most of the words are; else its beginning."""
    matches = _find_matches(text, query)
    best = max(matches, key=lambda match: _distinct_terms(matches, match.start()), default=None)
    begin = _word_boundary(text, max(best.start() - CHARACTERS_BEFORE_MATCH, 0)) if best else 0
    end = _end_of_word(text, begin + MAX_CHARACTERS)
    pieces, at = [SnippetPart("… " if begin else "")], begin
    for match in matches:
        if begin <= match.start() and match.end() <= end:
            pieces += [
                SnippetPart(text[at : match.start()]),
                SnippetPart(text[match.start() : match.end()], is_marked=True),
            ]
            at = match.end()
    pieces.append(SnippetPart(text[at:end] + (" …" if end < len(text) else "")))
    return [piece for piece in pieces if piece.text]


def _find_matches(text, query):
    """The occurrences of the words with the typed accents or, if there are none, with any."""
    found = list(islice(_pattern(query).finditer(fold_keeping_length(text)), MAX_MATCHES))
    wanted = {term.exact for term in query.terms}
    exact = [match for match in found if _exact(text[match.start() : match.end()]) in wanted]
    return exact if query.is_accented and exact else found


def _exact(text):
    return tuple(word.exact for word in words(text))


def _pattern(query):
    """The terms as whole words, with anything between the words of a phrase; the longest first."""
    terms = sorted((term.folded for term in query.terms), key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(_phrase_pattern, terms))})(?![^\W_])")


def _phrase_pattern(folded):
    """A regular expression for every spelling of a phrase: letters may touch digits, numbers may have leading zeros."""
    spelt = "0*" * folded[0].isdigit() + re.escape(folded[0])
    for before, word in pairwise(folded):
        apart = r"[\W_]*" if before.isdigit() != word.isdigit() else r"[\W_]+"
        spelt += apart + "0*" * word.isdigit() + re.escape(word)
    return spelt


def _distinct_terms(matches, start):
    """How many different words and phrases begin within the passage around `start`."""
    return len(
        {match[0] for match in matches if start <= match.start() < start + MAX_CHARACTERS - CHARACTERS_BEFORE_MATCH}
    )


def _word_boundary(text, position):
    """The beginning of the first word from that position on, unless it is very long."""
    if position == 0:
        return 0
    space = re.compile(r"\s").search(text, position - 1, position + 30)
    return space.end() if space else position


def _end_of_word(text, position):
    space = re.compile(r"\s").search(text, position, position + 30)
    return space.start() if space else position
