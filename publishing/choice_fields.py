"""Form fields for relations: models may import them, they know none."""

from django import forms
from django.core.exceptions import ValidationError

from publishing.bigints import parse_bigint


def is_possible_pk(value):
    """Whether a row may have a key that a form sends; "" stands for none."""
    return value == "" or parse_bigint(str(value)) is not None


class ManyChoiceField(forms.ModelMultipleChoiceField):
    """Several things; a key that no database has room for is a wrong choice and not a failure."""

    def clean(self, value):
        if forged := [key for key in value or [] if not is_possible_pk(key)]:
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": forged[0]})
        return super().clean(value)


class OrderedChoiceField(ManyChoiceField):
    """Several things in the order they were chosen; cleans to a list."""

    def clean(self, value):
        chosen = super().clean(value)
        position = {str(key): index for index, key in enumerate(value or [])}
        return sorted(chosen, key=lambda thing: position[str(self.prepare_value(thing))])
