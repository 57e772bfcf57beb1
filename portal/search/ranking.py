"""The tiers of a search, best first, as conditions on sets of tokens.

Accents first: with typed accents, entries that have them come before those that do not. Then the title before the text,
and adjacent words before separate ones. No entry is in two tiers, so each can be read by itself, newest first.
"""

from dataclasses import dataclass, replace
from itertools import combinations

from portal.search.query import ParsedQuery
from vietnamese.tokens import TITLE_PREFIX, pair_tokens, whole_title

MAX_OPTIONAL_TERMS = 8  # up to so many terms, some may be missing; the others must occur


@dataclass(frozen=True)
class AllOf:
    """All of these, tokens or conditions, and none of those.

    `rare` holds tokens that every match must contain; when no entry has them, the database skips this condition.
    """

    wanted: tuple
    unwanted: tuple = ()
    rare: tuple = ()

    def excluding(self, *unwanted) -> "AllOf":
        return replace(self, unwanted=(*self.unwanted, *unwanted))


@dataclass(frozen=True)
class AnyOf:
    """At least one of these, tokens or conditions."""

    options: tuple


def tiers(query: ParsedQuery) -> list[AllOf]:
    """The tiers of the entries with all terms."""
    title, text = _Conditions(query, TITLE_PREFIX), _Conditions(query, "")
    found = _disjoint([title.whole_title, title.phrase, title.folded])
    found += _disjoint([text.phrase, text.folded], title.folded)
    if query.is_accented:
        best = _disjoint([title.exact_whole, title.exact_phrase, title.exact_words])
        best += _disjoint([text.exact_phrase, text.exact_words], title.exact_words)
        found = best + [tier.excluding(text.exact_words) for tier in found]
    return [tier.excluding(*_unwanted(query)) for tier in found]


def matching(query: ParsedQuery) -> AllOf:
    """The entries with all terms, in title or text, with or without the accents."""
    return _Conditions(query, "").folded.excluding(*_unwanted(query))


def term_conditions(query: ParsedQuery) -> list[AllOf]:
    """For each term the condition that an entry has it."""
    return [_Conditions(ParsedQuery((term,)), "").folded for term in query.terms]


def partial_match_tiers(query: ParsedQuery, known: list[int]) -> list[list[AllOf]]:
    """Levels of tiers of entries with most of the terms: all that are `known`, all but one of these, all but two …

    `known` are the indexes of the terms that occur at all. Down to half of the terms; an entry is in one tier of a
    level at most.
    """
    terms = [query.terms[number] for number in known]
    loose, fixed = terms[:MAX_OPTIONAL_TERMS], terms[MAX_OPTIONAL_TERMS:]
    fewest = max(len(query.terms) // 2, 1)
    levels = [[_exactly_these(query, terms)]] if fewest <= len(terms) < len(query.terms) else []
    for missing in range(1, min(len(loose), len(terms) - fewest) + 1):
        parts = [(*part, *fixed) for part in combinations(loose, len(loose) - missing)]
        if missing == 1:  # each by itself: both databases are faster with words that must occur
            levels.append([_exactly_these(query, part) for part in parts])
        else:
            options = tuple(_Conditions(ParsedQuery(part), "").folded for part in parts)
            levels.append([AllOf((AnyOf(options),)).excluding(*_unwanted(query))])
    return levels


def _exactly_these(query, terms):
    """The entries with these terms and, so that they are in no other tier, none of the others."""
    others = [_Conditions(ParsedQuery((term,)), "").folded for term in query.terms if term not in terms]
    return _Conditions(ParsedQuery(tuple(terms)), "").folded.excluding(*others, *_unwanted(query))


class _Conditions:
    """The conditions of a query on titles (`TITLE_PREFIX`), or on all words for "" (which include the title's).

    Each condition uses as few tokens as possible: a word pair implies its two words, an accented word implies its
    folded form, the whole-title token implies all of them.
    """

    def __init__(self, query, place):
        folded = [word.folded for word in query.words]
        pairs_of_words = [pair for term in query.terms for pair in pair_tokens(list(term.folded))]
        alone = [term.folded[0] for term in query.terms if len(term.words) == 1]
        self.exact = _prefixed(place, [word.exact for word in query.words])
        self.pairs_of_words = _prefixed(place, pairs_of_words)
        self.folded = AllOf(_prefixed(place, [*alone, *pairs_of_words]))
        together = tuple(pair_tokens(folded))
        self.phrase = AllOf(_prefixed(place, together or folded), rare=together)
        self.whole_title = AllOf((whole_title(folded),), rare=together)
        self.exact_words = AllOf((*self.exact, *self.pairs_of_words))
        self.exact_phrase = AllOf((*self.exact, *(self.phrase.wanted if together else ())), rare=together)
        self.exact_whole = AllOf((*self.exact, *self.whole_title.wanted), rare=together)


def _prefixed(place, found):
    return tuple(dict.fromkeys(place + token for token in found))


def _disjoint(conditions, *unwanted):
    """Make nested conditions, each of which includes the one before, disjoint; empty ones are left out."""
    found, before = [], None
    for condition in conditions:
        if before is None:
            found.append(condition.excluding(*unwanted))
        elif more := tuple(token for token in before.wanted if token not in condition.wanted):
            found.append(condition.excluding(AllOf(more), *unwanted))
        else:
            continue
        before = condition
    return found


def _unwanted(query):
    """The unwanted terms: with the accents that were typed, or with any."""
    forms = [(term, _Conditions(ParsedQuery((term,)), "")) for term in query.unwanted]
    return [form.exact_words if term.is_accented else form.folded for term, form in forms]
