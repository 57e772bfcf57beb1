"""Merging several things that mean the same: two spellings of a tag, two records of one author.

Whatever refers to the merged things then refers to the one that is kept: rows, ordered relations, and saved texts,
which name it by its key alone. Knows no content: relations are read from the models.
"""

from collections import Counter

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.db.models.fields.json import KeyTextTransform

from publishing.audit_log import ACTION_LABELS, record
from publishing.audited_admin import row_values
from publishing.models import Revision, announced_once
from publishing.references import is_named_in, other_foreign_key, reference_field_names, referencing_rows

ACTION_LABELS["merge"] = "Gộp"
GONE_MESSAGE = "Có mục vừa được người khác gộp hoặc xóa. Chưa gộp gì; hãy xem lại danh sách rồi chọn lại."
REVISIONS_PER_QUERY = 5000  # saved texts read by one statement, to stay below the statement timeout


@announced_once()
def merge(kept, others, *, by):
    """Merge other things of its kind into one; returns how many references changed, `{label of the kind: number}`.

    Raises ValidationError with a Vietnamese sentence when one of them was deleted. Texts that show the name are not
    announced one by one: the announcement of the kept thing covers them, as when a thing is renamed.
    """
    pks = {kept.pk, *(thing.pk for thing in others)}
    rows = type(kept)._base_manager.select_for_update().filter(pk__in=pks).order_by("pk")
    found = {row.pk: row for row in rows}
    if len(found) < len(pks):
        raise ValidationError(GONE_MESSAGE)
    kept, moved = found.pop(kept.pk), Counter()
    for gone in found.values():
        moved += _merge(kept, gone, by)
    return moved


def reference_counts(thing):
    """The numbers of references that merging a thing would change, `{label of the kind: number}`."""
    counts = Counter()
    for rows, field in referencing_rows(thing):
        counts[_kind_label(field)] += rows.count()
    counts[Revision._meta.verbose_name] = sum(1 for _ in _revisions_naming(thing))
    return counts


def _merge(kept, gone, by):
    before, moved, name = row_values(gone), Counter(), f"“{gone}” (mã số {gone.pk})"
    for rows, field in referencing_rows(gone):
        moved[_kind_label(field)] += _redirect_rows(kept, rows, field)
    moved[Revision._meta.verbose_name] += _rewrite_revisions(kept, gone)
    gone.successor = kept
    gone.delete()
    for field in kept._meta.concrete_fields:  # empty values of the kept thing are taken from the other
        if field.editable and not field.primary_key and not getattr(kept, field.attname):
            setattr(kept, field.attname, getattr(gone, field.attname))
    kept.save()
    listed = ", ".join(f"{number} {kind}" for kind, number in moved.items())
    record("merge", kept, by=by, before=before, after=row_values(kept), note=f"Gộp vào đây {name}: {listed}.")
    return moved


def _kind_label(field):
    other = other_foreign_key(field)
    return (other.related_model if other else field.model)._meta.verbose_name


def _redirect_rows(kept, rows, field):
    """Change the references; where a row named both, only one is left, in its own position. Returns how many rows."""
    doubled, other = 0, other_foreign_key(field)
    if other:
        named = field.model._base_manager.filter(**{field.name: kept}).values(other.name)
        doubled, _ = rows.filter(**{f"{other.name}__in": named}).delete()
    return doubled + rows.update(**{field.name: kept})


def _rewrite_revisions(kept, gone):
    """Replace the merged thing's key in every saved text that names it; returns in how many."""
    changed = 0
    for revision in _revisions_naming(gone):
        for name, value in revision.content.items():
            if name in reference_field_names(type(gone), revision.content_type.model_class()):
                revision.content[name] = _with_key_replaced(value, gone.pk, kept.pk)
                revision.names.get(name, {}).pop(str(gone.pk), None)
                revision.names.setdefault(name, {})[str(kept.pk)] = str(kept)
        revision.save(update_fields=["content", "names"])
        changed += 1
    return changed


def _with_key_replaced(value, gone, kept):
    if isinstance(value, list):
        return list(dict.fromkeys(kept if pk == gone else pk for pk in value))
    return kept if value == gone else value


def _revisions_naming(thing):
    """The saved texts that name a thing."""
    top = Revision.objects.aggregate(top=Max("pk"))["top"] or 0
    for model in apps.get_models():
        names = reference_field_names(type(thing), model)
        for low in range(0, top + 1, REVISIONS_PER_QUERY) if names else ():
            saved = Revision.objects.filter(
                content_type=ContentType.objects.get_for_model(model), pk__gt=low, pk__lte=low + REVISIONS_PER_QUERY
            ).select_related("content_type")
            found = {}
            for name in names:
                likely = saved.annotate(named=KeyTextTransform(name, "content")).filter(named__contains=str(thing.pk))
                found |= {one.pk: one for one in likely if is_named_in(one.content.get(name), thing.pk)}
            yield from found.values()
