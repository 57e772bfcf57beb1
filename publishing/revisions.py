"""Every saved text of a thing, kept as one JSON document a save, and laid over the thing again."""

import copy
import json
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import Coalesce

from publishing.models import Revision, RevisionState

OPEN_STATES = (RevisionState.DRAFT, RevisionState.IN_REVIEW, RevisionState.APPROVED)
GOT_BY_READERS = (RevisionState.PUBLISHED, RevisionState.WITHDRAWN)


@dataclass(frozen=True)
class Text:
    """What is versioned of a thing: columns as stored, relations as `{field: [pk, …]}`; names of what is related."""

    content: dict
    names: dict = field(default_factory=dict)

    @classmethod
    def of(cls, thing, relations=None):
        """As the thing stands in its columns; `relations` as `{field: things}` take the place of the stored ones."""
        content, names = {}, {}
        for column in versioned(thing):
            if column.many_to_many:
                given = (relations or {}).get(column.name)
                related = list(getattr(thing, column.name).all() if given is None else given)
                content[column.name] = [one.pk for one in related]
            else:
                value = getattr(thing, column.attname)
                content[column.name] = value.name if hasattr(value, "storage") else value
                related = [getattr(thing, column.name)] if column.remote_field and value else []
            if related:
                names[column.name] = {str(one.pk): str(one) for one in related}
        return cls(json.loads(json.dumps(content, cls=DjangoJSONEncoder)), names)

    @classmethod
    def kept_in(cls, revision):
        return cls(revision.content, revision.names)


@dataclass(frozen=True)
class Missing:
    """What a kept text names and is no more: the field, and the names it had."""

    field: object
    names: list

    @property
    def is_required(self):
        return not self.field.blank

    def __str__(self):
        return f"{self.field.verbose_name.capitalize()}: {', '.join(self.names)}"


def versioned(thing):
    """The columns and relations of which a Revision keeps the values."""
    return [thing._meta.get_field(name) for name in thing.versioned_fields]


def write(thing, *, by=None, text=None, state=None, **fields):
    """Keep a text of the thing (that of its row, when none is given) in a state (the row's)."""
    text = text or Text.of(thing)
    return Revision.objects.create(
        thing=thing,
        content=text.content,
        names=text.names,
        schema=thing.revision_schema,
        version=thing.version,
        state=state or thing.state,
        by=by,
        by_text=person(by),
        **fields,
    )


def newest(thing):
    return Revision.objects.of(thing).order_by("-pk").first()


def open_revision(thing):
    """The text of a live or withdrawn thing that readers have not got yet, or None.

    What was never out has no open revision: its row is the text being worked on.
    """
    return getattr(thing, "open_edit", None) or (newest(thing) if thing.has_open_edit else None)


def of_row(thing):
    """The revision of the text that stands in the row."""
    kept = Revision.objects.of(thing).exclude(state=RevisionState.DISCARDED).order_by("-pk")
    return (kept.filter(state__in=GOT_BY_READERS) if thing.has_open_edit else kept).first()


def of_work(thing):
    """All revisions of the text being worked on: those since readers last got one."""
    kept = Revision.objects.of(thing).exclude(state=RevisionState.DISCARDED)
    shown = kept.filter(state__in=GOT_BY_READERS).order_by("-pk").values_list("pk", flat=True).first()
    return kept.filter(pk__gt=shown or 0)


# Laying a kept text over a thing


def lay_over(thing, revision):
    """Give the thing the columns of a kept text; answer its relations as `{field: things}`, and what is missing.

    What is missing is left empty; what may not be empty stays as the thing has it. Raises ValidationError with a
    sentence when the text has a shape that nobody knows how to read any more.
    """
    content, relations, missing = upgraded(thing, revision), {}, []
    for column in versioned(thing):
        if column.name not in content:
            continue
        value = content[column.name]
        if column.remote_field:
            wanted = value if column.many_to_many else [value] if value else []
            found = column.related_model._base_manager.in_bulk(wanted)
            kept = [found[pk] for pk in wanted if pk in found]
            if column.many_to_many:
                relations[column.name] = kept
            elif kept or column.null:
                setattr(thing, column.name, kept[0] if kept else None)
            if len(kept) < len(wanted):
                missing.append(Missing(column, _names(revision, column, [pk for pk in wanted if pk not in found])))
        else:
            setattr(thing, column.attname, column.to_python(value))
    return relations, missing


def _names(revision, column, pks):
    known = revision.names.get(column.name, {})
    return [known.get(str(pk), f"mã số {pk}") for pk in pks]


def upgraded(thing, revision):
    """The content of a revision in the shape of today."""
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
    from django.utils.timezone import localtime

    return f"{localtime(revision.created_at):%H:%M, %d/%m/%Y}"


def working(thing):
    """The thing with the text that is being worked on: a copy with the open revision over it, or itself."""
    revision = open_revision(thing)
    if revision is None:
        return thing
    laid = copy.copy(thing)
    lay_over(laid, revision)
    return laid


# Many at once


def with_writers(things):
    """Annotate a QuerySet with `first_writer_id`, whose text is being worked on, without a query each."""
    kept = Revision.objects.filter(content_type=ContentType.objects.get_for_model(things.model))
    kept = kept.exclude(state=RevisionState.DISCARDED)
    shown = kept.filter(object_id=OuterRef(OuterRef("pk")), state__in=GOT_BY_READERS).order_by("-pk").values("pk")[:1]
    since = kept.filter(object_id=OuterRef("pk"), pk__gt=Coalesce(Subquery(shown), 0))
    return things.annotate(first_writer_id=Subquery(since.order_by("pk").values("by_id")[:1]))


def attach_open(things):
    """Give those of the things that have an open edit its revision, in one query for each model."""
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


def writer_id(thing):
    """The id of the user whose text is being worked on: who saved it first since readers last got one."""
    if hasattr(thing, "first_writer_id"):
        return thing.first_writer_id
    return of_work(thing).order_by("pk").values_list("by_id", flat=True).first()


def person(user):
    """How the record names somebody, also after the account is gone; nobody stands for the system."""
    return "" if user is None else f"{user.get_full_name()} ({user.get_username()})".strip()
