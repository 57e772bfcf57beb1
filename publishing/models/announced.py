from dataclasses import dataclass

from django.db import models, router, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save

from publishing.signals import changed


class AnnouncedQuerySet(models.QuerySet):
    """Bulk changes announce themselves too: once for all rows."""

    def update(self, **values):
        with transaction.atomic(using=self.db):
            pks = set(self.order_by().values_list("pk", flat=True))  # afterwards they may not be among these rows
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
class _Face:
    """What readers had of a thing before it was saved."""

    shown: bool
    address: str | None


_NEW, _UNKNOWN = _Face(shown=False, address=None), _Face(shown=True, address=None)


class Announced(models.Model):
    """Whatever a public page prints; a change of it sends `publishing.signals.changed`.

    The signal travels inside the transaction, so that what listeners write (the generation of kept
    pages, the search, old addresses) is there exactly when the change is.
    """

    successor = None  # set before a deletion: the thing this one was merged into

    objects = AnnouncedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        using = kwargs.get("using") or router.db_for_write(type(self), instance=self)
        with transaction.atomic(using=using):
            self._face_before = self._stored_face(using)
            super().save(*args, **kwargs)

    def is_announced(self):
        """Whether readers see anything of this row, now or when the clock says so."""
        return True

    def must_not_linger(self):
        """Whether pages kept before it was changed must not go out any more, even if there is nothing better."""
        return False

    def address(self):
        """The path readers find it at, or None."""
        return self.get_absolute_url() if hasattr(self, "get_absolute_url") else None

    def _stored_face(self, using):
        stored = None if self.pk is None else type(self)._base_manager.using(using).filter(pk=self.pk).first()
        return _NEW if stored is None else _Face(stored.is_announced(), stored.address())


def announce_many(model, pks=None):
    """Tell listeners that many rows of a model changed at once: those with these keys, or nobody knows which."""
    changed.send(sender=model, thing=None, address_before=None, deleted=False, pks=pks)


def _announce_save(sender, instance, raw, **kwargs):
    if not isinstance(instance, Announced):
        return
    before = instance.__dict__.pop("_face_before", _UNKNOWN)
    if raw or before.shown or instance.is_announced():
        changed.send(sender=sender, thing=instance, address_before=before.address, deleted=False)


def _announce_delete(sender, instance, **kwargs):
    if isinstance(instance, Announced) and instance.is_announced():
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
        changed.send(sender=type(instance), thing=instance, address_before=instance.address(), deleted=False)


post_save.connect(_announce_save, dispatch_uid="publishing.announce_save")
post_delete.connect(_announce_delete, dispatch_uid="publishing.announce_delete")
m2m_changed.connect(_announce_relation, dispatch_uid="publishing.announce_relation")
