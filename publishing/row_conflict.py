"""Edit conflicts of rows that have no revisions: the second to save never overwrites a change that they have not seen.

Such rows have no `version` (see `publishing.lock` for those that have one). The form carries a digest of each value it
was opened with; when it is sent, the admin locks the row, reads it again and compares.
"""

import hashlib
import json
import re
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import FileField
from django.utils import timezone
from django.utils.functional import cached_property

from publishing import difference
from publishing.edit_conflict import BELOW_FIELDS, last_change, merge_instructions, name_of_theirs, opening_sentences
from publishing.fields import OrderedManyToManyField

DIGEST_CHARACTERS = 16
SNAPSHOT_PATTERN = re.compile(rf"([0-9]{{1,11}})((?: \w+:[0-9a-f]{{{DIGEST_CHARACTERS}}})*)", re.ASCII)


def digest(value):
    """A short text that is the same for the same JSON value."""
    text = json.dumps(value, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_CHARACTERS]


@dataclass(frozen=True)
class RowSnapshot:
    """When a form was opened, and the digest of each value it then held; sent with the form as text."""

    at: datetime
    digests: dict

    def __str__(self):
        return " ".join([f"{int(self.at.timestamp())}", *(f"{name}:{value}" for name, value in self.digests.items())])

    @classmethod
    def read(cls, text):
        """Parse the text that a form sent; None where no form of ours can have sent it."""
        found = SNAPSHOT_PATTERN.fullmatch(text)
        if found is None:
            return None
        digests = dict(one.split(":") for one in found[2].split())
        return cls(datetime.fromtimestamp(int(found[1]), UTC), digests)


class RowConflict:
    """The values of a bound form's row when it was opened, now, and as typed, field by field.

    `changed_by_others`, `auto_merged` (not changed by the second editor) and `differing` are names of fields. Where
    everything that the others changed was typed identically, nothing is in conflict.
    """

    def __init__(self, form, seen):
        self.form, self.seen = form, seen
        now = form.stored_digests()
        typed = {name: self._typed(name) for name in now}
        unlike = [name for name in now if now[name] != typed[name]]
        self.changed_by_others = [name for name in now if now[name] != seen.digests.get(name)]
        self.auto_merged = [name for name in unlike if typed[name] == seen.digests.get(name)]
        self.differing = [name for name in unlike if name not in self.auto_merged]
        self._is_conflict = not set(unlike).isdisjoint(self.changed_by_others)

    def __bool__(self):
        return self._is_conflict

    @cached_property
    def _change(self):
        return last_change(self.form.instance, since=self.seen.at)

    @property
    def _by(self):
        return getattr(self.form, "by", None)

    @property
    def name_of_theirs(self):
        """What the text that is stored now is called."""
        return name_of_theirs(self._change, self._by)

    def _typed(self, name):
        if name not in self.form.cleaned_data:
            return ""  # a field that failed validation never equals the stored value
        value = self.form.cleaned_data[name]
        if getattr(value, "_committed", False):  # no new file was chosen
            return self.seen.digests.get(name)
        return digest(json_value(self.form.column(name), value))

    def differences_html(self):
        """For each differing field both texts, as HTML."""
        return {name: self._both_texts(name) for name in self.differing}

    def _both_texts(self, name):
        column, cleaned = self.form.column(name), self.form.cleaned_data
        typed = json_value(column, cleaned[name]) if name in cleaned else None
        return difference.theirs_and_difference(column, self._theirs(name), typed, self.name_of_theirs)

    def theirs(self):
        """For each differing field the row's value, as text."""
        return {name: difference.full_value(self.form.column(name), self._theirs(name)) for name in self.differing}

    def _theirs(self, name):
        return json_value(self.form.column(name), self.form.stored(name))

    def sentences(self):
        """The message for the second editor, in order."""
        told = opening_sentences(self._change, [self._label(name) for name in self.changed_by_others], by=self._by)
        if any(isinstance(value, UploadedFile) for value in self.form.cleaned_data.values()):
            told.append("Tệp bạn vừa chọn thì phải chọn lại.")
        auto_merged = [str(self.form.column(name).verbose_name) for name in self.auto_merged]
        where = self.form.their_text_location
        return told + merge_instructions(auto_merged, self.differing, where, theirs=self.name_of_theirs)

    def _label(self, name):
        return self.form.column(name).verbose_name.capitalize()


def json_value(column, value):
    """The JSON value of a column, the same whether it was stored or typed."""
    if column.many_to_many:
        pks = [one.pk for one in value or ()]
        return pks if isinstance(column, OrderedManyToManyField) else sorted(pks)
    if column.remote_field:
        return getattr(value, "pk", value) or ""
    if isinstance(column, FileField):
        return value.name if value else ""
    value = "" if value is None else value and column.to_python(value)
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return value.astimezone(UTC) if isinstance(value, datetime) else value


