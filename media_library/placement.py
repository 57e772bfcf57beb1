"""Where a stored picture or film belongs: where readers get it while a text for them uses it, else aside.

Whatever may change that writes a `PlacementCheck` for each file in its own transaction. What readers are to get is
copied into the public place before that transaction ends, so that no page is without its pictures; all else is done
afterwards by a thread of the server, within two seconds. Files are compared with the database, never with what a
killed process had in mind, so whatever it left is ended by the next check. See
docs/decisions/0030-withdrawn-files-are-moved-aside.md.
"""

import logging
import threading
from datetime import timedelta
from functools import partial

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import Error, connection, transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.utils import timezone

from media_library.file_fields import VideoFileField
from media_library.file_places import has_two_places
from media_library.models import Image, Mention, PlacementCheck, Transcoding
from publishing.live_rows import (
    edits_for_readers,
    may_be_for_readers,
    relations_to,
    texts_for_readers,
    things_for_readers,
)
from publishing.models import Announced, Event, Publishable, Revision

DELAY = timedelta(seconds=0.8)  # by then every process has dropped the cached pages that show the file
RETRY_DELAY = timedelta(seconds=30)  # of a file that the storage has refused to move
MAX_CHECKED_NAMES = 100  # at once

log = logging.getLogger(__name__)
_to_be_confirmed: dict[str, bool] = {}  # names made public here by transactions that may have failed since; ordered


# The rule


def names_for_readers(names):
    """Those of these files that belong where readers get them."""
    pictures = dict(Image._base_manager.filter(file__in=names).values_list("pk", "file"))
    found = {pictures[pk] for pk in _pictures_in_rows(pictures) | _pictures_in_texts(pictures)} if pictures else set()
    return found | _films_for_readers(set(names) - set(pictures.values()))


def _pictures_in_rows(pks):
    """Those that rows of public pages refer to, whatever the relation is."""
    uses = []
    for field in relations_to(Image, Announced):
        rows = things_for_readers(field.model) if issubclass(field.model, Publishable) else field.model._base_manager
        uses.append(rows.order_by().filter(**{f"{field.name}__in": pks}).values_list(field.name))
    return {pk for (pk,) in uses[0].union(*uses[1:])}


def _pictures_in_texts(pks):
    """Those that texts for readers name."""
    mentions = list(
        Mention.objects.filter(image__in=pks).values_list("image", "revision", "revision__content_type").distinct()
    )
    texts = set()
    for kind in {kind for _, _, kind in mentions}:
        model = ContentType.objects.get_for_id(kind).model_class()
        named = Mention.objects.filter(image__in=pks).values("revision")
        texts |= set(texts_for_readers(model).filter(pk__in=named).values_list("pk", flat=True))
    return {image for image, revision, _ in mentions if revision in texts}


def _films_for_readers(names):
    found = set()
    for model, column in film_columns() if names else ():
        rows = things_for_readers(model).order_by().filter(**{f"{column}__in": names})
        edits = edits_for_readers(model).values_list(f"content__{column}", flat=True)
        found |= {*rows.values_list(column, flat=True), *(names & set(edits))}
    return found


def film_columns():
    """Where the kinds have films: `(model, name of the column)`."""
    return [
        (model, field.name)
        for model in apps.get_models()
        if issubclass(model, Publishable)
        for field in model._meta.concrete_fields
        if isinstance(field, VideoFileField)
    ]


# What may have changed


def names_used_by(thing):
    """The files of all texts of a thing, earlier ones too."""
    texts = Revision.objects.of(thing)
    pictures = Mention.objects.filter(image__isnull=False, revision__in=texts.values("pk"))
    names = set(pictures.order_by().values_list("image__file", flat=True).distinct())
    for model, column in film_columns():
        if isinstance(thing, model):
            names |= {getattr(thing, column).name, *texts.values_list(f"content__{column}", flat=True)}
    return {name for name in names if name and has_two_places(name)}


def check_later(names, *moments):
    """Let the places of these files be checked once the transaction has been committed, and at later moments."""
    times = [timezone.now(), *moments]
    PlacementCheck.objects.bulk_create([PlacementCheck(name=name, at=at) for at in times for name in sorted(names)])


def bring_back(names):
    """Copy into the public place what belongs there, before the end of the transaction that makes it public.

    A storage that cannot do so does not prevent a text from being published: it is tried again by the check.
    """
    with transaction.atomic():
        _lock(names)
        for name in sorted(names_for_readers(names)):
            _to_be_confirmed[name] = True
            transaction.on_commit(partial(_to_be_confirmed.pop, name, None))
            try:
                _copy(name, aside=False)
            except OSError as error:
                _log_refusal(name, error)


def _lock(names):
    """Let nobody else move these files, or decide where they belong, until the end of the transaction."""
    pictures = Image._base_manager.select_for_update(no_key=True).filter(file__in=names).order_by("pk")
    if set(names) - set(pictures.values_list("file", flat=True)):
        ContentType.objects.select_for_update(no_key=True).get(app_label="media_library", model="video")


def _files_changed(names):
    if names:
        check_later(names)
        bring_back(names)


def event_saved(sender, instance, raw, **kwargs):
    """Receiver of a new Event: whatever is done to a thing is recorded at the end of its transaction."""
    if not raw and isinstance(instance.thing, Publishable):
        _thing_changed(instance.thing)


def revision_saved(sender, instance, raw, **kwargs):
    """Receiver of a new Revision: what code saves by itself, without anybody, is not recorded."""
    if not raw and instance.by_id is None:
        _thing_changed(instance.thing)


