"""Whether what readers get is what the record says: revisions and audit log for texts, the audit log for other rows."""

import hashlib
import json
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import DateTimeField, FileField, Max
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from portal.watch.findings import Found
from portal.watch.models import KnownRow
from portal.watch.texts import ROWS_AT_A_TIME, live_rows, published_models, row_models
from publishing.audit_log import TEXT_DIGESTS, display_value
from publishing.fields import OrderedManyToManyField
from publishing.models import PUBLIC_STATES, Event, Revision, column_digests, stored_value, versioned_columns
from publishing.models.collection import CollectionModel
from publishing.revisions import upgraded_content

RECORDED_STATE = {
    "state": "trạng thái",
    "publish_at": "ngày đăng",
    "unpublish_at": "giờ tự gỡ",
    "withdrawal": "cách gỡ",
}
MAX_SHOWN_CHARACTERS = 80


def encoded(values):
    """The values as a JSON column gives them back."""
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def chunks(rows):
    while chunk := list(islice(rows, ROWS_AT_A_TIME)):
        yield chunk


# Published things


def texts_beside_the_record():
    """Live texts that differ from the latest text that was published, and those that nobody published."""
    first_event = Event.objects.order_by("pk").values_list("at", flat=True).first()
    for model in published_models():
        for things in chunks(live_rows(model)):
            published, moved = _published(model, things), _moved(model, things)
            related = _related(model, things)
            for thing in things:
                logged = moved.get(thing.pk)
                yield from _compare(thing, published.get(thing.pk), related, (logged or {}).get(TEXT_DIGESTS, {}))
                yield from _compare_state(thing, logged, first_event)


def _published(model, things):
    """The latest public revision of each thing, `{pk: revision}`."""
    kept = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id__in=[thing.pk for thing in things],
        state__in=PUBLIC_STATES,
    )
    latest = kept.order_by().values("object_id").annotate(latest=Max("pk")).values("latest")
    return {revision.object_id: revision for revision in Revision.objects.filter(pk__in=latest)}


def _moved(model, things):
    """The values that the moves of each thing have recorded last, `{pk: values}`."""
    kind = ContentType.objects.get_for_model(model)
    events = Event.objects.filter(content_type=kind, object_id__in=[thing.pk for thing in things], after__isnull=False)
    moved = {}
    for pk, after in events.order_by("pk").values_list("object_id", "after"):
        if isinstance(after, dict) and "state" in after:
            moved[pk] = moved.get(pk, {}) | after
    return moved


def _related(model, things):
    """The keys in ordered relations, `{field: {pk: [key, …]}}`."""
    found = {}
    for field in model._meta.many_to_many:
        if field.name in model.versioned_fields:
            own, other = field.m2m_field_name(), field.m2m_reverse_field_name()
            through = field.remote_field.through._base_manager.filter(**{f"{own}__in": things}).order_by("pk")
            found[field.name] = rows = {}
            for pk, key in through.values_list(f"{own}_id", f"{other}_id"):
                rows.setdefault(pk, []).append(key)
    return found


def _compare(thing, revision, related, logged):
    """The text that readers get with the revision, and with `logged`, its digests at the latest move.

    SQL can rewrite a text together with its revision, but no sealed event.
    """
    if revision is None:
        yield Found("text", "đang công khai mà không có bản lưu nào được đăng.", thing)
        return
    try:
        recorded = upgraded_content(thing, revision)
    except ValidationError as error:
        yield Found("text", error.messages[0], thing)
        return
    shown = encoded({column.name: _value(thing, column, related) for column in versioned_columns(thing)})
    digests = column_digests(thing, logged)
    for column in versioned_columns(thing):
        name = column.name
        is_as_saved = name not in recorded or _is_same(column, recorded[name], shown[name])
        if not is_as_saved or digests.get(name) != logged.get(name):
            source = "bản mà nhật ký ghi đã đăng" if is_as_saved else "bản đã đăng"
            text = f"{column.verbose_name} khác với {source}; đang là “{str(shown[name])[:MAX_SHOWN_CHARACTERS]}”."
            yield Found("text", text, thing, detail=hashlib.sha256(repr(shown[name]).encode()).hexdigest())


def _value(thing, column, related):
    return related[column.name].get(thing.pk, []) if column.many_to_many else stored_value(thing, column)


def _is_same(column, recorded, shown):
    if column.many_to_many and not isinstance(column, OrderedManyToManyField):
        return sorted(recorded) == sorted(shown)
    return recorded == shown


def _compare_state(thing, moved, first_event):
    if moved is None:
        if first_event is None or thing.publish_at > first_event:
            yield Found("text", "đang công khai mà nhật ký không ghi ai đã đăng.", thing)
        return
    shown = encoded({name: getattr(thing, name) for name in RECORDED_STATE})
    for name, label in RECORDED_STATE.items():
        field = thing._meta.get_field(name)
        if name in moved and _moment_or_value(moved[name], field) != _moment_or_value(shown[name], field):
            now, then = (display_value(value, field) for value in (shown[name], moved[name]))
            yield Found("text", f"{label} đang là “{now}”, nhật ký ghi “{then}”.", thing)


def _moment_or_value(value, field):
    """A moment as such: it may have been written in another time zone."""
    return parse_datetime(value) if value and isinstance(field, DateTimeField) else value


# Rows that are public at once


def rows_beside_the_record(seen, *, is_first):
    """Rows that have changed, or come, since the last run, of which the audit log knows nothing.

    `seen` are the keys of findings that somebody has seen: what they tell of is taken as known.
    """
    for model in row_models():
        label, kind = model._meta.label_lower, ContentType.objects.get_for_model(model)
        known = {row.object_id: row for row in KnownRow.objects.filter(model=label)}
        changed = []
        for row in live_rows(model):
            before, digest = known.pop(row.pk, None), _digest(row)
            if before and before.digest == digest:
                continue
            found = _unrecorded(row, before, digest, kind) if before or not is_first else None
            if found:
                yield found
            if not found or found.key in seen:
                changed.append(KnownRow(model=label, object_id=row.pk, digest=digest, at=timezone.now()))
        _remember(label, changed, gone=known)


def _digest(row):
    """Of what staff have typed; files are looked at by themselves (`portal.watch.files`)."""
    columns = [field for field in row._meta.concrete_fields if field.editable and not isinstance(field, FileField)]
    values = {field.attname: getattr(row, field.attname) for field in columns}
    return hashlib.sha256(json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()


def _unrecorded(row, before, digest, kind):
    recorded = Event.objects.filter(content_type=kind, object_id=row.pk)
    if before:
        if not recorded.filter(at__gte=before.at).exists():
            return Found("row", "đã đổi mà nhật ký không ghi ai sửa.", row, detail=digest)
    elif not _may_be_imported(type(row)) and not recorded.exists():
        return Found("row", "mới có mà nhật ký không ghi ai thêm.", row, detail=digest)
    return None


def _may_be_imported(model):
    return model._meta.app_label == "media_library" or issubclass(model, CollectionModel)


def _remember(label, changed, gone):
    KnownRow.objects.bulk_create(
        changed, update_conflicts=True, update_fields=["digest", "at"], unique_fields=["model", "object_id"]
    )
    KnownRow.objects.filter(model=label, object_id__in=gone).delete()
