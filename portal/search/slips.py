"""What a reader may have meant whose words stand in no title: one letter more, less, other or exchanged in a word.

Candidates are the words of titles. Which of them belong together, the titles say themselves: those are looked for that
hold, for every word asked, this word or one a letter away; and what stands there most often is what was meant.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from string import ascii_lowercase

from django.utils import timezone

from portal.search import fulltext
from portal.search.bounds import OutOfTime
from portal.search.models import Syllable
from portal.search.question import Question
from portal.search.tiers import Every, Some
from vietnamese.tokens import TITLE, Word, words

MOST_WORDS = 12
MOST_LETTERS = 12  # of a word that is looked at; Vietnamese has seven
MOST_CANDIDATES = 20  # for a word
LOOKED_AT = 40  # titles, the newest
LONGEST = 0.3  # seconds; this is help, not the answer
SPELT = re.compile(r"[^\W_]+")

Options = list[list[str]]


def meant(question: Question, titles: Iterable[str], *, loosely: bool) -> str:
    """Return what else may have been meant, or "" where `titles`, those found, hold all the words or nothing is near.

    Loosely: the words need not stand together in a title.
    """
    asked = [word.folded for word in question.words]
    if len(asked) > MOST_WORDS or any(set(asked) <= {word.folded for word in words(title)} for title in titles):
        return ""
    options = _options(asked)
    if not options or options == [[word] for word in asked]:
        return ""
    try:
        rows, _ = fulltext.page(
            _tiers(asked, options, loosely),
            fulltext.Scope.of(timezone.now()),
            size=LOOKED_AT,
            also=("title",),
            seconds=LONGEST,
        )
    except OutOfTime:
        return ""
    return _most_likely(question.words, options, [title for _, _, title in rows])


def _options(asked: list[str]) -> Options:
    """For each word itself, where titles know it, and what titles know a letter away; nothing if one has neither."""
    near = {word: set(_a_letter_away(word)) for word in asked if word.isalpha() and 1 < len(word) <= MOST_LETTERS}
    wanted = {candidate for candidates in near.values() for candidate in candidates} | set(asked)
    known = set(Syllable.objects.filter(text__in=sorted(wanted)).values_list("text", flat=True))
    options = []
    for word in asked:
        itself = [word] if word in known or not word.isalpha() else []
        options.append(itself + sorted(near.get(word, set()) & known - {word}, key=_closeness(word))[:MOST_CANDIDATES])
    return options if all(options) else []


def _closeness(word):
    """Words of the same letters first, then of the same length, then of the same beginning."""
    return lambda other: (sorted(other) != sorted(word), len(other) != len(word), other[0] != word[0], other)


def _a_letter_away(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (before + letter + after for letter in ascii_lowercase)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in ascii_lowercase)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def _tiers(asked, options, loosely):
    """Titles that hold the words together, then those that hold them apart; two words in a row do not both slip."""
    single = [Some(tuple(TITLE + option for option in one)) for one in options]
    together = [
        Some(tuple(f"{TITLE}{a}_{b}" for a in options[at] for b in options[at + 1] if a == first or b == second))
        for at, (first, second) in enumerate(pairwise(asked))
    ]
    phrase = Every(tuple(together)) if all(one.options for one in together) else None
    tiers = [(0, phrase)] if phrase and together else []
    return tiers + [(1, Every(tuple(single)).but(*([phrase] if tiers else [])))] * (loosely or not together)


def _most_likely(asked: tuple[Word, ...], options: Options, titles: list[str]) -> str:
    """The words of titles with the fewest slips, then those of the typed accents, then the most frequent; or ""."""
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
    """For each word the one of the title that answers it, with its spelling: those that stand together, or any."""
    spelt = [(found[0], text) for text in SPELT.findall(title) if len(found := words(text)) == 1]
    for start in range(len(spelt) - len(options) + 1):
        run = spelt[start : start + len(options)]
        if all(word.folded in one for (word, _), one in zip(run, options, strict=True)):
            return run
    chosen = [next((pair for pair in spelt if pair[0].folded in one), None) for one in options]
    return chosen if all(chosen) else None