class RowSnapshotField(forms.CharField):
    """The RowSnapshot of a form; never a change by itself."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class RowConflictForm:
    """Mixin of an admin form: whoever would overwrite what others have changed since is warned first.

    As in the form of a published thing (`publishing.forms.PublishableForm`), fields that the second editor did not
    change take the others' values, `differences_html` shows both texts of each differing field, and saving again
    overwrites what was shown. A form sent without `version`, as by a script, is saved. `conflict_sentences` is the
    message for the second editor.
    """

    their_text_location = BELOW_FIELDS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.differences_html, self.conflict_sentences = {}, []
        self.fields["version"] = RowSnapshotField(required=False)
        for field in self.fields.values():
            field.show_hidden_initial = False  # a change is measured against the row, not against a sent initial value
        if self.instance.pk:
            self.initial["version"] = str(RowSnapshot(timezone.now(), self.stored_digests()))

    def column(self, name):
        return self._meta.model._meta.get_field(name)

    def compared_fields(self):
        """The names of the fields that this form writes into its row."""
        concrete = {field.name for field in [*self.instance._meta.concrete_fields, *self.instance._meta.many_to_many]}
        own = {self.instance._meta.pk.name}
        return [name for name, field in self.fields.items() if name in concrete - own and not field.disabled]

    def stored(self, name):
        """The row's value, whatever was typed; of a moment only what its inputs show, without seconds."""
        field, value = self.fields[name], self.get_initial_for_field(self.fields[name], name)
        is_split = isinstance(field.widget, forms.MultiWidget)
        return field.clean(list(self._input_values(field, value).values())) if is_split else value

    def stored_digests(self):
        return {name: digest(json_value(self.column(name), self.stored(name))) for name in self.compared_fields()}

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and (sent := self.data.get(self.add_prefix("version"))):
            self._compare(RowSnapshot.read(sent))
        return cleaned

    def _compare(self, seen):
        if seen is None:
            self._refresh_snapshot()
            raise ValidationError("Chưa lưu: không rõ bạn đã mở bản nào. Hãy xem lại rồi bấm Lưu lần nữa.")
        if conflict := RowConflict(self, seen):
            self._handle_conflict(conflict)

    def _handle_conflict(self, conflict):
        self._refresh_snapshot()
        for name in conflict.auto_merged:
            self._refill(name)
        self.differences_html, self.conflict_sentences = conflict.differences_html(), conflict.sentences()
        raise ValidationError(self.conflict_sentences)

    def _refresh_snapshot(self):
        """Set the form's snapshot to the row's present values."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = self.initial["version"]

    def _refill(self, name):
        """Replace the sent value by the row's value, as a browser would have sent it."""
        key = self.add_prefix(name)
        field, value = self.fields[name], self.get_initial_for_field(self.fields[name], name)
        shown = field.prepare_value(value)
        if isinstance(field.widget, forms.MultiWidget):
            self.data.update({f"{key}{suffix}": text for suffix, text in self._input_values(field, value).items()})
        elif isinstance(shown, list):
            self.data.setlist(key, [str(pk) for pk in shown])
        elif isinstance(field, forms.BooleanField):
            self.data[key] = "on" if shown else ""
        elif not isinstance(field, forms.FileField):
            is_choice = isinstance(field, forms.ChoiceField)
            self.data[key] = "" if shown is None else str(shown if is_choice else field.widget.format_value(shown))

    def _input_values(self, field, value):
        """A value as the inputs of a MultiWidget show it: `{suffix of the name: text}`."""
        widget = field.widget
        parts = zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True)
        return {suffix: part.format_value(one) or "" for suffix, part, one in parts}


class RowConflictListForm(RowConflictForm):
    """The same for a row of a list: a row whose typed values do not differ is not saved and shows the stored values.

    The other's text is shown among the errors of a field, since a list has no other space for it. `stored_name` is the
    name of the stored row, whatever was typed.
    """

    their_text_location = "{theirs} ghi ngay trên mỗi ô khác nhau"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_auto_merged = False
        self.stored_name = ""

    def _handle_conflict(self, conflict):
        self.stored_name = str(self.instance)
        called = conflict.name_of_theirs
        for name, text in conflict.theirs().items():
            self.add_error(name, f"{called[:1].upper()}{called[1:]}: {text}")
        self.is_auto_merged = not conflict.differing
        with suppress(ValidationError) if self.is_auto_merged else nullcontext():
            super()._handle_conflict(conflict)

    def has_changed(self):
        return super().has_changed() and not self.is_auto_merged
