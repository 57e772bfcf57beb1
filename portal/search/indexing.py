"""Keeps the search entries current.

`on_changed` receives every change inside its transaction, so an entry is committed together with the change. `rebuild`
writes all entries anew, for changes without a signal: rows written by SQL, a restored database, a new entry format.
"""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import transaction
from django.db.models import Q

from portal.search.models import Entry, KindNumber, Syllable
from publishing.models import Announced
from vietnamese.tokens import words

ENTRY_FORMAT = 2  # raised when the content of entries changes
BATCH_SIZE = 200  # in one transaction of a rebuild; small, since SQLite lets nobody else write meanwhile


def is_searched(model) -> bool:
    return hasattr(model, "search_entry")


def searched_models() -> list[type[Announced]]:
    """The models whose things can be found."""
    return [model for model in apps.get_models() if issubclass(model, Announced) and is_searched(model)]


def fingerprint() -> str:
    """What the entries depend on beside the things; when it changes, `prepare` makes them anew."""
    return " ".join([str(ENTRY_FORMAT), *sorted(model._meta.label_lower for model in searched_models())])


def on_changed(sender, thing, deleted, pks=None, **kwargs):
    """Receiver of `publishing.signals.changed`: update the entries."""
    if not is_searched(sender):
        return
    if deleted:
        Entry.objects.of_model(sender).filter(thing_id=thing.pk).delete()
    elif thing is not None:
        _rewrite_entries(sender, [thing.pk])
    else:
        for batch in _all_pks(sender) if pks is None else _batches(sorted(pks)):
            _rewrite_entries(sender, batch)


def rebuild(model, after: int = 0) -> Iterator[list[int]]:
    """Rewrite the entries of a model, from the thing after that key on; yields the keys of each batch.

    Entries are replaced batch by batch, each in a transaction; those of deleted things are deleted last: nothing that
    can be found is missing in between.
    """
    for batch in _all_pks(model, after):
        _rewrite_entries(model, batch)
        yield batch
    Entry.objects.orphaned(model).delete()


def delete_unsearched_models() -> None:
    """Take out the entries of models that are not searched any more, then their numbers: others may be given those."""
    labels = [model._meta.label_lower for model in searched_models()]
    Entry.objects.exclude(kind__in=labels).delete()
    KindNumber.objects.exclude(kind__in=labels).delete()


@transaction.atomic(savepoint=False)
def _rewrite_entries(model, pks):
    """Write or delete the entries of these things.

    The things are read from their rows, and locked: an instance in memory may be older than its row, and a concurrent
    save waits and is indexed after, so that an old text never replaces a new one.
    """
    locked = model._base_manager.select_for_update(of=("self",), no_key=True)
    thing_entries = [(thing, thing.search_entry()) for thing in locked.filter(pk__in=pks).order_by("pk")]
    number = KindNumber.objects.number_of(model)
    entries = [Entry.of(thing, entry, number) for thing, entry in thing_entries if entry]
    of_these = Q(kind=model._meta.label_lower, thing_id__in=pks)
    in_their_places = Q(pk__in=[entry.pk for entry in entries])  # by things whose numbers fill the bits of a key
    Entry.objects.filter(of_these | in_their_places).only("pk").delete()
    Entry.objects.bulk_create(entries)
    _add_syllables(entries)


def _add_syllables(entries):
    """Rows are written in sorted order, so that two processes cannot deadlock."""
    found = {word.folded for entry in entries for word in words(entry.title) if word.folded.isalpha()}
    Syllable.objects.bulk_create([Syllable(text=text) for text in sorted(found)], ignore_conflicts=True)


def _all_pks(model, after=0) -> Iterator[list[int]]:
    keys = model._base_manager.order_by("pk").values_list("pk", flat=True)
    while batch := list(keys.filter(pk__gt=after)[:BATCH_SIZE]):
        yield batch
        after = batch[-1]


def _batches(pks: list[int]) -> Iterable[list[int]]:
    return (pks[start : start + BATCH_SIZE] for start in range(0, len(pks), BATCH_SIZE))
