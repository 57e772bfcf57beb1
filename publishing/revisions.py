"""Revisions: saving each text of a thing as a JSON document, and applying a saved text to the thing."""

import copy
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Exists, Max, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from publishing.models import PUBLIC_STATES, Revision, RevisionState, versioned_columns
from vietnamese.dates import clock_and_date

MAX_OWN_REVISIONS = 10_000  # of one person, those of the newest things, among which lists by person look


@dataclass(frozen=True)
class MissingReference:
    """Deleted objects that a saved text refers to: the field, and the names they had."""

    field: object
    names: list

    @property
    def is_required(self):
        return not self.field.blank

    def __str__(self):
        return f"{self.field.verbose_name.capitalize()}: {', '.join(self.names)}"


def latest_revision(thing):
    return Revision.objects.of(thing).order_by("-pk").first()


def open_revision(thing):
    """The edited text of a published or withdrawn thing that is not public yet, or None.

    What was never public has no open revision: its row is the working text.
    """
    return getattr(thing, "open_edit", None) or (latest_revision(thing) if thing.has_open_edit else None)


def for_row(thing):
    """The revision whose content equals the row's columns."""
    kept = Revision.objects.of(thing).exclude(state=RevisionState.DISCARDED).order_by("-pk")
    return (kept.filter(state__in=PUBLIC_STATES) if thing.has_open_edit else kept).first()


def working_revisions(thing):
    """All revisions of the working text: those since the latest public one."""
    kept = Revision.objects.of(thing).exclude(state=RevisionState.DISCARDED)
    shown = kept.filter(state__in=PUBLIC_STATES).order_by("-pk").values("pk")[:1]
    return kept.filter(pk__gt=Coalesce(Subquery(shown), 0))


# Applying a saved text to a thing


def apply_revision(thing, revision, columns=None, *, unknown=None):
    """Give the thing the columns of a kept text; answer its relations as `{field: things}`, and what is missing.

    Some of the `versioned_columns` alone, where they are given. A field that the revision does not know stays as the
    thing has it, or becomes what it is in the text `unknown`.
    What is missing is left empty; what may not be empty stays as the thing has it. Raises ValidationError with a
    sentence when the text has a shape that nobody knows how to read any more.
    """
    relations, missing = {}, []
    content = {**(unknown.content if unknown else {}), **upgraded_content(thing, revision)}
    for column in columns or versioned_columns(thing):
        if column.name not in content or _is_referenced_already(thing, column, content[column.name]):
            continue
        value = content[column.name]
        if column.remote_field:
            wanted = value if column.many_to_many else [value] if value else []
            found = column.related_model._base_manager.in_bulk(wanted)
            kept = [found[pk] for pk in wanted if pk in found]
            if column.many_to_many:
                relations[column.name] = kept
            elif kept or (column.blank if wanted else column.null):
                setattr(thing, column.name, kept[0] if kept else None)
            if len(kept) < len(wanted):
                missing.append(
                    MissingReference(column, _names(revision, column, [pk for pk in wanted if pk not in found]))
                )
        else:
            setattr(thing, column.attname, column.to_python(value))
    return relations, missing


def _is_referenced_already(thing, column, value):
    """Whether this is a foreign key that the thing has: what it names exists and need not be read."""
    return bool(column.remote_field) and not column.many_to_many and value == getattr(thing, column.attname)


def _names(revision, column, pks):
    known = revision.names.get(column.name, {})
    return [known.get(str(pk), f"mã số {pk}") for pk in pks]


def upgraded_content(thing, revision):
    """The content of a revision, upgraded to the current schema."""
    content, schema = revision.content, revision.schema
    while schema < thing.revision_schema and schema in thing.revision_upgrades:
        content, schema = thing.revision_upgrades[schema](dict(content)), schema + 1
    if schema != thing.revision_schema:
        raise ValidationError(
            f"Bản lưu lúc {_moment(revision)} ghi theo một mẫu khác mà phần mềm này không đọc được nữa. "
            "Hãy mở bản ấy để xem và chép lại phần cần dùng."
        )
    return content


def _moment(revision):
    return clock_and_date(localtime(revision.created_at))


