"""Keeping the entries in step with the things.

`follow` hears of every change inside its transaction, so an entry is there exactly when the change is. `rebuild` makes
them anew, for what could not be heard: rows written by SQL, a restored database, another shape of the entries.
"""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import transaction
from django.db.models import Q

from portal.search.models import Entry, Syllable
from publishing.models import Announced
from vietnamese.tokens import words

SHAPE = 2  # of the entries; raised when what they hold changes
BATCH = 200  # things in one transaction of a rebuild; short, since SQLite lets nobody else write meanwhile


def is_searched(model) -> bool:
    return hasattr(model, "search_entry")


def searched_models() -> list[type[Announced]]:
    """The models whose things can be found, in the order of their apps."""
    return [model for model in apps.get_models() if issubclass(model, Announced) and is_searched(model)]


def fingerprint() -> str:
    """What the entries depend on beside the things; when it changes, `prepare` makes them anew."""
    return " ".join([str(SHAPE), *(model._meta.label_lower for model in searched_models())])


def follow(sender, thing, deleted, pks=None, **kwargs):
    """Bring the entries in step with one change of `publishing.signals.changed`; a listener, given its arguments."""
    if not is_searched(sender):
        return
    if deleted:
        Entry.objects.of_model(sender).filter(thing_id=thing.pk).delete()
    elif thing is not None:
        _renew(sender, [thing.pk])
    else:
        for batch in _all_pks(sender) if pks is None else _batches(sorted(pks)):
            _renew(sender, batch)


def rebuild(model, after: int = 0) -> Iterator[list[int]]:
    """Make the entries of a model anew, from the thing after that key on; yields the keys of a batch written.

    Entries are replaced batch by batch, each within a transaction, those of things that are gone go last: nothing that
    can be found is missing in between.
    """
    for batch in _all_pks(model, after):
        _renew(model, batch)
        yield batch
    Entry.objects.of_nothing(model).delete()


def forget_other_models() -> None:
    """Take out the entries of models that are not searched any more."""
    labels = [model._meta.label_lower for model in searched_models()]
    Entry.objects.exclude(kind__in=labels).delete()


@transaction.atomic
def _renew(model, pks):
    """Write the entries of these things, or take them out.

    The things are read from their rows, and locked: an instance at hand may be older than its row, and what is saved
    meanwhile waits and is written after, so that an old text never covers a new one.
    """
    locked = model._base_manager.select_for_update(of=("self",), no_key=True)
    told = [(thing, thing.search_entry()) for thing in locked.filter(pk__in=pks).order_by("pk")]
    number = searched_models().index(model)
    entries = [Entry.of(thing, entry, number) for thing, entry in told if entry]
    of_these = Q(kind=model._meta.label_lower, thing_id__in=pks)
    in_their_places = Q(pk__in=[entry.pk for entry in entries])  # by numbers of kinds before another model was searched
    Entry.objects.filter(of_these | in_their_places).only("pk").delete()
    Entry.objects.bulk_create(entries)
    _remember_syllables(entries)


def _remember_syllables(entries):
    """In alphabetical order, so that two who remember the same never wait for each other in a circle."""
    found = {word.folded for entry in entries for word in words(entry.title) if word.folded.isalpha()}
    Syllable.objects.bulk_create([Syllable(text=text) for text in sorted(found)], ignore_conflicts=True)


def _all_pks(model, after=0) -> Iterator[list[int]]:
    keys = model._base_manager.order_by("pk").values_list("pk", flat=True)
    while batch := list(keys.filter(pk__gt=after)[:BATCH]):
        yield batch
        after = batch[-1]


def _batches(pks: list[int]) -> Iterable[list[int]]:
    return (pks[start : start + BATCH] for start in range(0, len(pks), BATCH))
