"""Removing the demo again: `remove`."""

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import transaction

from media_library.models import Album, Attachment, Image, Programme, Video
from media_library.reference_index import IMAGE_IN_BODY, albums_in, reverse_relations
from media_library.renditions import rendition_names
from news.models import Article, Author, Category, Highlight, Source, Tag
from portal.accounts.models import User
from portal.demo.loading import LINK_MODELS, LOADED_EVENT
from portal.pages.models import Announcement, MenuItem, SiteSettings
from publishing.audit_log import record
from publishing.models import Event, Publishable, Revision, UnsavedForm
from traffic.models import DailyViews, ViewTotal

REMOVED_EVENT = "demo_remove"
PUBLISHED_MODELS = (Article, Video)
# referring models first
REFERRING_MODELS = (MenuItem, Announcement)
REFERENCED_MODELS = (Highlight, *LINK_MODELS, Programme, Category, Tag, Author, Source, SiteSettings)
REFERENCED_MODELS += (Attachment, Album, Image)


@transaction.atomic
def remove():
    """Delete what the demo created and staff did not change; return what was deleted and what was kept, two lists.

    What staff have edited or moved is kept, and so is everything that it or other kept content refers to:
    pictures, categories, tags, authors … Links to a deleted related article are dropped.
    """
    gone, kept = [], []
    _delete_untouched((*REFERRING_MODELS, *_other_models()), gone, kept)
    read = [thing for model in PUBLISHED_MODELS for thing in _remaining(model)]
    touched = [thing for thing in read if _was_edited(thing) or thing.merged_from.exists()]
    for thing in read:
        (kept if thing in touched else gone).append(thing)
        if thing not in touched:
            _delete(thing)
    _delete_untouched(REFERENCED_MODELS, gone, kept)
    for user in _remaining(User):
        (gone if _delete_or_disable(user) else kept).append(user)
    if gone:
        record(REMOVED_EVENT, thing_text="Nội dung mẫu", after={"gone": len(gone), "kept": len(kept)})
    return gone, kept


def _other_models():
    """Whatever else the demo has things of, such as the pages and the kinds of other apps."""
    named = {*PUBLISHED_MODELS, *REFERRING_MODELS, *REFERENCED_MODELS, User}
    labels = {label for event in Event.objects.filter(name=LOADED_EVENT) for label in event.after}
    return [model for model in apps.get_models() if model not in named and model._meta.label_lower in labels]


def _delete_untouched(models, gone, kept):
    """Delete what nobody has changed and nothing that is kept refers to."""
    named = _referenced_in_revisions()
    for thing in (thing for model in models for thing in _remaining(model)):
        if _was_edited(thing) or (type(thing), thing.pk) in named or _is_referenced(thing):
            kept.append(thing)
            continue
        gone.append(thing)
        _delete(thing)
        if isinstance(thing, Publishable):
            named = _referenced_in_revisions()  # again, since its own revisions named its parent page and pictures


def _remaining(model):
    """The existing rows of the demo, the youngest first: children are younger than their parents."""
    lists = (event.after.get(model._meta.label_lower, []) for event in Event.objects.filter(name=LOADED_EVENT))
    return list(model._base_manager.filter(pk__in={pk for pks in lists for pk in pks}).order_by("-pk"))


def _was_edited(thing):
    """Whether a person has edited or moved it, by its revisions or the audit log."""
    return (
        Revision.objects.of(thing).exclude(by_text="").exists() or Event.objects.of(thing).exclude(by_text="").exists()
    )


def _is_referenced(thing):
    """Whether other rows refer to it; the through rows of its own relations are deleted with it."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: thing}).exists()
        for relation in reverse_relations(type(thing))
        if relation.related_model._meta.auto_created is not type(thing)
    )


def _referenced_in_revisions():
    """What saved texts refer to, as {(model, pk)}: an open edit has its relations there alone."""
    named = set()
    for revision in Revision.objects.select_related("content_type").iterator():
        model = revision.content_type.model_class()
        named |= {(Album, pk) for pk in albums_in(revision.content)}
        for name, value in revision.content.items():
            field = model._meta.get_field(name)
            if field.is_relation:
                pks = value if isinstance(value, list) else [value]
                named |= {(field.related_model, pk) for pk in pks}
            elif isinstance(value, str):
                named |= {(Image, int(pk)) for pk in IMAGE_IN_BODY.findall(value)}
    return named


def _delete(thing):
    """Delete a row with its saved texts and its counts, and its file once that is committed; the audit log remains."""
    if isinstance(thing, Publishable):
        Revision.objects.of(thing).delete()
        UnsavedForm.objects.of(thing).delete()
    if hasattr(thing, "counted_as"):
        for counts in (ViewTotal, DailyViews):
            counts.objects.filter(kind=thing.counted_as, thing_id=thing.pk).delete()
    if isinstance(thing, (Image, Video, Attachment)) and thing.file and not _is_shared(thing):
        names = [thing.file.name, *(rendition_names(thing) if isinstance(thing, Image) else ())]
        transaction.on_commit(lambda: [default_storage.delete(name) for name in names])
    thing.delete()


def _is_shared(thing):
    """Whether a duplicate of it has the same file."""
    return type(thing)._base_manager.filter(file=thing.file.name).exclude(pk=thing.pk).exists()


def _delete_or_disable(user):
    """Delete an unused account, and return True; one that the audit log names is only disabled."""
    if Revision.objects.filter(by=user).exists() or Event.objects.filter(by=user).exists():
        user.set_unusable_password()
        user.is_active = False
        user.save()
        return False
    user.delete()
    return True
