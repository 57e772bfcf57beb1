"""Which pictures the saved texts name: in bodies, as lead picture or poster. Kept when a text is saved.

Every text that readers have or may get is a Revision, so what no revision names is in no text.
"""

import re

from django.contrib.contenttypes.models import ContentType

from media_library.models import Image, Mention

MOST_SHOWN = 20
IN_BODY = re.compile(r'data-image="(\d{1,18})"')


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


def keep(revision):
    """Write down which pictures a revision names, in place of what was known of it."""
    named = named_in(revision.content, revision.content_type.model_class())
    known = set(Image.objects.filter(pk__in=named).values_list("pk", flat=True))
    Mention.objects.filter(revision=revision).exclude(image__in=known).delete()
    Mention.objects.bulk_create([Mention(revision=revision, image_id=pk) for pk in known], ignore_conflicts=True)


def relations_to(model):
    """The relations of other models that point at a model, hidden ones too."""
    fields = model._meta.get_fields(include_hidden=True)
    return [field for field in fields if field.is_relation and field.auto_created and not field.concrete]


def uses(image):
    """The things whose texts name a picture, in whatever version, and the rows that point at it."""
    kinds = image.mentions.values_list("revision__content_type", "revision__object_id").distinct()
    things = {
        thing
        for kind, pk in kinds[:MOST_SHOWN]
        for thing in ContentType.objects.get_for_id(kind).model_class()._base_manager.filter(pk=pk)
    }
    for relation in relations_to(Image):
        if relation.related_model is not Mention:
            things |= set(relation.related_model._base_manager.filter(**{relation.field.name: image})[:MOST_SHOWN])
    return sorted(things, key=lambda thing: (thing._meta.label, -thing.pk))


def follow(sender, instance, raw, **kwargs):
    """The receiver of a saved Revision."""
    if not raw:
        keep(instance)
