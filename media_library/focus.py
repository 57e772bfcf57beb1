"""A picture cut otherwise in one use of it: around a point of interest that is not its own.

The use keeps the point, `30-70`, beside the picture it names; the picture keeps for which points it has been cut.
"""

import re

from django import forms
from django.core.validators import RegexValidator
from django.db import models

POINT = re.compile(r"(100|[1-9]?[0-9])-(100|[1-9]?[0-9])")
KEY = re.compile("[1-9][0-9]{0,17}")


def point_in(text: str) -> tuple[int, int] | None:
    """The point that `30-70` names, in percent from the left and from the top; None for any other text."""
    found = POINT.fullmatch(text or "")
    return (int(found[1]), int(found[2])) if found else None


class FocusInput(forms.TextInput):
    """The point typed; with a script, chosen on the picture that the field `of` names, its crops shown at once."""

    template_name = "media_library/admin/focus_input.html"

    class Media:
        css = {"all": ["media_library/library.css"]}
        js = [forms.Script("media_library/focus.js", defer=True)]

    def __init__(self, *args, of, **kwargs):
        self.of = of
        super().__init__(*args, **kwargs)

    def get_context(self, name, value, attrs):
        return {**super().get_context(name, value, attrs), "of": self.of}


class FocusField(models.CharField):
    """The point around which the picture of the relation `of` is cut in this use; "" for the picture's own."""

    default_validators = [
        RegexValidator(rf"\A{POINT.pattern}\Z", "Viết hai số từ 0 đến 100, ví dụ 30-70, hoặc để trống.")
    ]

    def __init__(self, *args, of="", **kwargs):
        self.of = of
        super().__init__(*args, **{"max_length": 7, "blank": True, "default": "", **kwargs})

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**{**kwargs, "widget": FocusInput(of=self.of)})


def focus_fields(model):
    """The fields of a model that say how its pictures are cut in it."""
    return [field for field in model._meta.concrete_fields if isinstance(field, FocusField)]


def cut_what_is_sent(model, sent):
    """Cut the pictures that a form names around the points it gives, where that has not been done yet.

    Before the transaction in which it is saved, since it takes a second; a form that is refused leaves files behind
    that are swept.
    """
    for field in focus_fields(model):
        key, point = sent.get(field.of, ""), sent.get(field.name, "").strip()
        related = model._meta.get_field(field.of).related_model
        if point_in(point) and KEY.fullmatch(key) and (image := related.objects.filter(pk=key).first()):
            image.file.cut_for(point)
