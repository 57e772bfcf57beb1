"""A focal point of its own for one use of a picture, in place of the picture's own.

The field holds `30-70`, beside the relation to the picture; the picture lists the points for which it has renditions.
"""

import re

from django import forms
from django.core.validators import RegexValidator
from django.db import models

from publishing.bigints import parse_bigint
from publishing.fields import PlainInMigrations

POINT_PATTERN = re.compile(r"(100|[1-9]?[0-9])-(100|[1-9]?[0-9])")


def parse_point(text: str) -> tuple[int, int] | None:
    """The point in `30-70`, in percent from the left and from the top; None for any other text."""
    found = POINT_PATTERN.fullmatch(text or "")
    return (int(found[1]), int(found[2])) if found else None


class FocalPointInput(forms.TextInput):
    """A text input; with a script, the point is chosen on the picture of the field `of`, and its crops are shown."""

    template_name = "media_library/admin/focal_point_input.html"

    class Media:
        css = {"all": ["media_library/library.css"]}
        js = [forms.Script("media_library/focal_point.js", defer=True)]

    def __init__(self, *args, of, **kwargs):
        self.of = of
        super().__init__(*args, **kwargs)

    def get_context(self, name, value, attrs):
        return {**super().get_context(name, value, attrs), "of": self.of}


class FocalPointField(PlainInMigrations, models.CharField):
    """The point around which the picture of the relation `of` is cropped here; "" for the picture's own."""

    migrated_as = "django.db.models.CharField"
    default_validators = [
        RegexValidator(rf"\A{POINT_PATTERN.pattern}\Z", "Viết hai số từ 0 đến 100, ví dụ 30-70, hoặc để trống.")
    ]

    def __init__(self, *args, of="", **kwargs):
        self.of = of
        super().__init__(*args, **{"max_length": 7, "blank": True, "default": "", **kwargs})

    def formfield(self, **kwargs):
        return super().formfield(**{**kwargs, "widget": FocalPointInput(of=self.of)})


def focal_point_fields(model):
    """The focal point fields of a model."""
    return [field for field in model._meta.concrete_fields if isinstance(field, FocalPointField)]


def render_submitted_points(model, sent):
    """Make the renditions for the focal points in a submitted form, before its transaction, since it takes a second.

    If the form is then refused, `media check --sweep` removes the files.
    """
    for field in focal_point_fields(model):
        key, point = sent.get(field.of, ""), sent.get(field.name, "").strip()
        related = model._meta.get_field(field.of).related_model
        if parse_point(point) and (image := related.objects.filter(pk=parse_bigint(key)).first()):
            image.file.render_for_point(point)
