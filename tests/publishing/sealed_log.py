"""A sealed audit log, and what somebody with SQL can do to it."""

from django.db import connection

from publishing.audit_log import record
from publishing.audit_verification import AuditLogTampered, AuditVerification
from publishing.canonical_events import canonical_events
from publishing.models import Event, Seal
from publishing.models.seal import NO_DIGEST
from publishing.sealing import seal_batch
from tests.factories import make_tag

COLUMNS = ", ".join(field.column for field in Event._meta.concrete_fields if not field.primary_key)


def make_sealed_log(seals=3):
    """Seals of two events each; the keys of the events, in order."""
    tag = make_tag(name="Giám sát")
    while not seal_batch():
        pass
    pks = []
    for number in range(seals):
        pks += [
            record("change", tag, before={"name": "Cũ"}, after={"name": str(number)}, note=note).pk for note in "ab"
        ]
        seal_batch()
    return pks


def sql(statement, *values):
    """Write past the models, as whoever knows the database's password can."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def insert_copy(pk):
    """Insert another row like that event, and answer its key."""
    sql(f"INSERT INTO publishing_event ({COLUMNS}) SELECT {COLUMNS} FROM publishing_event WHERE id = %s", pk)  # noqa: S608 -- our own names
    return Event.objects.order_by("pk").last().pk


def rebuild_chain():
    """Seal everything anew, as the portal itself would."""
    sql("DELETE FROM publishing_seal")
    sql("INSERT INTO publishing_unsealedevent (event_id) SELECT id FROM publishing_event")
    while not seal_batch():
        pass


def rewrite_seals():
    """Write each seal as if its events had always been as they are now: the numbers and batches stay."""
    before = NO_DIGEST
    for seal in Seal.objects.order_by("number"):
        seal.text = "\n".join(canonical_events([entry["id"] for entry in seal.entries()]).values())
        seal.previous = before
        before = seal.computed_digest()
        columns = "text = %s, previous = %s, digest = %s"
        sql(f"UPDATE publishing_seal SET {columns} WHERE number = %s", seal.text, seal.previous, before, seal.number)  # noqa: S608 -- our own names


def newest():
    return Seal.objects.order_by("-number").first()


def complaint(**heads):
    """What verifying finds, or "" for a whole log."""
    try:
        AuditVerification(**heads).run()
    except AuditLogTampered as tampered:
        return str(tampered)
    return ""
