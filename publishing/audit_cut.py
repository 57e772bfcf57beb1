"""Removes the beginning of the audit log, and seals what was removed: the only code that deletes Events.

Only whole seals are removed, and only after the whole log was verified. The seal of the cut is written first; a cut
that was interrupted is completed by the next.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import connection, transaction
from django.utils import timezone

from publishing import sealing
from publishing.audit_log import record
from publishing.audit_verification import AuditVerification
from publishing.canonical_events import json_line
from publishing.models import Event, Seal
from publishing.models.seal import moment_text

SEALS_A_TRANSACTION = 50


@dataclass
class Cut:
    """What was removed: the seals up to `through`, and their events."""

    through: int
    digest: str
    events: int
    first_at: str
    last_at: str


def cut(before: date) -> Cut | None:
    """Remove the seals, from the first on, of which every event is older than that local day; None where none is.

    AuditLogTampered where the log is not whole: a cut would remove the traces.
    """
    AuditVerification().run()
    _complete_last_cut()
    cut = _what_is_older(timezone.make_aware(datetime.combine(before, time())))
    if cut is None:
        return None
    with transaction.atomic():
        sealing.lock()
        sealing.append_seal(Seal.Kind.CUT, [json_line(vars(cut))], is_complete=False)
        record("cut_audit", thing_text="Nhật ký", note=f"{cut.events} việc trước ngày {before:%d/%m/%Y}")
        _delete_next(cut.through)  # in this transaction: an account that may not delete has then cut nothing
    _delete_through(cut.through)
    return cut


def _what_is_older(moment: datetime) -> Cut | None:
    found = None
    bound = moment_text(moment)
    for seal in _seals_in_order():
        moments = [entry["at"] for entry in seal.entries() if entry.get("at")] if seal.kind == Seal.Kind.BATCH else []
        if any(at >= bound for at in moments):
            break
        found = found or Cut(0, "", 0, min(moments, default=""), "")
        found.through, found.digest = seal.number, seal.digest
        found.events += len(moments)
        found.last_at = max([found.last_at, *moments])
    return found if found and found.events else None


def _seals_in_order() -> Iterator[Seal]:
    number = 0
    while seals := list(Seal.objects.filter(number__gt=number).order_by("number")[:SEALS_A_TRANSACTION]):
        yield from seals
        number = seals[-1].number


def _complete_last_cut() -> None:
    last = Seal.objects.filter(kind=Seal.Kind.CUT).order_by("-number").first()
    if last:
        [entry] = last.entries()
        _delete_through(entry["through"])


def _delete_through(number: int) -> None:
    while _delete_next(number):
        pass


@transaction.atomic
def _delete_next(through: int) -> bool:
    """Delete some seals with their events; return whether there were any."""
    seals = list(Seal.objects.filter(number__lte=through).order_by("number")[:SEALS_A_TRANSACTION])
    pks = [entry["id"] for seal in seals if seal.kind == Seal.Kind.BATCH for entry in seal.entries()]
    _delete(Event, pks)
    _delete(Seal, [seal.pk for seal in seals])
    return bool(seals)


def _delete(model, pks: list[int]) -> None:
    """Go past the refusals of an append-only model."""
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        for start in range(0, len(pks), sealing.BATCH_EVENTS):
            some = pks[start : start + sealing.BATCH_EVENTS]
            keys = ", ".join(["%s"] * len(some))
            cursor.execute(f"DELETE FROM {table} WHERE {key} IN ({keys})", some)  # noqa: S608 -- names of our models
