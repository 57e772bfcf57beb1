"""What refers to a thing: rows, ordered relations, and saved texts, which name it by its key alone.

Knows no content: relations are read from the models.
"""

from django.apps import apps
from django.db.models import DO_NOTHING, Exists, OuterRef

from publishing.live_rows import newest_of
from publishing.models import Publishable, Revision

MAX_REFERRING_ROWS = 20  # of each relation


def referencing_rows(thing):
    """The rows that refer to a thing, for each model with the field; rows of ordered relations too."""
    for relation in _incoming_relations(type(thing)):
        yield relation.related_model._base_manager.filter(**{relation.field.name: thing}), relation.field


def other_foreign_key(field):
    """For a through row of a relation, the field of the other end; None for any other row."""
    ends = [other for other in field.model._meta.fields if other.is_relation and other != field]
    return ends[0] if field.model._meta.auto_created else None


def is_named_in(value, pk):
    """Whether the value of a relation in a saved text names the thing with that key."""
    return pk in value if isinstance(value, list) else value == pk


def reference_field_names(kind, model):
    """The versioned fields of a model that refer to things of a kind."""
    if not issubclass(model, Publishable):
        return []
    fields = [model._meta.get_field(name) for name in model.versioned_fields]
    return [field.name for field in fields if field.is_relation and field.related_model is kind]


def referring_things(thing):
    """Some of what refers to a thing, each once: rows, things related to it, and things whose open edit names it."""
    found = {}
    is_referenced = not without_references(type(thing)._base_manager.filter(pk=thing.pk)).exists()
    for relation in _keeping_relations(type(thing)) if is_referenced else ():
        rows = relation.related_model._base_manager.filter(**{relation.field.name: thing})
        other = other_foreign_key(relation.field)
        for row in rows.order_by("pk")[:MAX_REFERRING_ROWS]:
            found[getattr(row, other.name) if other else row] = True
    for revision in _open_edits_naming(thing):
        found[revision.thing] = True
    return list(found)


def without_references(rows):
    """Those of some rows that no other row refers to."""
    for relation in _keeping_relations(rows.model):
        referring = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
        rows = rows.exclude(Exists(referring))
    return rows


def _incoming_relations(model):
    relations = model._meta.get_fields(include_hidden=True)
    return [relation for relation in relations if relation.one_to_many and relation.auto_created]


def _keeping_relations(model):
    """Without those of rows that are derived from others, such as the search index: they have no constraint."""
    return [relation for relation in _incoming_relations(model) if relation.on_delete is not DO_NOTHING]


def _open_edits_naming(thing):
    for model in apps.get_models():
        names = reference_field_names(type(thing), model)
        edited = model._base_manager.exclude(edit_state="") if names else ()
        for revision in newest_of(edited, Revision.objects.all()) if names else ():
            if any(is_named_in(revision.content.get(name), thing.pk) for name in names):
                yield revision
