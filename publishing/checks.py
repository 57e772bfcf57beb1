"""System checks of what a kind of content declares: its fields, what its views are counted as, its addresses.

Nothing that staff type may be missing from its Revisions, and no two kinds share a name. Each hint says what to write.
"""

from collections import Counter, defaultdict

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.checks import Error, register

from publishing.kinds import DETAIL_VARIABLES, Kind, all_descriptions, all_kinds
from publishing.models import Publishable

REQUIRED_FIELDS = ("title", "slug")  # what copies, lists and addresses are made of
reserved_counted_as: set[str] = set()  # names that counted figures bear themselves; wired in portal/apps.py


@register
def check_fields(app_configs, **kwargs):
    for model in _published_models():
        yield from field_errors(model)


def _published_models():
    return [model for model in apps.get_models() if issubclass(model, Publishable)]


def _fields(model):
    return [*model._meta.concrete_fields, *model._meta.many_to_many]


def _editable_fields(model):
    return {field.name for field in _fields(model) if field.editable and not field.primary_key}


def field_errors(model):
    """What a model that inherits Publishable says wrongly of its fields."""
    name, names, editable = model.__name__, {field.name for field in _fields(model)}, _editable_fields(model)
    versioned, exceptions = set(model.versioned_fields), set(model.unversioned_fields)
    both = f"{name}.versioned_fields or of {name}.unversioned_fields"
    for field in sorted(editable - versioned - exceptions):
        hint = f'Add "{field}" to {name}.versioned_fields, or to {name}.unversioned_fields if a move or the desk alone '
        yield Error(f"Text typed into {field!r} is kept by no Revision.", f"{hint}sets it.", model, "publishing.E001")
    for field in sorted((versioned | exceptions) - names):
        hint = f'Take "{field}" out of {both}, or write its new name.'
        yield Error(f"There is no field {field!r}.", hint, model, "publishing.E002")
    for field in sorted(versioned & exceptions):
        yield Error(f"{field!r} is both versioned and not.", f'Take "{field}" out of {both}.', model, "publishing.E003")
    for field in REQUIRED_FIELDS:
        if field not in names:
            hint = f'Add it: {name}.title as a LineField, {name}.slug as SlugFromField("title").'
            yield Error(f"A published kind needs a field {field!r}.", hint, model, "publishing.E004")


@register
def check_admin_forms(app_configs, **kwargs):
    for model in _published_models():
        if admin.site.is_registered(model):
            yield from form_errors(model, admin.site.get_model_admin(model))


def form_errors(model, model_admin):
    """Which versioned fields nobody can type into: those that the admin of the model leaves out.

    A field that its form declares itself may stand within the widget of another.
    """
    fieldsets = model_admin.fieldsets or [(None, {"fields": model_admin.fields or model.versioned_fields})]
    shown = {*flatten_fieldsets(fieldsets), *model_admin.form.declared_fields}
    for name in sorted(_editable_fields(model) & set(model.versioned_fields) - shown):
        hint = f'Add "{name}" to the fieldsets of {type(model_admin).__name__}.'
        yield Error(f"No form has the field {name!r}.", hint, model, "publishing.E007")


@register
def check_counted_as(app_configs, **kwargs):
    """Views of two models, or of a model and the site, would be added together."""
    by_name = defaultdict(list)
    for model in apps.get_models():
        if hasattr(model, "counted_as"):
            by_name[model.counted_as].append(model)
    for name, (first, *others) in by_name.items():
        for model in others:
            message = f"{first.__name__} is counted as {name!r} too: their views would be added together."
            proposed = f'{model.__name__}.counted_as = "{model._meta.model_name[:12]}"'
            hint = f"Write another name: {proposed}; it is stored with the views and stays."
            yield Error(message, hint, model, "publishing.E005")
        if name in reserved_counted_as:
            hint = f"Write a name for {first.__name__}.counted_as that is none of {sorted(reserved_counted_as)}."
            yield Error(f"{name!r} is the name of a figure that is counted besides.", hint, first, "publishing.E006")


@register
def check_kinds(app_configs, **kwargs):
    described = {kind.model for kind in all_kinds()}
    for model in _published_models():
        if model not in described:
            hint = f"Register a Kind for it in {model._meta.app_config.name}/kind.py, see publishing/kinds.py."
            yield Error(f"{model._meta.label} is not described as a kind of content.", hint, model, "publishing.E011")
    for kind in all_kinds():
        if kind.list_name and not kind.list_title:
            yield Error("It has a list without a name.", "Set list_title.", kind, "publishing.E012")
        if kind.name in DETAIL_VARIABLES:
            hint = f"Give the model another name: its page's template has {', '.join(DETAIL_VARIABLES)} besides."
            yield Error(f"Its thing would be “{kind.name}” in the template.", hint, kind, "publishing.E015")


@register
def check_addresses(app_configs, **kwargs):
    """Paths are also sections of the sitemap, names are those of addresses: each is there once."""
    descriptions = all_descriptions()
    paths = Counter(description.path for description in descriptions)
    names = Counter(name for description in descriptions for name in _url_names(description))
    for description in descriptions:
        if not description.path or paths[description.path] > 1:
            hint = "Set a path that no other kind or collection has."
            yield Error(f"It has no path of its own: “{description.path}”.", hint, description, "publishing.E013")
        for name in _url_names(description):
            if names[name] > 1:
                hint = "Set another list_name, or give the model another name."
                yield Error(f"Another address is named “{name}”.", hint, description, "publishing.E014")


def _url_names(description):
    names = [description.name, description.list_name if isinstance(description, Kind) else ""]
    return list(filter(None, names))
