"""Which pictures and albums the saved texts name: in bodies, as lead picture or poster. Kept when a text is saved.

Every text that readers have or may get is a Revision, so what no revision names is in no text.
"""

import re

from django.contrib.contenttypes.models import ContentType

from media_library.models import Album, Image, Mention

MOST_SHOWN = 20
IN_BODY = re.compile(r'data-image="(\d{1,18})"')
ALBUM_IN_BODY = re.compile(r'data-album="(\d{1,18})"')


def named_in(content, model):
    """The numbers of the pictures that the saved content of a model names, those of the library and lost ones."""
    fields = {field.name: field for field in model._meta.get_fields()} if model else {}
    named = set()
    for name, value in content.items():
        if name in fields and fields[name].related_model is Image:
            named |= set(value if isinstance(value, list) else [value])
        elif isinstance(value, str):
            named |= {int(number) for number in IN_BODY.findall(value)}
    return named - {None}


def albums_in(content):
    """The numbers of the albums that the bodies of a saved content name."""
    return {
        int(number) for value in content.values() if isinstance(value, str) for number in ALBUM_IN_BODY.findall(value)
    }


def keep(revision):
    """Write down which pictures and albums a revision names, in place of what was known of it."""
    named = {"image": named_in(revision.content, revision.content_type.model_class())}
    named["album"] = albums_in(revision.content)
    stale, found = Mention.objects.filter(revision=revision), []
    for field, model in (("image", Image), ("album", Album)):
        known = set(model.objects.filter(pk__in=named[field]).values_list("pk", flat=True)) if named[field] else set()
        found += [Mention(revision=revision, **{f"{field}_id": pk}) for pk in known]
        stale = stale.exclude(**{f"{field}__in": known})
    stale.delete()
    Mention.objects.bulk_create(found, ignore_conflicts=True)


def relations_to(model):
    """The relations of other models that point at a model, hidden ones too."""
    fields = model._meta.get_fields(include_hidden=True)
    return [field for field in fields if field.is_relation and field.auto_created and not field.concrete]


def uses(thing_named):
    """The things whose texts name a picture or an album, in whatever version, and the rows that point at it."""
    kinds = thing_named.mentions.values_list("revision__content_type", "revision__object_id").distinct()
    things = {
        thing
        for kind, pk in kinds[:MOST_SHOWN]
        for thing in ContentType.objects.get_for_id(kind).model_class()._base_manager.filter(pk=pk)
    }
    for relation in relations_to(type(thing_named)):
        if relation.related_model is not Mention and not relation.related_model._meta.auto_created:
            rows = relation.related_model._base_manager.filter(**{relation.field.name: thing_named})
            things |= set(rows[:MOST_SHOWN])
    return sorted(things, key=lambda thing: (thing._meta.label, -thing.pk))


def follow(sender, instance, raw, **kwargs):
    """The receiver of a saved Revision."""
    if not raw:
        keep(instance)
