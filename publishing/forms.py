"""The form of a published thing, its parts for relations that keep their order, and the form of a move."""

import re

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime, AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.utils import timezone

from publishing import workflow
from publishing.meeting import TOLD_TO_READERS, Meeting
from publishing.models import Withdrawal
from publishing.revisions import versioned
from publishing.workflow import MOVES
from vietnamese.dates import clock_and_day

KEY = re.compile("[0-9]{0,18}")


class ManyChoiceField(forms.ModelMultipleChoiceField):
    """Several things; a key that no database has room for is a wrong choice and not a failure."""

    def clean(self, value):
        if forged := [key for key in value or [] if not KEY.fullmatch(str(key))]:
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": forged[0]})
        return super().clean(value)


class OrderedChoiceField(ManyChoiceField):
    """Several things in the order they were chosen; cleans to a list."""

    def clean(self, value):
        chosen = super().clean(value)
        position = {str(key): index for index, key in enumerate(value or [])}
        return sorted(chosen, key=lambda thing: position[str(self.prepare_value(thing))])


class _KnownKeys:
    """Part of an autocomplete: shows again what was chosen, and of a forged choice nothing; Django's would fail."""

    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, [key for key in value if KEY.fullmatch(str(key))], attrs)


class Autocomplete(_KnownKeys, AutocompleteSelect):
    """The admin's autocomplete for one thing."""


class ManyAutocomplete(_KnownKeys, AutocompleteSelectMultiple):
    """The admin's autocomplete for several things."""


class OrderedAutocomplete(ManyAutocomplete):
    """The admin's autocomplete, showing what is chosen in its own order."""

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        position = {key: index for index, key in enumerate(value)}
        for _, options, _ in groups:
            options.sort(key=lambda option: position.get(str(option["value"]), len(position)))
        return groups


