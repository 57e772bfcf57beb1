"""Index of the pictures and albums that saved texts refer to, in bodies and in relations (lead picture, poster).

Updated when a Revision is saved. Every text that is or may become public is a Revision, so an object without a Mention
is used by no text.
"""

import re

from django.contrib.contenttypes.models import ContentType

from media_library.models import Album, Image, Mention

MAX_USES_ROWS = 20
IMAGE_IN_BODY = re.compile(r'data-image="(\d{1,18})"')
ALBUM_IN_BODY = re.compile(r'data-album="(\d{1,18})"')


def images_in(content, model):
    """The ids of the pictures that a saved content of a model refers to, existing or not."""
    fields = {field.name: field for field in model._meta.get_fields()} if model else {}
    named = set()
    for name, value in content.items():
        if name in fields and fields[name].related_model is Image:
            named |= set(value if isinstance(value, list) else [value])
        elif isinstance(value, str):
            named |= {int(number) for number in IMAGE_IN_BODY.findall(value)}
    return named - {None}


def albums_in(content):
    """The ids of the albums that the bodies of a saved content refer to."""
    return {
        int(number) for value in content.values() if isinstance(value, str) for number in ALBUM_IN_BODY.findall(value)
    }


def index_revision(revision):
    """Write the Mentions of a revision, in place of its earlier ones."""
    named = {"image": images_in(revision.content, revision.content_type.model_class())}
    named["album"] = albums_in(revision.content)
    stale, found = Mention.objects.filter(revision=revision), []
    for field, model in (("image", Image), ("album", Album)):
        known = set(model.objects.filter(pk__in=named[field]).values_list("pk", flat=True)) if named[field] else set()
        found += [Mention(revision=revision, **{f"{field}_id": pk}) for pk in known]
        stale = stale.exclude(**{f"{field}__in": known})
    stale.delete()
    Mention.objects.bulk_create(found, ignore_conflicts=True)


def reverse_relations(model):
    """The relations of other models to a model, hidden ones too."""
    fields = model._meta.get_fields(include_hidden=True)
    return [field for field in fields if field.is_relation and field.auto_created and not field.concrete]


def objects_using(referenced):
    """The things whose texts, of any version, refer to a picture or an album, and the rows that do."""
    kinds = referenced.mentions.values_list("revision__content_type", "revision__object_id").distinct()
    things = {
        thing
        for kind, pk in kinds[:MAX_USES_ROWS]
        for thing in ContentType.objects.get_for_id(kind).model_class()._base_manager.filter(pk=pk)
    }
    for relation in reverse_relations(type(referenced)):
        if relation.related_model is not Mention and not relation.related_model._meta.auto_created:
            rows = relation.related_model._base_manager.filter(**{relation.field.name: referenced})
            things |= set(rows[:MAX_USES_ROWS])
    return sorted(things, key=lambda thing: (thing._meta.label, -thing.pk))


def revision_saved(sender, instance, raw, **kwargs):
    """Receiver of a saved Revision."""
    if not raw:
        index_revision(instance)
