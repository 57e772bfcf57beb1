from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import models, router, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save

from publishing.signals import changed

# While an act is under way, what it has to announce: {(model, key or None for many at once): arguments of the signal}
_pending = ContextVar("pending", default=None)


@contextmanager
def announced_once():
    """An act in its transaction, as a context or a decorator: each thing it changes is announced once, at its end.

    The announcement still travels inside the transaction, with the address the thing had before the act. An act within
    another leaves announcing to it, and has none to leave where it fails. A deletion is announced at once.
    """
    with transaction.atomic():
        pending = {}
        token = _pending.set(pending)
        try:
            yield
        finally:
            _pending.reset(token)
        for (sender, pk), news in pending.items():
            _announce(sender, pk, **news)


class AnnouncedQuerySet(models.QuerySet):
    """Bulk changes are announced too: once for all rows."""

    def update(self, **values):
        with transaction.atomic(using=self.db):
            pks = set(self.order_by().values_list("pk", flat=True))  # afterwards the filter may not match them
            count = super().update(**values)
            announce_many(self.model, pks)
        return count

    update.alters_data = True

    def bulk_create(self, objs, *args, **options):
        with transaction.atomic(using=self.db):
            made = super().bulk_create(objs, *args, **options)
            pks = {thing.pk for thing in made}
            announce_many(self.model, None if None in pks else pks)
        return made


@dataclass(frozen=True)
class _PublicState:
    """What was public of a thing before it was saved."""

    is_public: bool
    address: str | None


_NEW, _UNKNOWN = _PublicState(is_public=False, address=None), _PublicState(is_public=True, address=None)


class Announced(models.Model):
    """Whatever a public page prints; a change of it sends `publishing.signals.changed`.

    The signal is sent inside the transaction, so that what receivers write (the generation of cached
    pages, the search index, old addresses) is committed together with the change.
    """

    successor = None  # set before a deletion: the thing this one was merged into

    objects = AnnouncedQuerySet.as_manager()

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs):
        """Listen to this model's rows alone: rows that nobody listens to are deleted without being read first."""
        super().__init_subclass__(**kwargs)
        post_save.connect(_announce_save, sender=cls, dispatch_uid="publishing.announce_save")
        post_delete.connect(_announce_delete, sender=cls, dispatch_uid="publishing.announce_delete")

    def save(self, *args, **kwargs):
        using = kwargs.get("using") or router.db_for_write(type(self), instance=self)
        with transaction.atomic(using=using):
            self._public_state_before = self._stored_public_state(using)
            super().save(*args, **kwargs)

    def is_announced(self):
        """Whether readers see anything of this row, now or later by `publish_at`."""
        return True

    def purge_when_down(self):
        """Whether cached pages that show this row must be purged, not served stale while the database is down."""
        return False

    def address(self):
        """The public path, or None."""
        return self.get_absolute_url() if hasattr(self, "get_absolute_url") else None

    def _stored_public_state(self, using):
        stored = None if self.pk is None else type(self)._base_manager.using(using).filter(pk=self.pk).first()
        return _NEW if stored is None else _PublicState(stored.is_announced(), stored.address())


def announce_many(model, pks=None):
    """Tell listeners that many rows of a model changed at once: those with these keys, or nobody knows which."""
    _announce(model, None, thing=None, address_before=None, pks=pks)


def _announce(sender, pk, **news):
    """Send the signal, or keep it for the end of the act under way: one for each thing, with its first address."""
    pending = _pending.get()
    if pending is None:
        changed.send(sender=sender, deleted=False, **news)
        return
    if earlier := pending.get((sender, pk)):
        news["address_before"] = earlier["address_before"]
        if pk is None:
            news["pks"] = None if None in (earlier["pks"], news["pks"]) else earlier["pks"] | news["pks"]
    pending[sender, pk] = news


def _announce_save(sender, instance, raw, **kwargs):
    before = instance.__dict__.pop("_public_state_before", _UNKNOWN)
    if raw or before.is_public or instance.is_announced():
        _announce(sender, instance.pk, thing=instance, address_before=before.address)


def _announce_delete(sender, instance, **kwargs):
    (_pending.get() or {}).pop((sender, instance.pk), None)
    if instance.is_announced():
        changed.send(
            sender=sender,
            thing=instance,
            address_before=instance.address(),
            deleted=True,
            successor=instance.successor,
        )


def _announce_relation(sender, instance, action, **kwargs):
    is_done = action in {"post_add", "post_remove", "post_clear"}
    if is_done and isinstance(instance, Announced) and instance.is_announced():
        _announce(type(instance), instance.pk, thing=instance, address_before=instance.address())


m2m_changed.connect(_announce_relation, dispatch_uid="publishing.announce_relation")