def working_copy(thing):
    """The thing with the columns of the text that is being worked on: a copy with the open revision's, or itself."""
    revision = open_revision(thing)
    if revision is None:
        return thing
    laid = copy.copy(thing)
    apply_revision(laid, revision, [column for column in versioned_columns(thing) if not column.many_to_many])
    return laid


# Many things at once


def with_first_writer(things):
    """Annotate a QuerySet with `first_writer_id`, the author of the working text, without a query for each thing."""
    kept = Revision.objects.filter(content_type=ContentType.objects.get_for_model(things.model))
    kept = kept.exclude(state=RevisionState.DISCARDED)
    shown = kept.filter(object_id=OuterRef(OuterRef("pk")), state__in=PUBLIC_STATES).order_by("-pk").values("pk")[:1]
    since = kept.filter(object_id=OuterRef("pk"), pk__gt=Coalesce(Subquery(shown), 0))
    return things.annotate(first_writer_id=Subquery(since.order_by("pk").values("by_id")[:1]))


def saved_by(things, user_id):
    """Those of a QuerySet of which this user has saved a text, among their MAX_OWN_REVISIONS."""
    return things.filter(pk__in=_own_revisions(things.model, user_id).values("object_id"))


def written_by(things, user_id):
    """Those of a QuerySet whose first text this user saved, among their MAX_OWN_REVISIONS."""
    own = Revision.objects.filter(pk__in=_own_revisions(things.model, user_id).values("pk"))
    same_thing = {"content_type": OuterRef("content_type"), "object_id": OuterRef("object_id")}
    earlier = Revision.objects.filter(**same_thing, pk__lt=OuterRef("pk"))
    return things.filter(pk__in=own.filter(~Exists(earlier)).values("object_id"))


def _own_revisions(model, user_id):
    own = Revision.objects.filter(by=user_id, content_type=ContentType.objects.get_for_model(model))
    return own.order_by("-object_id")[:MAX_OWN_REVISIONS]


def attach_contributors(things):
    """Set on things of one model their first Revision as `first_saved` and their last as `last_saved`, by one query."""
    of_pk = {thing.pk: thing for thing in things}
    if not of_pk:
        return
    kind = ContentType.objects.get_for_model(next(iter(of_pk.values())))
    by_thing = Revision.objects.filter(content_type=kind, object_id__in=of_pk).order_by().values("object_id")
    ends = [by_thing.annotate(end=end("pk")).values("end") for end in (Min, Max)]
    found = Revision.objects.filter(pk__in=ends[0].union(ends[1])).select_related("by").order_by("pk")
    for revision in found.defer("content", "names"):
        thing = of_pk[revision.object_id]
        thing.first_saved, thing.last_saved = getattr(thing, "first_saved", revision), revision


def attach_open_revisions(things):
    """Set `open_edit` on the things that have one, in one query for each model."""
    by_model = {}
    for thing in things:
        if thing.has_open_edit:
            by_model.setdefault(type(thing), {})[thing.pk] = thing
    for model, edited in by_model.items():
        kept = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id__in=edited)
        latest = kept.order_by().values("object_id").annotate(latest=Max("pk")).values("latest")
        for revision in Revision.objects.filter(pk__in=latest):
            edited[revision.object_id].open_edit = revision
    return things


def attach_writers(things, vouched):
    """Set `writers` on the things, in one query for each model: the ids of those who changed the working text.

    It has been changed since readers last got it, and since it was last in one of the `vouched` states and changed
    afterwards. While it is in one, its writers are those that others have vouched for.
    """
    by_model = {}
    for thing in things:
        thing.writers = set()
        by_model.setdefault(type(thing), {})[thing.pk] = thing
    for model, written in by_model.items():
        saved = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id__in=written)
        saved = saved.exclude(state=RevisionState.DISCARDED).order_by("object_id", "pk")
        earlier = None
        for pk, by, state in saved.values_list("object_id", "by_id", "state"):
            if earlier in {(pk, ended) for ended in vouched}:
                written[pk].writers.clear()
            written[pk].writers.add(by)
            if state in PUBLIC_STATES:
                written[pk].writers.clear()
            earlier = pk, state
    return things
