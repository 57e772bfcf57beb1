"""Taking the demo out again: `remove`."""

from django.core.files.storage import default_storage
from django.db import transaction

from media_library.mentions import IN_BODY, albums_in, relations_to
from media_library.models import Album, Attachment, Image, Programme, Video
from media_library.renditions import rendition_names
from news.models import Article, Author, Category, Highlight, Source, Tag
from portal.accounts.models import User
from portal.demo.loading import MADE
from portal.links.models import Link, LinkGroup
from portal.pages.models import Announcement, MenuItem, Page, SiteSettings
from publishing.models import Event, Publishable, Revision
from publishing.record import record
from traffic.models import DailyViews, ViewTotal

REMOVED = "demo_remove"
READ = (Article, Video)
# what points at others first
POINTING = (MenuItem, Announcement, Page)
RESTED_ON = (Highlight, Link, LinkGroup, Programme, Category, Tag, Author, Source, SiteSettings)
RESTED_ON += (Attachment, Album, Image)


@transaction.atomic
def remove():
    """Take out what the demo made and staff left alone; answer what went and what stays, two lists of things.

    What staff have edited or moved stays, and so does whatever it, or anything else of theirs, rests on:
    pictures, categories, tags, authors … Links to a related article that went are dropped.
    """
    gone, kept = [], []
    _take_out(POINTING, gone, kept)
    read = [thing for model in READ for thing in _left(model)]
    touched = [thing for thing in read if _was_touched(thing) or thing.merged_from.exists()]
    for thing in read:
        (kept if thing in touched else gone).append(thing)
        if thing not in touched:
            _delete(thing)
    _take_out(RESTED_ON, gone, kept)
    for user in _left(User):
        (gone if _close(user) else kept).append(user)
    if gone:
        record(REMOVED, thing_text="Nội dung mẫu", after={"gone": len(gone), "kept": len(kept)})
    return gone, kept


def _take_out(models, gone, kept):
    """Delete what nobody has touched and nothing that stays rests on."""
    named = _named_in_revisions()
    for thing in (thing for model in models for thing in _left(model)):
        if _was_touched(thing) or (type(thing), thing.pk) in named or _is_pointed_at(thing):
            kept.append(thing)
            continue
        gone.append(thing)
        _delete(thing)
        if isinstance(thing, Publishable):
            named = _named_in_revisions()  # its own named the page above it, its pictures


def _left(model):
    """The rows of the demo that are still there, the youngest first: children are younger than their parents."""
    lists = (event.after.get(model._meta.label_lower, []) for event in Event.objects.filter(name=MADE))
    return list(model._base_manager.filter(pk__in={pk for pks in lists for pk in pks}).order_by("-pk"))


def _was_touched(thing):
    """Whether a person has edited or moved it, by its revisions or the record."""
    return (
        Revision.objects.of(thing).exclude(by_text="").exists() or Event.objects.of(thing).exclude(by_text="").exists()
    )


def _is_pointed_at(thing):
    """Whether rows of others point at it; those that tie it to its own relations go with it."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: thing}).exists()
        for relation in relations_to(type(thing))
        if relation.related_model._meta.auto_created is not type(thing)
    )


def _named_in_revisions():
    """What saved texts refer to, as {(model, pk)}: an edit that is not out yet has its relations there alone."""
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
                named |= {(Image, int(pk)) for pk in IN_BODY.findall(value)}
    return named


def _delete(thing):
    """Delete a row with its saved texts and its counts, and its file once that is certain; the record stays."""
    if isinstance(thing, Publishable):
        Revision.objects.of(thing).delete()
    if hasattr(thing, "counted_as"):
        for counts in (ViewTotal, DailyViews):
            counts.objects.filter(kind=thing.counted_as, thing_id=thing.pk).delete()
    if isinstance(thing, (Image, Video, Attachment)) and thing.file and not _is_shared(thing):
        names = [thing.file.name, *(rendition_names(thing) if isinstance(thing, Image) else ())]
        transaction.on_commit(lambda: [default_storage.delete(name) for name in names])
    thing.delete()


def _is_shared(thing):
    """Whether a copy of it has the same file."""
    return type(thing)._base_manager.filter(file=thing.file.name).exclude(pk=thing.pk).exists()


def _close(user):
    """Delete an account nobody has worked with, and answer True; one that the record names is only disabled."""
    if Revision.objects.filter(by=user).exists() or Event.objects.filter(by=user).exists():
        user.set_unusable_password()
        user.is_active = False
        user.save()
        return False
    user.delete()
    return True
