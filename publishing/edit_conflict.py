"""Two people have the same row open in the admin: the second to save is told, and writes over nothing unseen.

For what keeps no revisions and so has no `version` (see `publishing.lock` for what has one). A form carries a digest
of every value it was opened with; when it is sent, the admin locks the row, reads it again and compares.
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

from publishing import difference
from publishing.fields import OrderedManyToManyField
from publishing.meeting import BELOW_FIELDS, how_to_go_on, last_words_on

DIGEST_CHARACTERS = 16
MARK = re.compile(rf"([0-9]{{1,11}})((?: \w+:[0-9a-f]{{{DIGEST_CHARACTERS}}})*)", re.ASCII)


def digest(value):
    """A short text that is the same for the same JSON value."""
    text = json.dumps(value, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_CHARACTERS]


@dataclass(frozen=True)
class Seen:
    """When a form was opened and the digest of each value it then held; its text travels with the form."""

    at: datetime
    digests: dict

    def __str__(self):
        return " ".join([f"{int(self.at.timestamp())}", *(f"{name}:{value}" for name, value in self.digests.items())])

    @classmethod
    def read(cls, text):
        """What a form sent, or None where no form of ours can have sent it."""
        found = MARK.fullmatch(text)
        if found is None:
            return None
        digests = dict(one.split(":") for one in found[2].split())
        return cls(datetime.fromtimestamp(int(found[1]), UTC), digests)


class EditConflict:
    """What the row of a bound form held when it was opened, what it holds now, and what was typed, field by field.

    `changed_by_others`, `left_alone` (the second had not touched them) and `differing` are names of fields. Where all
    that the others changed was typed alike, nothing is in conflict.
    """

    def __init__(self, form, seen):
        self.form, self.seen = form, seen
        now = form.stored_digests()
        typed = {name: self._typed(name) for name in now}
        unlike = [name for name in now if now[name] != typed[name]]
        self.changed_by_others = [name for name in now if now[name] != seen.digests.get(name)]
        self.left_alone = [name for name in unlike if typed[name] == seen.digests.get(name)]
        self.differing = [name for name in unlike if name not in self.left_alone]
        self._is_one = not set(unlike).isdisjoint(self.changed_by_others)

    def __bool__(self):
        return self._is_one

    def _typed(self, name):
        if name not in self.form.cleaned_data:
            return ""  # refused by itself: unlike anything that can stand there
        value = self.form.cleaned_data[name]
        if getattr(value, "_committed", False):  # no other file was chosen
            return self.seen.digests.get(name)
        return digest(plain(self.form.column(name), value))

    def beside(self):
        """For each differing field both texts, as HTML."""
        return {name: self._both(name) for name in self.differing}

    def _both(self, name):
        column, cleaned = self.form.column(name), self.form.cleaned_data
        return difference.of_both(column, self._theirs(name), plain(column, cleaned[name]) if name in cleaned else None)

    def theirs(self):
        """For each differing field what the row holds, as text."""
        return {name: difference.in_full(self.form.column(name), self._theirs(name)) for name in self.differing}

    def _theirs(self, name):
        return plain(self.form.column(name), self.form.stored(name))

    def sentences(self):
        """What the second is told, in the order of reading."""
        who = last_words_on(self.form.instance, since=self.seen.at)
        told = [
            f"{who}, sau khi bạn mở trang này. Chưa có gì của bạn được lưu.",
            f"Họ đã sửa: {', '.join(map(self._label, self.changed_by_others))}.",
        ]
        if any(isinstance(value, UploadedFile) for value in self.form.cleaned_data.values()):
            told.append("Tệp bạn vừa chọn thì phải chọn lại.")
        left_alone = [str(self.form.column(name).verbose_name) for name in self.left_alone]
        return told + how_to_go_on(left_alone, self.differing, self.form.where_theirs_stands)

    def _label(self, name):
        return self.form.column(name).verbose_name.capitalize()


def plain(column, value):
    """A value of a column as JSON can hold it, the same whether it was stored or typed."""
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


class SeenField(forms.CharField):
    """What a form was opened with; by itself it changes nothing."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class EditConflictForm:
    """Part of a form of the admin: whoever saves over what others have written since is told first.

    As in the form of a published thing (`publishing.forms.PublishableForm`), fields left alone take what the others
    wrote, `beside` shows both texts of each differing field, and saving again is saving over what has been seen. What
    is sent without `version`, as by a script, is saved. What the second is told of a conflict
    stands in `conflict_sentences`.
    """

    where_theirs_stands = BELOW_FIELDS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.beside, self.conflict_sentences = {}, []
        self.fields["version"] = SeenField(required=False)
        for field in self.fields.values():
            field.show_hidden_initial = False  # what has changed is measured by the row, not by what was sent of it
        if self.instance.pk:
            self.initial["version"] = str(Seen(timezone.now(), self.stored_digests()))

    def column(self, name):
        return self._meta.model._meta.get_field(name)

    def compared_fields(self):
        """The names of the fields that this form writes into its row."""
        concrete = {field.name for field in [*self.instance._meta.concrete_fields, *self.instance._meta.many_to_many]}
        own = {self.instance._meta.pk.name}
        return [name for name, field in self.fields.items() if name in concrete - own and not field.disabled]

    def stored(self, name):
        """What the row holds, whatever was typed; of a moment only what its inputs show, seconds left out."""
        field, value = self.fields[name], self.get_initial_for_field(self.fields[name], name)
        is_split = isinstance(field.widget, forms.MultiWidget)
        return field.clean(list(self._parts(field, value).values())) if is_split else value

    def stored_digests(self):
        return {name: digest(plain(self.column(name), self.stored(name))) for name in self.compared_fields()}

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and (sent := self.data.get(self.add_prefix("version"))):
            self._compare(Seen.read(sent))
        return cleaned

    def _compare(self, seen):
        if seen is None:
            self._open_anew()
            raise ValidationError("Chưa lưu: không rõ bạn đã mở bản nào. Hãy xem lại rồi bấm Lưu lần nữa.")
        if conflict := EditConflict(self, seen):
            self._meet(conflict)

    def _meet(self, conflict):
        self._open_anew()
        for name in conflict.left_alone:
            self._show(name)
        self.beside, self.conflict_sentences = conflict.beside(), conflict.sentences()
        raise ValidationError(self.conflict_sentences)

    def _open_anew(self):
        """From now on the form has seen what the row holds."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = self.initial["version"]

    def _show(self, name):
        """Put what the row holds among what was sent, as a browser would have sent it."""
        key = self.add_prefix(name)
        field, value = self.fields[name], self.get_initial_for_field(self.fields[name], name)
        shown = field.prepare_value(value)
        if isinstance(field.widget, forms.MultiWidget):
            self.data.update({f"{key}{suffix}": text for suffix, text in self._parts(field, value).items()})
        elif isinstance(shown, list):
            self.data.setlist(key, [str(pk) for pk in shown])
        elif isinstance(field, forms.BooleanField):
            self.data[key] = "on" if shown else ""
        elif not isinstance(field, forms.FileField):
            is_choice = isinstance(field, forms.ChoiceField)
            self.data[key] = "" if shown is None else str(shown if is_choice else field.widget.format_value(shown))

    def _parts(self, field, value):
        """A value as the inputs of a field of several show it: `{end of the name: text}`."""
        widget = field.widget
        parts = zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True)
        return {suffix: part.format_value(one) or "" for suffix, part, one in parts}


class EditConflictRow(EditConflictForm):
    """The same for one of several rows on a page: one that was left alone is not saved, and takes what is there.

    The other's text stands among the errors of a field, since a list has no other room for it. `stored_name` is what
    the row is called, whatever was typed.
    """

    where_theirs_stands = "bản của họ ghi ngay trên mỗi ô khác nhau"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_left_alone = False
        self.stored_name = ""

    def _meet(self, conflict):
        self.stored_name = str(self.instance)
        for name, text in conflict.theirs().items():
            self.add_error(name, f"Bản của họ: {text}")
        self.is_left_alone = not conflict.differing
        with suppress(ValidationError) if self.is_left_alone else nullcontext():
            super()._meet(conflict)

    def has_changed(self):
        return super().has_changed() and not self.is_left_alone
