"""Making one of several things that mean the same: two spellings of a tag, two records of one author.

Whatever points at those that go points at the one that stays: rows, ordered relations, and saved texts, where it is
named by its key alone. Knows no content: relations are read off the models.
"""

from collections import Counter

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.db.models.fields.json import KeyTextTransform

from publishing.models import Publishable, Revision
from publishing.record import DEEDS, record
from publishing.recorded import row_of

DEEDS["merge"] = "Gộp"
GONE = "Có mục vừa được người khác gộp hoặc xóa. Chưa gộp gì; hãy xem lại danh sách rồi chọn lại."
STEP = 5000  # saved texts looked through by one statement, which is not to take longer than a statement may


@transaction.atomic
def merge(kept, others, *, by):
    """Merge other things of its kind into one; answers what moved, `{name of the kind: number}`.

    Raises ValidationError with a Vietnamese sentence when one of them is there no more. Texts that show a name are not
    announced one by one: they change as they do when the thing is renamed, with its own announcement.
    """
    pks = {kept.pk, *(thing.pk for thing in others)}
    rows = type(kept)._base_manager.select_for_update().filter(pk__in=pks).order_by("pk")
    found = {row.pk: row for row in rows}
    if len(found) < len(pks):
        raise ValidationError(GONE)
    kept, moved = found.pop(kept.pk), Counter()
    for gone in found.values():
        moved += _merge(kept, gone, by)
    return moved


def moving(thing):
    """What merging a thing into another would move, `{name of the kind: number}`."""
    counts = Counter()
    for rows, field in _pointing_at(thing):
        counts[_kind(field)] += rows.count()
    counts[Revision._meta.verbose_name] = sum(1 for _ in _naming(thing))
    return counts


def _merge(kept, gone, by):
    before, moved, name = row_of(gone), Counter(), f"“{gone}” (mã số {gone.pk})"
    for rows, field in _pointing_at(gone):
        moved[_kind(field)] += _point_at(kept, rows, field)
    moved[Revision._meta.verbose_name] += _rewrite(kept, gone)
    gone.successor = kept
    gone.delete()
    for field in kept._meta.concrete_fields:  # what the one that stays does not say, the other may have said
        if field.editable and not field.primary_key and not getattr(kept, field.attname):
            setattr(kept, field.attname, getattr(gone, field.attname))
    kept.save()
    listed = ", ".join(f"{number} {kind}" for kind, number in moved.items())
    record("merge", kept, by=by, before=before, after=row_of(kept), note=f"Gộp vào đây {name}: {listed}.")
    return moved


def _pointing_at(thing):
    """The rows that point at a thing, each kind with the field it does so by; those of ordered relations too."""
    for relation in thing._meta.get_fields(include_hidden=True):
        if relation.one_to_many and relation.auto_created:
            yield relation.related_model._base_manager.filter(**{relation.field.name: thing}), relation.field


def _other_end(field):
    """Of a row that ties two things together, the field of the other one; None for any other row."""
    ends = [other for other in field.model._meta.fields if other.is_relation and other != field]
    return ends[0] if field.model._meta.auto_created else None


def _kind(field):
    other = _other_end(field)
    return (other.related_model if other else field.model)._meta.verbose_name


def _point_at(kept, rows, field):
    """Where both were named only one is left, in its own place; answers how many rows it was."""
    doubled, other = 0, _other_end(field)
    if other:
        named = field.model._base_manager.filter(**{field.name: kept}).values(other.name)
        doubled, _ = rows.filter(**{f"{other.name}__in": named}).delete()
    return doubled + rows.update(**{field.name: kept})


def _rewrite(kept, gone):
    """Name the one that stays in every saved text that named the other; answers in how many."""
    changed = 0
    for revision in _naming(gone):
        for name, value in revision.content.items():
            if name in _fields_naming(type(gone), revision.content_type.model_class()):
                revision.content[name] = _renamed(value, gone.pk, kept.pk)
                revision.names.get(name, {}).pop(str(gone.pk), None)
                revision.names.setdefault(name, {})[str(kept.pk)] = str(kept)
        revision.save(update_fields=["content", "names"])
        changed += 1
    return changed


def _renamed(value, gone, kept):
    if isinstance(value, list):
        return list(dict.fromkeys(kept if pk == gone else pk for pk in value))
    return kept if value == gone else value


def _naming(thing):
    """The saved texts that name a thing."""
    top = Revision.objects.aggregate(top=Max("pk"))["top"] or 0
    for model in apps.get_models():
        names = _fields_naming(type(thing), model)
        for low in range(0, top + 1, STEP) if names else ():
            saved = Revision.objects.filter(
                content_type=ContentType.objects.get_for_model(model), pk__gt=low, pk__lte=low + STEP
            ).select_related("content_type")
            found = {}
            for name in names:
                likely = saved.annotate(named=KeyTextTransform(name, "content")).filter(named__contains=str(thing.pk))
                found |= {one.pk: one for one in likely if _names(one.content.get(name), thing.pk)}
            yield from found.values()


def _names(value, pk):
    return pk in value if isinstance(value, list) else value == pk


def _fields_naming(kind, model):
    """The versioned fields of a model that point at things of a kind."""
    if not issubclass(model, Publishable):
        return []
    fields = [model._meta.get_field(name) for name in model.versioned_fields]
    return [field.name for field in fields if field.is_relation and field.related_model is kind]
