"""What lies in storage against what is named: files that are missing, that nobody names, that nothing uses."""

from collections import defaultdict
from datetime import timedelta

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone

from media_library.focus import focus_fields
from media_library.mentions import relations_to
from media_library.models import Attachment, Image, Transcoding
from media_library.renditions import OTHERS, rendition_names
from publishing.models import Revision

FOLDERS = ("anh", "tep", "video")  # what the library writes; nothing else in storage is looked at
GRACE = timedelta(days=1)  # kept pages may name for a day what their rows no longer do


def named():
    """All names that rows or saved texts give files, and those of what was made of these files."""
    names = set()
    for model in apps.get_models():
        for column in _file_columns(model):
            names |= set(model._base_manager.exclude(**{column: ""}).values_list(column, flat=True).iterator())
    points = points_named()
    for image in Image.objects.only("file", "renditions").iterator():
        names |= set(rendition_names(image, points[image.pk]))
    names |= _named_in_revisions()
    made = [
        one["file"] for film in Transcoding.objects.iterator() if film.source in names for one in film.made.values()
    ]
    return names.union(made)


def transcodings_of_nothing(names):
    """What was made of films that are not among these names."""
    return [film for film in Transcoding.objects.all() if film.source not in names]


def points_named():
    """The points around which rows and saved texts want pictures cut, `{picture: points}`."""
    points = defaultdict(set)
    for model in apps.get_models():
        for field in focus_fields(model):
            of, name = model._meta.get_field(field.of).attname, field.name
            for image, point in model._base_manager.exclude(**{name: ""}).values_list(of, name).iterator():
                points[image].add(point)
            kept = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model))
            for image, point in kept.values_list(f"content__{field.of}", f"content__{name}").iterator():
                points[image].add(point)
    return points


def forget_cuts():
    """Take the points that nothing names any more from the pictures; what was made for them are orphans then."""
    points = points_named()
    for image in Image.objects.filter(renditions__has_key=OTHERS).only("renditions").iterator():
        kept = [point for point in image.renditions[OTHERS] if point in points[image.pk]]
        if kept != image.renditions[OTHERS]:
            Image._base_manager.filter(pk=image.pk).update(renditions=image.renditions | {OTHERS: kept})


def _named_in_revisions():
    names = set()
    for revision in Revision.objects.select_related("content_type").iterator():
        model = revision.content_type.model_class()
        columns = _file_columns(model) if model else ()
        names |= {revision.content[column] for column in columns if revision.content.get(column)}
    return names


def _file_columns(model):
    return [field.attname for field in model._meta.concrete_fields if isinstance(field, models.FileField)]


def stored():
    """The names of all files that the library has written."""
    for folder in FOLDERS:
        yield from _within(folder)


def _within(folder):
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing of that kind has come in yet
        return
    yield from (f"{folder}/{name}" for name in files)
    for inner in folders:
        yield from _within(f"{folder}/{inner}")


def is_past_grace(name):
    return default_storage.get_modified_time(name) < timezone.now() - GRACE


def unused():
    """Pictures and attachments that no saved text and no other row names."""
    for model in (Image, Attachment):
        unused = model.objects.order_by("pk")
        for relation in relations_to(model):
            rows = relation.related_model._base_manager.filter(**{relation.field.name: models.OuterRef("pk")})
            unused = unused.exclude(models.Exists(rows))
        yield from unused
