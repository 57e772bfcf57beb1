"""Suggestions while a reader types: titles with the words, the last of which may be incomplete."""

from dataclasses import dataclass

from django.apps import apps
from django.utils import timezone

from portal.search import fulltext
from portal.search.indexing import searched_models
from portal.search.models import Syllable, kind_token
from portal.search.query import MAX_QUERY_CHARACTERS, QUOTES
from portal.search.query_timeout import QueryTimeout
from portal.search.ranking import AllOf, AnyOf
from publishing.kinds import without_page
from vietnamese.folding import clean_line
from vietnamese.tokens import TITLE_PREFIX, pair_tokens, words

MAX_SUGGESTIONS = 8
MAX_NAMES = 4  # of the suggestions, if there are enough texts
MIN_PREFIX_LETTERS = 2  # of an incomplete word
MAX_COMPLETIONS = 30  # words that begin with the incomplete one
MAX_QUERY_WORDS = 12
NAMES_TIER = 0  # the tier of names
TIMEOUT_SECONDS = 0.3


@dataclass(frozen=True)
class Suggestion:
    title: str
    address: str
    kind: str


def suggestions(text: str) -> list[Suggestion]:
    """Return titles for what has been typed so far: names of things first, then the newest texts."""
    typed = clean_line(text[:MAX_QUERY_CHARACTERS].translate(QUOTES))
    *complete, last = [word.folded for word in words(typed)][:MAX_QUERY_WORDS] or [""]
    completions = [last] if text[-1:].isspace() else _completions(last)
    if not completions and complete:  # its first letter is too little yet
        *complete, last = complete
        completions = [last]
    if not completions:
        return []
    tiers = _tiers(complete, completions)
    try:
        rows, _ = fulltext.page(
            tiers,
            fulltext.Scope.of(timezone.now()),
            size=2 * MAX_SUGGESTIONS,
            tier_limit=MAX_SUGGESTIONS,
            extra_columns=("title", "address", "kind", "thing_id"),
            seconds=TIMEOUT_SECONDS,
        )
    except QueryTimeout:
        return []
    hidden = without_page([row[-2:] for row in rows])
    rows = [row for row in rows if row[-2:] not in hidden]
    names = [row for row in rows if row[0] == NAMES_TIER]
    texts = [row for row in rows if row[0] != NAMES_TIER]
    chosen = [*names[: max(MAX_NAMES, MAX_SUGGESTIONS - len(texts))], *texts][:MAX_SUGGESTIONS]
    return [Suggestion(title, address, _kind_name(kind)) for _, _, title, address, kind, _ in chosen]


def _completions(begun):
    if begun.isdigit():
        return [begun]
    if len(begun) < MIN_PREFIX_LETTERS:
        return []
    begin_so = Syllable.objects.filter(text__startswith=begun).order_by("text")
    return list(begin_so.values_list("text", flat=True)[:MAX_COMPLETIONS])


def _tiers(complete, completions):
    last = AnyOf(tuple(TITLE_PREFIX + ending for ending in completions))
    apart = AllOf((*(TITLE_PREFIX + word for word in complete), last))
    pairs_of_words = [TITLE_PREFIX + pair for pair in pair_tokens(complete)]
    if complete:
        pairs_of_words.append(AnyOf(tuple(f"{TITLE_PREFIX}{complete[-1]}_{ending}" for ending in completions)))
    together = AllOf((*apart.wanted, *pairs_of_words))
    names = AnyOf(tuple(kind_token(model._meta.label_lower) for model in searched_models() if is_named_kind(model)))
    named = AllOf((*apart.wanted, names))
    return list(
        enumerate([named, together.excluding(named), *([apart.excluding(together, named)] if pairs_of_words else [])])
    )


def is_named_kind(model):
    """Whether a model's things have a name that people type, such as a tag or a programme."""
    return any(field.name == "name" for field in model._meta.fields)


def _kind_name(kind):
    return apps.get_model(kind)._meta.verbose_name.capitalize()