def _thing_changed(thing):
    names = names_used_by(thing)
    check_later(names, *([thing.unpublish_at] if thing.has_end and not thing.is_past_end else []))
    if names and may_be_for_readers(thing):
        bring_back(names)


def picture_saved(sender, instance, created, raw, **kwargs):
    """Receiver of a picture: a changed one may have another file, or more renditions. Nothing uses a new one yet."""
    if not (raw or created):
        _files_changed([instance.file.name])


def transcoding_saved(sender, instance, raw, **kwargs):
    """Receiver of the qualities of a film, which belong where the film does."""
    if not raw:
        _files_changed([instance.source])


def row_changes(sender, instance, raw=False, **kwargs):  # noqa: FBT002 -- Django's own
    """Receiver of a row without states that shows a picture: the picture that it has had, before it is saved."""
    if not raw:
        _rows_pictures_changed(sender._base_manager.filter(pk=instance.pk))


def row_changed(sender, instance, raw=False, **kwargs):  # noqa: FBT002 -- Django's own
    """Receiver of such a row, saved or deleted: the picture that it has now, or had."""
    if not raw:
        pks = [getattr(instance, field.attname) for field in _picture_fields(sender)]
        _files_changed(list(Image._base_manager.filter(pk__in=pks).values_list("file", flat=True)))


def _rows_pictures_changed(rows):
    for field in _picture_fields(rows.model):
        found = rows.exclude(**{field.name: None}).values_list(f"{field.name}__file", flat=True)
        check_later(found)


def _picture_fields(model):
    return [field for field in relations_to(Image, Announced) if field.model is model and field.many_to_one]


def connect():
    """Connect the receivers; those of rows without states to every model that has a picture, on whatever floor."""
    post_save.connect(event_saved, sender=Event, dispatch_uid="media_library.place_files")
    post_save.connect(revision_saved, sender=Revision, dispatch_uid="media_library.place_files_of_code")
    post_save.connect(picture_saved, sender=Image, dispatch_uid="media_library.place_picture")
    post_save.connect(transcoding_saved, sender=Transcoding, dispatch_uid="media_library.place_qualities")
    for field in relations_to(Image, Announced):
        if not issubclass(field.model, Publishable):
            pre_save.connect(row_changes, sender=field.model, dispatch_uid="media_library.place_earlier_picture")
            post_save.connect(row_changed, sender=field.model, dispatch_uid="media_library.place_shown_picture")
            post_delete.connect(row_changed, sender=field.model, dispatch_uid="media_library.place_deleted_picture")


# The moves


def settle(names):
    """Bring files to where they belong, and leave none in the other place; return those that could not be moved."""
    for_readers, refused = names_for_readers(names), []
    for name in names:
        try:
            _settle(name, aside=name not in for_readers)
        except OSError as error:
            _log_refusal(name, error)
            refused.append(name)
    return refused


def misplaced(names):
    """Those of these files of which something is where it does not belong."""
    found = []
    for start in range(0, len(names), MAX_CHECKED_NAMES):
        batch = names[start : start + MAX_CHECKED_NAMES]
        for_readers = names_for_readers(batch)
        found += [name for name in batch if _is_at(name, aside=name in for_readers)]
    return found


def _is_at(name, *, aside):
    return any(default_storage.names_at(part, aside=aside) for part in _parts(name))


def _settle(name, *, aside):
    if not _is_at(name, aside=not aside):
        return
    _copy(name, aside=aside)  # before the lock: a film in an object store takes its time
    with transaction.atomic():
        _lock([name])
        if (name in names_for_readers([name])) is aside:  # it has changed since
            check_later([name])
            return
        for part in _parts(name):
            default_storage.clear(part, aside=not aside)


def _copy(name, *, aside):
    for part in _parts(name):
        default_storage.bring(part, aside=aside)


def _parts(name):
    """The file, and the qualities made of a film."""
    made = Transcoding.objects.filter(source=name).first()
    return [name, *(one["file"] for one in made.made.values())] if made else [name]


def _log_refusal(name, error):
    log.warning("Chưa chuyển được tệp %s (%s), sẽ thử lại.", name, error)


def settle_due():
    """Check what is due, at most MAX_CHECKED_NAMES; return whether there was anything."""
    rows = dict(_due().order_by("pk")[:MAX_CHECKED_NAMES].values_list("pk", "name"))
    unconfirmed = list(_to_be_confirmed)
    names = list(dict.fromkeys([*rows.values(), *unconfirmed]))
    refused = settle(names) if names else []
    for name in unconfirmed:
        _to_be_confirmed.pop(name, None)
    checked = PlacementCheck.objects.filter(pk__in=rows)
    checked.filter(name__in=refused).update(at=timezone.now() + RETRY_DELAY)
    checked.exclude(name__in=refused).delete()
    return bool(names)


def _due():
    return PlacementCheck.objects.filter(at__lte=timezone.now() - DELAY)


class Mover:
    """For the housekeeper: starts a thread where there is something to move, which may take longer than a turn."""

    def __init__(self):
        self._thread, self._has_looked = None, False

    def __call__(self):
        if self._thread and self._thread.is_alive():
            return
        if not self._has_looked or _to_be_confirmed or _due().exists():
            self._thread = threading.Thread(target=self._run, name="placement", daemon=True)
            self._thread.start()

    def wait(self):
        """Wait until nothing is moved any more."""
        if self._thread:
            self._thread.join()

    def _run(self):
        try:
            if not self._has_looked:  # a process that was killed may have left them
                check_later(default_storage.originals_in_both())
                self._has_looked = True
            while settle_due():
                pass
        except (Error, OSError) as error:  # told by the housekeeper and by the storage; tried again at the next turn
            log.debug("%r", error)
        finally:
            connection.close()


mover = Mover()