class PublishableForm(forms.ModelForm):
    """The text of a thing as it is worked on, with the version it was read at and what its revision says of itself.

    Who comes second keeps what they typed: fields they left alone take what the other wrote, `beside` says for each
    other field how theirs differs, and saving again is saving over what they have seen.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label="Sửa vì sao", required=False, max_length=500, help_text="Cho người duyệt và lịch sử; bạn đọc không thấy."
    )
    is_minor = forms.BooleanField(
        label="Sửa nhỏ", required=False, help_text="Lỗi chính tả, dấu câu: bạn đọc không thấy dòng “Cập nhật”."
    )
    correction = forms.CharField(
        label="Đính chính",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Chỗ nào đã sai và sửa lại thế nào: hiện công khai, có ngày, khi bản sửa được đăng.",
    )
    ABOUT_THE_EDIT = ("note", *TOLD_TO_READERS)
    by = None  # who fills it in

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        self.beside, self.conflict_sentences = {}, []
        edit = getattr(self.instance, "open_edit", None)
        if not self.instance.was_out:
            del self.fields["is_minor"], self.fields["correction"]
        elif edit:
            self.initial.update({name: getattr(edit, name) for name in TOLD_TO_READERS})
            self.initial.update(self.instance.relations)
            self.initial.update({lost.field.name: None for lost in self.instance.missing if lost.is_required})

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and cleaned.get("version") != self.instance.version:
            self._meet_the_other(cleaned)
        return cleaned

    def clean_unpublish_at(self):
        end = self.cleaned_data["unpublish_at"]
        if end and end != self.instance.unpublish_at and end <= timezone.now():
            raise ValidationError("Thời điểm tự gỡ phải ở sau lúc này; hoặc để trống nếu không tự gỡ.")
        return end

    def about_the_edit(self):
        """The fields of the Revision that this save writes."""
        return {name: self.cleaned_data[name] for name in self.ABOUT_THE_EDIT if name in self.cleaned_data}

    def relations(self):
        """Ordered relations as `{field: things}`: as chosen here, else as they stand in the open edit."""
        chosen = {column.name: self.cleaned_data.get(column.name) for column in self._relations()}
        kept = getattr(self.instance, "relations", {})
        return kept | {name: list(things) for name, things in chosen.items() if things is not None}

    def _relations(self):
        return [column for column in versioned(self.instance) if column.many_to_many]

    def _meet_the_other(self, cleaned):
        self.data = self.data.copy()
        if cleaned.get("version") is None:
            self.data[self.add_prefix("version")] = self.instance.version
            raise ValidationError("Chưa lưu: không rõ bạn đã mở bản nào. Hãy xem lại rồi bấm Lưu lần nữa.")
        meeting = Meeting(self.instance, cleaned)
        if meeting.is_with_oneself(self.by):
            cleaned["version"] = self.instance.version
            return
        for name in meeting.left_alone:
            self._take_over(name, meeting.theirs.content[name])
        for name, value in meeting.told_left_alone.items():
            self.data[self.add_prefix(name)] = "on" if value is True else value or ""
        self.beside = meeting.beside
        if meeting.may_go_on:
            self.data[self.add_prefix("version")] = self.instance.version
        self.conflict_sentences = meeting.sentences()
        raise ValidationError(self.conflict_sentences)

    def _take_over(self, name, value):
        key, field = self.add_prefix(name), self.fields[name]
        if isinstance(value, list):
            self.data.setlist(key, [str(pk) for pk in value])
        else:
            self.data[key] = field.widget.format_value(getattr(self.instance, name)) if value is not None else ""
        if hasattr(field, "queryset") and not isinstance(value, list):
            self.data[key] = "" if value is None else str(value)


class MoveForm(forms.Form):
    """What a move asks for: a reason, a time, how a withdrawn address answers, or which date what comes again bears."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(label="Lý do", required=False, widget=forms.Textarea(attrs={"rows": 4, "cols": 80}))
    at = forms.SplitDateTimeField(label="Thời điểm đăng", required=False, widget=AdminSplitDateTime)
    withdrawal = forms.ChoiceField(
        label="Cách gỡ", choices=Withdrawal, required=False, initial=Withdrawal.IN_ERROR, widget=forms.RadioSelect
    )
    merged_into = forms.ModelChoiceField(label="Gộp vào", queryset=None, required=False)
    new_date = forms.TypedChoiceField(
        label="Ngày đăng", required=False, initial="", coerce=bool, empty_value=False, widget=forms.RadioSelect
    )

    def __init__(self, *args, move, thing, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.name, self.thing, self.move = move, thing, MOVES[move]
        if self.move.time:
            self.fields["at"].label = self.move.time
            self.fields["at"].required = True
            self.fields["at"].help_text = "Giờ Việt Nam, phải ở sau lúc này."
        else:
            del self.fields["at"]
        if move != "withdraw":
            del self.fields["withdrawal"], self.fields["merged_into"]
        else:
            self.fields["merged_into"].queryset = type(thing).objects.were_out()
            self.fields["merged_into"].widget = forms.NumberInput()
            self.fields["merged_into"].help_text = "Mã số của nội dung đang đăng; chỉ khi gộp."
            self.fields["merged_into"].error_messages["invalid_choice"] = "Không có nội dung đang đăng mang mã số này."
        if workflow.may_renew_date(move, thing, by):
            self.fields["new_date"].choices = [
                ("", f"Giữ ngày cũ, {clock_and_day(timezone.localtime(thing.publish_at))}"),
                ("now", "Lấy ngày giờ lúc đăng lại; nội dung đứng đầu các danh sách như mới đăng"),
            ]
        else:
            del self.fields["new_date"]
        self.fields["note"].required = self.move.needs_note
        self.fields["note"].help_text = "" if self.move.needs_note else "Có thể để trống."

    @property
    def asks(self):
        """Whether the form is to be shown before the move is made: something must be filled in, or may be chosen."""
        return bool(self.move.needs_note or self.move.time or "new_date" in self.fields)

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            given = {name: value for name, value in self.arguments().items() if name not in {"version", "new_date"}}
            workflow.check(self.name, self.thing, **given)
        return cleaned

    def act(self):
        """The words of the button: the act, and with it the time where one was chosen."""
        at = self.cleaned_data.get("at") if self.is_bound and self.is_valid() else None
        if at is None:
            return self.move.label
        verb = "Đăng" if self.move.target else "Tự gỡ"
        return f"{verb} lúc {clock_and_day(timezone.localtime(at))}"

    def go_on_from(self, version):
        """Let the same be sent again by somebody who has been told that the thing has changed meanwhile."""
        self.data = {**self.data.dict(), "version": version}

    def arguments(self):
        """The keyword arguments for `workflow.make_move`; empty ones are left to its defaults."""
        return {name: value for name, value in self.cleaned_data.items() if value}
