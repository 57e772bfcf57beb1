"""Every saved text of a thing, kept as one JSON document a save."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery

from publishing.models import Revision, State
from publishing.models.record import RevisionState

OPEN_STATES = (RevisionState.DRAFT, RevisionState.IN_REVIEW, RevisionState.APPROVED)


def content_of(thing):
    """The versioned columns of a saved thing as stored, and its ordered relations as `{field: [pk, …]}`."""
    content = {}
    for name in thing.versioned_fields:
        field = thing._meta.get_field(name)
        if field.many_to_many:
            content[name] = list(getattr(thing, name).values_list("pk", flat=True))
        else:
            value = getattr(thing, field.attname)
            content[name] = value.name if hasattr(value, "storage") else value
    return content


def write(thing, *, by=None, note=""):
    """Keep the thing as it now stands in its row, in the row's own state."""
    return Revision.objects.create(
        thing=thing,
        content=content_of(thing),
        schema=thing.revision_schema,
        state=thing.state,
        by=by,
        by_text=person(by),
        note=note,
    )


def newest(thing):
    return Revision.objects.of(thing).order_by("-pk").first()


def open_revision(thing):
    """The text of a live or withdrawn thing that readers have not got yet, or None.

    What was never out has no open revision: its row is the text being worked on.
    """
    if thing.pk is None or not thing.was_out:
        return None
    revision = newest(thing)
    return revision if revision and revision.state in OPEN_STATES else None


def with_writers(things):
    """Annotate a QuerySet with `first_writer_id`: whoever began a text that was never out, without a query each."""
    revisions = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(things.model), object_id=OuterRef("pk")
    )
    return things.annotate(first_writer_id=Subquery(revisions.order_by("pk").values("by_id")[:1]))


def writer_id(thing):
    """The id of the user whose text is being worked on: who saved it first since it was last published."""
    if hasattr(thing, "first_writer_id") and not thing.was_out:
        return thing.first_writer_id
    revisions = Revision.objects.of(thing).order_by("pk")
    published = revisions.filter(state__in=[State.PUBLISHED, State.WITHDRAWN]).last()
    if published and thing.was_out:
        revisions = revisions.filter(pk__gt=published.pk)
    return revisions.values_list("by_id", flat=True).first()


def person(user):
    """How the record names somebody, also after the account is gone; nobody stands for the system."""
    return "" if user is None else f"{user.get_full_name()} ({user.get_username()})".strip()
