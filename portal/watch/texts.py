"""The texts that readers get: of every row that is public now, the columns that people write."""

from django.apps import apps
from django.contrib import admin
from django.db import models

from publishing.models import Announced, Publishable

ROWS_AT_A_TIME = 200


def published_models():
    return [model for model in apps.get_models() if issubclass(model, Publishable)]


def row_models():
    """The models whose rows staff write and are public at once: links, menu, announcements, tags, pictures …"""
    written = [model for model in apps.get_models() if admin.site.is_registered(model)]
    return [model for model in written if issubclass(model, Announced) and not issubclass(model, Publishable)]


def written_columns(model):
    """The columns of text that people write."""
    versioned = getattr(model, "versioned_fields", ())
    texts = (models.CharField, models.TextField)
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, texts) and (field.editable or field.name in versioned) and not field.choices
    ]


def live_rows(model):
    """The rows of a model that readers may get, a few at a time."""
    rows = model._base_manager.order_by("pk")
    if issubclass(model, Publishable):
        rows = model.objects.reachable().order_by("pk")
    return rows.iterator(ROWS_AT_A_TIME)


def live_texts():
    """Every text that readers may get, as `(row, text)`; columns of one row together, one a line."""
    for model in (*published_models(), *row_models()):
        columns = [field.attname for field in written_columns(model)]
        for row in live_rows(model) if columns else ():
            yield row, row_text(row, columns)


def row_text(row, columns):
    return "\n".join(str(value) for name in columns if (value := getattr(row, name)))
