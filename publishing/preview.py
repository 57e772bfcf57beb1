"""Preview: the public page of a text that is not saved, or that readers do not have yet. Nothing is written for it.

The text stands in the columns of a thing, its relations beside it; `as_published` makes of them what the page is drawn
from. The page itself belongs to a higher floor: portal/apps.py says which function draws it.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import FileField
from django.forms import ModelForm
from django.forms.models import construct_instance
from django.utils import timezone

from publishing import revisions, workflow
from publishing.models import TextSnapshot
from vietnamese.folding import clean_line

UNSAVED_PK = 0  # stands for the key of what was never saved: no row has it
UNTITLED = "(Chưa có tiêu đề)"
LENIENT_CODES = {"max_length", "null_characters_not_allowed"}  # validators that forbid saving, not showing

# `(request, thing, banner) -> HttpResponse`: draws the page of what `as_published` returns; wired in portal/apps.py
page_renderers: list[Callable] = []


@dataclass(frozen=True)
class Banner:
    """What stands above a preview: which text it is, and what of it cannot be shown yet."""

    label: str
    warnings: tuple[str, ...] = ()


def page(request, thing, banner):
    """The public page of a thing made by `as_published`, for nobody but who asked."""
    response = page_renderers[0](request, thing, banner)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def as_published(thing, relations, *, public=None, correction="", is_minor=False):
    """A copy of the thing as readers would get it if its text were published now.

    `relations` as `{field: things}` take the place of the stored ones. `public` is the thing as its row has it, where
    readers have had it: then the copy also says what readers would be told of the change, with its `correction`.
    """
    shown = copy.copy(thing)
    shown._prefetched_objects_cache = {}  # noqa: SLF001 -- what the thing was read with may not be what is shown
    shown.title = clean_line(shown.title or "") or UNTITLED
    if shown.pk is None:
        shown.pk = UNSAVED_PK
    for field in shown._meta.concrete_fields:
        if not (field.primary_key or isinstance(field, FileField)):
            field.pre_save(shown, add=False)  # cleaned and derived as a save would do
    shown.relations = relations
    for name, things in relations.items():
        _set_related(shown, name, things)
    if public is not None and public.was_out:
        _add_change(shown, public, correction, is_minor=is_minor)
    shown.publish_at = shown.publish_at or timezone.now()
    return shown


def _set_related(thing, name, things):
    """Let a relation answer with these things, without a query, as one does that Django has prefetched."""
    rows = thing._meta.get_field(name).related_model._default_manager.filter(pk__in=[one.pk for one in things])
    rows._result_cache, rows._prefetch_done = list(things), True  # noqa: SLF001
    thing._prefetched_objects_cache[name] = rows  # noqa: SLF001


def _add_change(shown, public, correction, *, is_minor):
    differs = TextSnapshot.of(shown, shown.relations).content != TextSnapshot.of(public).content
    if correction or (differs and not is_minor):
        workflow.add_public_change(shown, correction)


def of_revision(thing, revision=None):
    """What a kept text would look like in public: that of a revision, else the working text.

    Raises ValidationError with a sentence when nobody can read that text any more.
    """
    revision = revision or revisions.open_revision(thing)
    if revision is None:
        return as_published(thing, {})
    laid = copy.copy(thing)
    relations, _ = revisions.apply_revision(laid, revision)
    told = {"correction": revision.correction, "is_minor": revision.is_minor}
    return as_published(laid, relations, public=thing if thing.has_open_edit else None, **told)


def of_form(form):
    """What the text in a bound form of `form_class` would look like in public."""
    form.is_valid()
    edit_fields = {name: value for name, value in form.edit_field_values().items() if name != "note"}
    return as_published(
        form.instance, form.relations(), public=getattr(form.instance, "public_copy", None), **edit_fields
    )


class _LenientForm(ModelForm):
    """Mixin: nothing is required, what can be shown is taken, what cannot stays out; a new file is not looked at."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in list(self.fields.items()):
            field.required = False
            field.validators = [one for one in field.validators if getattr(one, "code", "") not in LENIENT_CODES]
            if hasattr(field, "allow_empty_file"):
                del self.fields[name]

    def clean(self):
        return self.cleaned_data

    def _post_clean(self):
        columns = {column.name: column for column in self.instance._meta.concrete_fields}
        for name, value in list(self.cleaned_data.items()):
            column = columns.get(name)
            if value is None and column and not (column.null or column.remote_field):
                del self.cleaned_data[name]  # emptied, but a row always has something here
        construct_instance(self, self.instance)
        for name in self.errors.keys() & columns.keys():
            column = columns[name]
            setattr(self.instance, column.attname, None if column.null or column.remote_field else column.get_default())


def form_class(form):
    """The form class of an admin, read as far as it can be, saving and refusing nothing."""
    return type(form)(f"Lenient{form.__name__}", (_LenientForm, form), {})


def unshown_fields(form):
    """The labels of the fields whose input cannot be shown."""
    return [str(form.fields[name].label or name) for name in form.errors if name in form.fields]
