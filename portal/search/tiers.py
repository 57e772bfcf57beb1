"""What the entries of each rank hold, best first, as conditions on sets of tokens.

Accents first: whoever types them gets what has them before what has not. Then the title before the text, and words that
stand together before words that stand apart. No entry is in two tiers, so each can be read by itself, newest first.
"""

from dataclasses import dataclass, replace
from itertools import combinations

from portal.search.question import Question
from vietnamese.tokens import TITLE, pairs, whole

MOST_IN_PART = 8  # terms of which some may be missing; those typed beyond must occur


@dataclass(frozen=True)
class Every:
    """All of these, tokens or conditions, and none of those.

    `rare` is what it implies and what is quickly found to be nowhere: where that is, this need not be looked for.
    """

    wanted: tuple
    unwanted: tuple = ()
    rare: tuple = ()

    def but(self, *unwanted) -> "Every":
        return replace(self, unwanted=(*self.unwanted, *unwanted))


@dataclass(frozen=True)
class Some:
    """At least one of these, tokens or conditions."""

    options: tuple


def tiers(question: Question) -> list[Every]:
    """The tiers of what holds all that was asked."""
    title, text = _Forms(question, TITLE), _Forms(question, "")
    found = _descending([title.whole, title.phrase, title.folded])
    found += _descending([text.phrase, text.folded], title.folded)
    if question.is_accented:
        best = _descending([title.exact_whole, title.exact_phrase, title.exact_words])
        best += _descending([text.exact_phrase, text.exact_words], title.exact_words)
        found = best + [tier.but(text.exact_words) for tier in found]
    return [tier.but(*_unwanted(question)) for tier in found]


def matching(question: Question) -> Every:
    """Whatever holds all that was asked, in title or text, with or without the accents."""
    return _Forms(question, "").folded.but(*_unwanted(question))


def of_each_term(question: Question) -> list[Every]:
    """What holds one of the terms, for each of them."""
    return [_Forms(Question((term,)), "").folded for term in question.terms]


def tiers_in_part(question: Question, known: list[int]) -> list[list[Every]]:
    """Levels of tiers of what holds most of the terms: all that are `known`, all but one of these, all but two …

    `known` are the numbers of the terms that occur at all. Down to half of the terms; an entry is in one tier of a
    level at most.
    """
    terms = [question.terms[number] for number in known]
    loose, fixed = terms[:MOST_IN_PART], terms[MOST_IN_PART:]
    fewest = max(len(question.terms) // 2, 1)
    levels = [[_holding(question, terms)]] if fewest <= len(terms) < len(question.terms) else []
    for missing in range(1, min(len(loose), len(terms) - fewest) + 1):
        parts = [(*part, *fixed) for part in combinations(loose, len(loose) - missing)]
        if missing == 1:  # each by itself: both databases are quicker at words that must occur
            levels.append([_holding(question, part) for part in parts])
        else:
            options = tuple(_Forms(Question(part), "").folded for part in parts)
            levels.append([Every((Some(options),)).but(*_unwanted(question))])
    return levels


def _holding(question, terms):
    """What holds these terms and, so as to be in no other tier, none of the others."""
    others = [_Forms(Question((term,)), "").folded for term in question.terms if term not in terms]
    return _Forms(Question(tuple(terms)), "").folded.but(*others, *_unwanted(question))


class _Forms:
    """The conditions a question makes in one place: `TITLE`, or anywhere for "" (a text holds its title's words).

    Each names as few tokens as it can: a pair stands for its words, an exact word for the folded one, the whole title
    for all of it.
    """

    def __init__(self, question, place):
        folded = [word.folded for word in question.words]
        beside = [pair for term in question.terms for pair in pairs(list(term.folded))]
        alone = [term.folded[0] for term in question.terms if len(term.words) == 1]
        self.exact = _in_place(place, [word.exact for word in question.words])
        self.beside = _in_place(place, beside)
        self.folded = Every(_in_place(place, [*alone, *beside]))
        together = tuple(pairs(folded))
        self.phrase = Every(_in_place(place, together or folded), rare=together)
        self.whole = Every((whole(folded),), rare=together)
        self.exact_words = Every((*self.exact, *self.beside))
        self.exact_phrase = Every((*self.exact, *(self.phrase.wanted if together else ())), rare=together)
        self.exact_whole = Every((*self.exact, *self.whole.wanted), rare=together)


def _in_place(place, found):
    return tuple(dict.fromkeys(place + token for token in found))


def _descending(conditions, *unwanted):
    """Conditions of which each includes the one before, made to exclude it; those that add nothing are left out."""
    found, before = [], None
    for condition in conditions:
        if before is None:
            found.append(condition.but(*unwanted))
        elif more := tuple(token for token in before.wanted if token not in condition.wanted):
            found.append(condition.but(Every(more), *unwanted))
        else:
            continue
        before = condition
    return found


def _unwanted(question):
    """What must not be there: with the accents that were typed, or with any."""
    forms = [(term, _Forms(Question((term,)), "")) for term in question.unwanted]
    return [form.exact_words if term.is_accented else form.folded for term, form in forms]
