"""Seals the audit log: committed Events in numbered batches, each with the hash of the one before (decision 29).

`record` writes an UnsealedEvent with each Event, in the same transaction; so what waits is found at once however long
the record is, a transaction that commits late is sealed late, and no save waits for a seal. An Event that SQL has put
in beside `record` does not wait, is in no seal, and `verify_audit` names it.
"""

import logging
from datetime import timedelta
from time import monotonic

from django.db import connection, transaction
from django.utils import timezone

from publishing.canonical_events import canonical_events, json_line
from publishing.models import Event, Seal, UnsealedEvent
from publishing.models.seal import NO_DIGEST

BATCH_EVENTS = 500  # in one short transaction
MAX_WAIT_SECONDS = 5  # events that wait longer are told
LOCK_KEY = 0x7365_616C  # among PostgreSQL's advisory locks, of which the portal uses no other

log = logging.getLogger(__name__)


def seal_batch() -> bool:
    """Seal what waits, up to BATCH_EVENTS; return whether nothing is left waiting."""
    if not _waiting():
        return True
    with transaction.atomic():
        if not try_lock():
            return False
        pks = _waiting()
        if not pks:
            return True
        texts = canonical_events(pks)
        lines = [texts.get(pk) or json_line({"id": pk, "missing": True}) for pk in pks]
        seal = append_seal(Seal.Kind.BATCH, lines, is_complete=len(pks) < BATCH_EVENTS)
        UnsealedEvent.objects.filter(pk__in=pks).delete()
    return seal.is_complete


def _waiting() -> list[int]:
    return list(UnsealedEvent.objects.order_by("pk").values_list("pk", flat=True)[:BATCH_EVENTS])


def try_lock() -> bool:
    """Take the one lock under which seals are written, until the transaction ends; return whether it was free.

    On SQLite the transaction itself is the lock: only one writes.
    """
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK_KEY])
        return cursor.fetchone()[0]


def lock() -> None:
    """Wait for that lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK_KEY])


def append_seal(kind: str, lines: list[str], *, is_complete: bool) -> Seal:
    """Write the next seal of the chain, and its head to the log; to be called under the lock."""
    last = Seal.objects.defer("text").order_by("-number").first()
    now = timezone.now()
    seal = Seal(
        number=last.number + 1 if last else 1,
        kind=kind,
        sealed_at=now.replace(microsecond=now.microsecond // 1000 * 1000),  # as `dumpdata` keeps it
        is_complete=is_complete,
        previous=last.digest if last else NO_DIGEST,
        text="\n".join(lines),
    )
    seal.digest = seal.computed_digest()
    seal.save(force_insert=True)
    transaction.on_commit(lambda: log.info("Niêm phong nhật ký, đầu chuỗi %s", seal.head))
    return seal


def overdue_events():
    """The Events that have waited for their seal longer than they should."""
    return Event.objects.filter(
        pk__in=UnsealedEvent.objects.values("pk"), at__lt=timezone.now() - timedelta(seconds=MAX_WAIT_SECONDS)
    )


class Sealer:
    """For the housekeeper: seals a batch at each turn, and logs once that events wait too long."""

    def __init__(self):
        self._none_waited_at = monotonic()
        self._is_overdue = False

    def __call__(self) -> None:
        none_waits = False
        try:
            none_waits = seal_batch()
        finally:
            self._tell(none_waits=none_waits)

    def _tell(self, *, none_waits: bool) -> None:
        if none_waits:
            self._none_waited_at = monotonic()
        is_overdue = monotonic() - self._none_waited_at > MAX_WAIT_SECONDS
        if is_overdue and not self._is_overdue:
            log.warning("Có việc trong nhật ký chờ niêm phong quá %s giây.", MAX_WAIT_SECONDS)
        elif self._is_overdue and not is_overdue:
            log.warning("Nhật ký đã niêm phong hết các việc chờ.")
        self._is_overdue = is_overdue
