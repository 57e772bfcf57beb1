"""Keeping the entries in step with the things.

`follow` hears of every change inside its transaction, so an entry is there exactly when the change is. `rebuild` makes
them anew, for what could not be heard: rows written by SQL, a restored database, another shape of the entries.
"""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import transaction

from portal.search.models import Entry
from publishing.models import Announced

SHAPE = 1  # of the entries; raised when what they hold changes
BATCH = 200  # things in one transaction of a rebuild; short, since SQLite lets nobody else write meanwhile
IDENTITY = ["kind", "thing_id"]
WRITTEN = [field.name for field in Entry._meta.concrete_fields if field.name not in {"id", *IDENTITY}]


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


def rebuild(model) -> Iterator[int]:
    """Make all entries of a model anew; yields how many things a batch held, once it is written.

    Entries are replaced in their places, those of things that are gone go last: nothing that can be found is missing
    in between.
    """
    for batch in _all_pks(model):
        _renew(model, batch)
        yield len(batch)
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
    entries = [Entry.of(thing, entry) for thing, entry in told if entry]
    Entry.objects.bulk_create(entries, update_conflicts=True, unique_fields=IDENTITY, update_fields=WRITTEN)
    hidden = [thing.pk for thing, entry in told if not entry]
    if hidden:
        Entry.objects.of_model(model).filter(thing_id__in=hidden).delete()


def _all_pks(model) -> Iterator[list[int]]:
    last = 0
    keys = model._base_manager.order_by("pk").values_list("pk", flat=True)
    while batch := list(keys.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1]


def _batches(pks: list[int]) -> Iterable[list[int]]:
    return (pks[start : start + BATCH] for start in range(0, len(pks), BATCH))
