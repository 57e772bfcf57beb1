"""What is offered while a reader types: titles that hold the words, the last of which may be the beginning of one."""

from dataclasses import dataclass

from django.apps import apps
from django.utils import timezone

from portal.search import fulltext
from portal.search.bounds import OutOfTime
from portal.search.indexing import searched_models
from portal.search.models import Syllable, kind_token
from portal.search.question import LONGEST, QUOTES
from portal.search.tiers import Every, Some
from vietnamese.folding import clean_line
from vietnamese.tokens import TITLE, pairs, words

MOST = 8
MOST_NAMES = 4  # of them, where there are texts enough
FEWEST_LETTERS = 2  # of a word that is not complete
MOST_ENDINGS = 30  # words that go on as the last one begins
MOST_WORDS = 12
NAMES = 0  # the tier of names
LONGEST_WAIT = 0.3  # seconds


@dataclass(frozen=True)
class Suggestion:
    title: str
    address: str
    kind: str


def suggestions(text: str) -> list[Suggestion]:
    """Return what titles there are for what has been typed so far: names of things first, then the newest texts."""
    typed = clean_line(text[:LONGEST].translate(QUOTES))
    *complete, last = [word.folded for word in words(typed)][:MOST_WORDS] or [""]
    endings = [last] if text[-1:].isspace() else _endings(last)
    if not endings and complete:  # its first letter says too little yet
        *complete, last = complete
        endings = [last]
    if not endings:
        return []
    tiers = _tiers(complete, endings)
    try:
        rows, _ = fulltext.page(
            tiers,
            fulltext.Scope.of(timezone.now()),
            size=2 * MOST,
            each=MOST,
            also=("title", "address", "kind"),
            seconds=LONGEST_WAIT,
        )
    except OutOfTime:
        return []
    names = [row for row in rows if row[0] == NAMES]
    texts = [row for row in rows if row[0] != NAMES]
    chosen = [*names[: max(MOST_NAMES, MOST - len(texts))], *texts][:MOST]
    return [Suggestion(title, address, _called(kind)) for _, _, title, address, kind in chosen]


def _endings(begun):
    if begun.isdigit():
        return [begun]
    if len(begun) < FEWEST_LETTERS:
        return []
    begin_so = Syllable.objects.filter(text__startswith=begun).order_by("text")
    return list(begin_so.values_list("text", flat=True)[:MOST_ENDINGS])


def _tiers(complete, endings):
    last = Some(tuple(TITLE + ending for ending in endings))
    apart = Every((*(TITLE + word for word in complete), last))
    beside = [TITLE + pair for pair in pairs(complete)]
    if complete:
        beside.append(Some(tuple(f"{TITLE}{complete[-1]}_{ending}" for ending in endings)))
    together = Every((*apart.wanted, *beside))
    names = Some(tuple(kind_token(model._meta.label_lower) for model in searched_models() if is_name(model)))
    named = Every((*apart.wanted, names))
    return list(enumerate([named, together.but(named), *([apart.but(together, named)] if beside else [])]))


def is_name(model):
    """Whether a model's things are called by a name that people type, such as a tag or a programme."""
    return any(field.name == "name" for field in model._meta.fields)


def _called(kind):
    return apps.get_model(kind)._meta.verbose_name.capitalize()
