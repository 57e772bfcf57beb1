"""Corrections of a query ("did you mean") whose words occur in no title, with one edit a word.

An edit inserts, deletes, replaces or swaps a letter. Candidates are the words of titles. Which of them belong together
is taken from the titles: those are searched that have, for every word of the query, this word or one with one edit; the
words found there most often are the correction.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from string import ascii_lowercase

from django.utils import timezone

from portal.search import fulltext
from portal.search.models import Syllable
from portal.search.query import ParsedQuery
from portal.search.query_timeout import QueryTimeout
from portal.search.ranking import AllOf, AnyOf
from vietnamese.tokens import TITLE_PREFIX, Word, words

MAX_QUERY_WORDS = 12
MAX_WORD_LETTERS = 12  # of a word to correct; Vietnamese words have up to seven
MAX_CANDIDATES = 20  # for a word
MAX_TITLES = 40  # the newest
TIMEOUT_SECONDS = 0.3  # this is a hint, not the result
WORD = re.compile(r"[^\W_]+")

Options = list[list[str]]


def corrected_query(query: ParsedQuery, titles: Iterable[str], *, may_stand_apart: bool) -> str:
    """Return a correction, or "" where `titles`, those found, contain all the words or nothing is similar.

    With `may_stand_apart` the words need not be adjacent in a title.
    """
    asked = [word.folded for word in query.words]
    if len(asked) > MAX_QUERY_WORDS or any(set(asked) <= {word.folded for word in words(title)} for title in titles):
        return ""
    options = _options(asked)
    if not options or options == [[word] for word in asked]:
        return ""
    try:
        rows, _ = fulltext.page(
            _tiers(asked, options, may_stand_apart),
            fulltext.Scope.of(timezone.now()),
            size=MAX_TITLES,
            extra_columns=("title",),
            seconds=TIMEOUT_SECONDS,
        )
    except QueryTimeout:
        return ""
    return _most_likely(query.words, options, [title for _, _, title in rows])


def _options(asked: list[str]) -> Options:
    """For each word: itself, if titles have it, and title words one edit away; nothing if one word has neither."""
    near = {word: set(_one_edit_away(word)) for word in asked if word.isalpha() and 1 < len(word) <= MAX_WORD_LETTERS}
    wanted = {candidate for candidates in near.values() for candidate in candidates} | set(asked)
    known = set(Syllable.objects.filter(text__in=sorted(wanted)).values_list("text", flat=True))
    options = []
    for word in asked:
        itself = [word] if word in known or not word.isalpha() else []
        options.append(itself + sorted(near.get(word, set()) & known - {word}, key=_closeness(word))[:MAX_CANDIDATES])
    return options if all(options) else []


def _closeness(word):
    """A sort key: words of the same letters first, then of the same length, then of the same beginning."""
    return lambda other: (sorted(other) != sorted(word), len(other) != len(word), other[0] != word[0], other)


def _one_edit_away(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (before + letter + after for letter in ascii_lowercase)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in ascii_lowercase)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def _tiers(asked, options, may_stand_apart):
    """Titles with the words together, then with the words apart; of two adjacent words only one is corrected."""
    single = [AnyOf(tuple(TITLE_PREFIX + option for option in one)) for one in options]
    together = [
        AnyOf(
            tuple(f"{TITLE_PREFIX}{a}_{b}" for a in options[at] for b in options[at + 1] if a == first or b == second)
        )
        for at, (first, second) in enumerate(pairwise(asked))
    ]
    phrase = AllOf(tuple(together)) if all(one.options for one in together) else None
    tiers = [(0, phrase)] if phrase and together else []
    return tiers + [(1, AllOf(tuple(single)).excluding(*([phrase] if tiers else [])))] * (
        may_stand_apart or not together
    )


def _most_likely(asked: tuple[Word, ...], options: Options, titles: list[str]) -> str:
    """The title words with the fewest edits, then those with the typed accents, then the most frequent; or ""."""
    times, spelling = Counter(), {}
    for title in titles:
        if chosen := _in_title(options, title):
            key = tuple(word for word, _ in chosen)
            times[key] += 1
            spelling.setdefault(key, " ".join(spelt for _, spelt in chosen))
    if not times:
        return ""

    def likeness(key):
        alike = [(word.folded == other.folded, word == other) for word, other in zip(key, asked, strict=True)]
        return [sum(ones) for ones in zip(*alike, strict=True)]

    best = max(times, key=lambda key: (*likeness(key), times[key]))
    return "" if likeness(best)[0] == len(asked) else spelling[best]


def _in_title(options, title):
    """For each word the matching one of the title, with its spelling: adjacent ones, or any."""
    spelt = [(found[0], text) for text in WORD.findall(title) if len(found := words(text)) == 1]
    for start in range(len(spelt) - len(options) + 1):
        run = spelt[start : start + len(options)]
        if all(word.folded in one for (word, _), one in zip(run, options, strict=True)):
            return run
    chosen = [next((pair for pair in spelt if pair[0].folded in one), None) for one in options]
    return chosen if all(chosen) else None
