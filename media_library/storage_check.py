"""Compares stored files with those that rows and revisions refer to: missing files, orphans, unused objects."""

from collections import defaultdict
from datetime import timedelta

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone

from media_library import placement
from media_library.file_places import ASIDE, has_two_places
from media_library.focal_point import focal_point_fields
from media_library.models import Attachment, Image, PlacementCheck, Transcoding
from media_library.reference_index import reverse_relations
from media_library.renditions import EXTRA_POINTS, rendition_names
from publishing.models import Revision
from traffic.page_store import STALE_IF_ERROR_SECONDS

LIBRARY_FOLDERS = ("anh", "tep", "video")  # where the library writes; other folders are ignored
ORPHAN_GRACE = timedelta(seconds=STALE_IF_ERROR_SECONDS)  # until then cached pages may refer to a file


def referenced_files():
    """All file names in rows and saved texts, and those of the renditions and qualities of these files."""
    names = set()
    for model in apps.get_models():
        for column in _file_columns(model):
            names |= set(model._base_manager.exclude(**{column: ""}).values_list(column, flat=True).iterator())
    points = referenced_points()
    for image in Image.objects.only("file", "renditions").iterator():
        names |= set(rendition_names(image, points[image.pk]))
    names |= _files_in_revisions()
    made = [
        one["file"] for film in Transcoding.objects.iterator() if film.source in names for one in film.made.values()
    ]
    return names.union(made)


def orphan_transcodings(names):
    """The Transcodings of films that are not among these names."""
    return [film for film in Transcoding.objects.all() if film.source not in names]


def referenced_points():
    """The own points in rows and saved texts, `{picture: points}`."""
    points = defaultdict(set)
    for model in apps.get_models():
        for field in focal_point_fields(model):
            of, name = model._meta.get_field(field.of).attname, field.name
            for image, point in model._base_manager.exclude(**{name: ""}).values_list(of, name).iterator():
                points[image].add(point)
            kept = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model))
            for image, point in kept.values_list(f"content__{field.of}", f"content__{name}").iterator():
                points[image].add(point)
    return points


def forget_unused_points():
    """Remove unused own points from the pictures; their renditions are orphans then."""
    points = referenced_points()
    for image in Image.objects.filter(renditions__has_key=EXTRA_POINTS).only("renditions").iterator():
        kept = [point for point in image.renditions[EXTRA_POINTS] if point in points[image.pk]]
        if kept != image.renditions[EXTRA_POINTS]:
            Image._base_manager.filter(pk=image.pk).update(renditions=image.renditions | {EXTRA_POINTS: kept})


def _files_in_revisions():
    names = set()
    for revision in Revision.objects.select_related("content_type").iterator():
        model = revision.content_type.model_class()
        columns = _file_columns(model) if model else ()
        names |= {revision.content[column] for column in columns if revision.content.get(column)}
    return names


def _file_columns(model):
    return [field.attname for field in model._meta.concrete_fields if isinstance(field, models.FileField)]


def stored_files():
    """The names of all files that the library has written, wherever they are."""
    for folder in LIBRARY_FOLDERS:
        yield from _files_within(folder)
        yield from (name.removeprefix(ASIDE) for name in _files_within(f"{ASIDE}{folder}"))


def _files_within(folder):
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing of that kind was uploaded yet
        return
    yield from (f"{folder}/{name}" for name in files)
    for inner in folders:
        yield from _files_within(f"{folder}/{inner}")


def misplaced_files():
    """The names of pictures and films that are where they do not belong, without those still to be checked."""
    names = {name for model, column in placement.film_columns() for name in _names_in(model, column)}
    names |= set(Image._base_manager.values_list("file", flat=True)) | set(default_storage.originals_in_both())
    names -= set(PlacementCheck.objects.values_list("name", flat=True))
    return placement.misplaced(sorted(filter(has_two_places, names)))


def _names_in(model, column):
    kept = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model))
    yield from model._base_manager.values_list(column, flat=True)
    yield from filter(None, kept.values_list(f"content__{column}", flat=True))


def is_past_grace(name):
    return default_storage.get_modified_time(name) < timezone.now() - ORPHAN_GRACE


def unused_objects():
    """Pictures and attachments that no saved text and no other row refers to."""
    for model in (Image, Attachment):
        unused_objects = model.objects.order_by("pk")
        for relation in reverse_relations(model):
            rows = relation.related_model._base_manager.filter(**{relation.field.name: models.OuterRef("pk")})
            unused_objects = unused_objects.exclude(models.Exists(rows))
        yield from unused_objects
