"""Form parts for relations that keep their order, and the form of a move."""

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime, AutocompleteSelectMultiple

from publishing.models import Withdrawal
from publishing.workflow import MOVES


class OrderedChoiceField(forms.ModelMultipleChoiceField):
    """Several things in the order they were chosen; cleans to a list."""

    def clean(self, value):
        chosen = super().clean(value)
        position = {str(key): index for index, key in enumerate(value or [])}
        return sorted(chosen, key=lambda thing: position[str(self.prepare_value(thing))])


class OrderedAutocomplete(AutocompleteSelectMultiple):
    """The admin's autocomplete, showing what is chosen in its own order."""

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        position = {key: index for index, key in enumerate(value)}
        for _, options, _ in groups:
            options.sort(key=lambda option: position.get(str(option["value"]), len(position)))
        return groups


class MoveForm(forms.Form):
    """What a move asks for: a reason, a time, or how a withdrawn address answers."""

    note = forms.CharField(label="Lý do", required=False, widget=forms.Textarea(attrs={"rows": 4, "cols": 80}))
    at = forms.SplitDateTimeField(label="Thời điểm đăng", required=False, widget=AdminSplitDateTime)
    withdrawal = forms.ChoiceField(
        label="Cách gỡ", choices=Withdrawal, required=False, initial=Withdrawal.IN_ERROR, widget=forms.RadioSelect
    )
    merged_into = forms.ModelChoiceField(label="Gộp vào", queryset=None, required=False)

    def __init__(self, *args, move, thing, **kwargs):
        super().__init__(*args, **kwargs)
        self.move = MOVES[move]
        if not self.move.needs_time:
            del self.fields["at"]
        if move != "withdraw":
            del self.fields["withdrawal"], self.fields["merged_into"]
        else:
            others = type(thing).objects.published().exclude(pk=thing.pk).newest_first()
            self.fields["merged_into"].queryset = others
            self.fields["merged_into"].widget = forms.NumberInput()
            self.fields["merged_into"].help_text = "Mã số của nội dung đang đăng; chỉ khi gộp."
            self.fields["merged_into"].error_messages["invalid_choice"] = "Không có nội dung đang đăng mang mã số này."
        self.fields["note"].required = self.move.needs_note
        self.fields["note"].help_text = "" if self.move.needs_note else "Có thể để trống."
        if "at" in self.fields:
            self.fields["at"].required = True
            self.fields["at"].help_text = "Giờ Việt Nam, phải ở sau lúc này."

    @property
    def asks(self):
        """Whether the move cannot be made without this form being filled in."""
        return self.move.needs_note or self.move.needs_time

    def arguments(self):
        """The keyword arguments for `workflow.make_move`; empty ones are left to its defaults."""
        return {name: value for name, value in self.cleaned_data.items() if value}
