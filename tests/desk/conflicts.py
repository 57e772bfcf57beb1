"""Every kind of row that the admin changes and that keeps no revisions, and something else to write into each field."""

import re
from datetime import timedelta
from functools import partial

from django.contrib import admin
from django.db import models
from django.test import RequestFactory

from portal.accounts.models import User
from publishing.admin import PublishableAdmin
from publishing.submissions import CONTROL_FIELDS
from tests import factories
from tests.desk.forms import opened

FACTORIES = {  # others are called as their models are, and make what may be saved as it stands
    "SiteSettings": factories.make_settings,
    "MenuItem": partial(factories.make_menu_item, place=""),
    "Image": partial(factories.make_image, alt="Người dân đi bỏ phiếu"),
}

NEEDED = {("MenuItem", "parent"): {"place": "home"}}  # by a constraint, with something in that field


def request_of_superuser():
    request = RequestFactory().get("/admin/")
    request.user = User(is_superuser=True)
    return request


def has_change_form(model, model_admin):
    return model_admin.has_change_permission(request_of_superuser()) and any(
        str(route.name).endswith(f"_{model._meta.model_name}_change") for route in model_admin.get_urls()
    )


KINDS = [
    model
    for model, each in admin.site._registry.items()
    if not isinstance(each, PublishableAdmin) and has_change_form(model, each)
]


def make(model, *, with_room_for=""):
    name = re.sub("(?<!^)(?=[A-Z])", "_", model.__name__).lower()
    factory = FACTORIES.get(model.__name__) or getattr(factories, f"make_{name}")
    return factory(**NEEDED.get((model.__name__, with_room_for), {}))


def columns(model):
    """The columns and relations that the form of a kind writes."""
    names = admin.site._registry[model].get_form(request_of_superuser(), model(pk=1), change=True).base_fields
    found = [model._meta.get_field(name) for name in names]
    return [column for column in found if column.name != "password"]


FIELDS = [(model, column.name) for model in KINDS for column in columns(model)]


def main_field(model):
    """A field of a kind that takes a word or, where there is none, a number; and what two people write into it."""
    texts = [one for one in columns(model) if isinstance(one, models.CharField) and not one.choices]
    if texts:
        return texts[0].name, "Chữ-của-người-kia", "Chữ-của-tôi"
    return next(one.name for one in columns(model) if isinstance(one, models.IntegerField)), 71, 72


def written_by_another(thing, name):
    """Write something else into a field of a row, past its form."""
    column = thing._meta.get_field(name)
    value = something_else(column, getattr(thing, name))
    if column.many_to_many:
        getattr(thing, name).set([value])
    else:
        type(thing)._base_manager.filter(pk=thing.pk).update(**{name: value})


def something_else(column, value):
    if column.remote_field:
        return make(column.related_model) if column.related_model in {*KINDS} else _named(column.related_model)
    if isinstance(column, models.BooleanField):
        return not value
    if column.choices:
        return next(key for key, _ in column.flatchoices if key and key != value)
    if isinstance(column, models.IntegerField):
        return (value or 0) + 1
    if isinstance(column, models.DateField):
        return (value or factories.timezone.now()) + timedelta(days=1)
    return "https://khac.vn/" if "url" in column.name else f"khac-{column.name}"


def _named(model):
    if model.__name__ == "Group":
        return model.objects.create(name="Vai khác")
    return make(model)


def shown(client, thing):
    """What the form of a thing shows now, as `Fields` reads it, without what is of this form alone."""
    return told(opened(client, thing))


def told(values):
    return {name: value for name, value in values.items() if name not in {"version", *CONTROL_FIELDS}}
