"""The form of a published thing, the autocompletes for its relations, and the form of a move."""

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime, AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property

from publishing import workflow
from publishing.choice_fields import is_possible_pk
from publishing.confirmations import confirmations
from publishing.dates import clock_and_day
from publishing.edit_conflict import PUBLIC_EDIT_FIELDS, EditConflict
from publishing.kinds import of as kind_of
from publishing.models import State, Withdrawal, versioned_columns
from publishing.thing_choice import PublishedThingField, written

CONFIRMED = "confirmation_"  # begins the names of the boxes to be ticked
UNCONFIRMED = {"required": "Hãy đánh dấu ô này nếu đúng, hoặc quay lại để sửa."}


class _ValidKeysMixin:
    """Mixin of an autocomplete: renders the chosen things and ignores forged choices, for which Django's raises.

    With `data-add-address` it offers to add a row of the name that is typed.
    """

    @property
    def media(self):
        return super().media + forms.Media(js=[forms.Script("publishing/adding_by_name.js", defer=True)])

    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, [key for key in value if is_possible_pk(key)], attrs)


class Autocomplete(_ValidKeysMixin, AutocompleteSelect):
    """The admin's autocomplete for one thing."""


class ManyAutocomplete(_ValidKeysMixin, AutocompleteSelectMultiple):
    """The admin's autocomplete for several things."""


class OrderedAutocomplete(ManyAutocomplete):
    """The admin's autocomplete, showing what is chosen in its own order, which can be changed."""

    @property
    def media(self):
        return super().media + forms.Media(js=[forms.Script("publishing/ordering.js", defer=True)])

    def build_attrs(self, base_attrs, extra_attrs=None):
        return {**super().build_attrs(base_attrs, extra_attrs), "data-ordered": ""}

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        position = {key: index for index, key in enumerate(value)}
        for _, options, _ in groups:
            options.sort(key=lambda option: position.get(str(option["value"]), len(position)))
        return groups


class PublishableForm(forms.ModelForm):
    """The working text of a thing, with the version it was read at and the fields of its Revision.

    If somebody else has saved meanwhile, nothing typed is lost: fields left unchanged take the other's text,
    `differences_html` shows for each other field how theirs differs, and a second save overwrites what has been shown.
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
    ABOUT_THE_EDIT = ("note", *PUBLIC_EDIT_FIELDS)
    by = None  # the user who fills it in

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        self.differences_html, self.conflict_sentences = {}, []
        self._begin_at_title()
        self._let_draft_be_incomplete()
        edit = getattr(self.instance, "open_edit", None)
        if not self.instance.was_out:
            del self.fields["is_minor"], self.fields["correction"]
        elif edit:
            self.initial.update({name: getattr(edit, name) for name in PUBLIC_EDIT_FIELDS})
            self.initial.update(self.instance.relations)
            self.initial.update({lost.field.name: None for lost in self.instance.missing if lost.is_required})

    def _begin_at_title(self):
        if self.instance._state.adding and not self.is_bound and "title" in self.fields:
            self.fields["title"].widget.attrs["autofocus"] = True

    def _let_draft_be_incomplete(self):
        """A draft is saved with nothing but a title; what others are to read must be complete."""
        for name in self._waiting_fields() if self.instance.state == State.DRAFT else ():
            self.fields[name].required = False
            self.fields[name].help_text = "Bản nháp để trống được; phải chọn trước khi gửi duyệt."

    def _waiting_fields(self):
        """The names of the fields of this form that a draft may lack."""
        return [name for name in kind_of(self._meta.model).required_fields if name in self.fields]

    def clean(self):
        cleaned = super().clean()
        move = workflow.MOVES.get(self.data.get("_move", ""))
        for name in self._waiting_fields() if move and move.is_checked else ():
            if cleaned.get(name) is None and name not in self.errors:
                label = self.fields[name].label.lower()
                self.add_error(name, f"Hãy chọn {label} trước khi {move.label.lower()}.")
        if self.instance.pk and cleaned.get("version") != self.instance.version:
            self._handle_conflict(cleaned)
        self._refuse_unversioned_changes()
        return cleaned

    def _refuse_unversioned_changes(self):
        """A live text is written to a Revision alone: what none keeps is given back, not said to be saved."""
        fields = [*self.instance._meta.concrete_fields, *self.instance._meta.many_to_many]
        unversioned = {field.name for field in fields if field.editable} - set(self.instance.versioned_fields)
        for name in unversioned.intersection(self.changed_data) if self.instance.was_out else ():
            self.add_error(
                name,
                "Chưa lưu gì: nội dung đã ra mắt bạn đọc, mà mục này không có trong các bản lưu nên không sửa được "
                "nữa. Hãy chép lại chỗ vừa sửa, để mục này như cũ rồi bấm Lưu lần nữa, và báo người quản trị.",
            )

    def clean_unpublish_at(self):
        end = self.cleaned_data["unpublish_at"]
        if end and end != self.instance.unpublish_at and end <= timezone.now():
            raise ValidationError("Thời điểm tự gỡ phải ở sau lúc này; hoặc để trống nếu không tự gỡ.")
        return end

    def edit_field_values(self):
        """The fields of the Revision that this save writes."""
        return {name: self.cleaned_data[name] for name in self.ABOUT_THE_EDIT if name in self.cleaned_data}

    def relations(self):
        """Ordered relations as `{field: things}`: as chosen here, else as in the open edit."""
        chosen = {column.name: self.cleaned_data.get(column.name) for column in self._relations()}
        kept = getattr(self.instance, "relations", {})
        return kept | {name: list(things) for name, things in chosen.items() if things is not None}

    def _relations(self):
        return [column for column in versioned_columns(self.instance) if column.many_to_many]

    def _handle_conflict(self, cleaned):
        self.data = self.data.copy()
        if cleaned.get("version") is None:
            self.data[self.add_prefix("version")] = self.instance.version
            raise ValidationError("Chưa lưu: không rõ bạn đã mở bản nào. Hãy xem lại rồi bấm Lưu lần nữa.")
        conflict = EditConflict(self.instance, cleaned)
        if conflict.is_own_resubmission(self.by):
            cleaned["version"] = self.instance.version
            return
        for name in conflict.auto_merged:
            self._take_theirs(name, conflict.theirs.content[name])
        for name, value in conflict.auto_merged_edit_fields.items():
            self.data[self.add_prefix(name)] = "on" if value is True else value or ""
        self.differences_html = conflict.differences_html
        if conflict.can_save_again:
            self.data[self.add_prefix("version")] = self.instance.version
        self.conflict_sentences = conflict.sentences(self.by)
        raise ValidationError(self.conflict_sentences)

    def _take_theirs(self, name, value):
        key, field = self.add_prefix(name), self.fields[name]
        if isinstance(value, list):
            self.data.setlist(key, [str(pk) for pk in value])
        else:
            self.data[key] = field.widget.format_value(getattr(self.instance, name)) if value is not None else ""
        if hasattr(field, "queryset") and not isinstance(value, list):
            self.data[key] = "" if value is None else str(value)


class ShownFindings(forms.Field):
    """That the findings were listed beside the button that was pressed: sent by it, and printed anew each time."""

    widget = forms.HiddenInput

    def __init__(self, digest):
        super().__init__(initial=digest, required=False)

    def bound_data(self, data, initial):
        return initial

    def clean(self, value):
        if value != self.initial:
            raise ValidationError("Hãy xem những điều nên sửa ở trên.")
        return value


def _confirmation_field(asked):
    if asked.findings:
        return ShownFindings(asked.digest)
    return forms.BooleanField(label=asked.sentence, help_text=asked.advice, error_messages=UNCONFIRMED)


class MoveForm(forms.Form):
    """The arguments of a move: a reason, a time, the answer of a withdrawn address, the date of a republication."""

    required_css_class = "required"
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(label="Lý do", required=False, widget=forms.Textarea(attrs={"rows": 4, "cols": 80}))
    at = forms.SplitDateTimeField(label="Thời điểm đăng", required=False, widget=AdminSplitDateTime)
    withdrawal = forms.ChoiceField(
        label="Cách gỡ", choices=Withdrawal, required=False, initial=Withdrawal.IN_ERROR, widget=forms.RadioSelect
    )
    merged_into = PublishedThingField(
        label="Gộp vào",
        required=False,
        max_length=500,
        help_text="Chỉ khi gộp: gõ vài chữ của tiêu đề, địa chỉ hay mã số.",
    )
    new_date = forms.TypedChoiceField(
        label="Ngày đăng", required=False, initial="", coerce=bool, empty_value=False, widget=forms.RadioSelect
    )

    def __init__(self, *args, move, thing, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.name, self.thing, self.move = move, thing, workflow.MOVES[move]
        if self.move.time:
            self._ask_for_time()
        else:
            del self.fields["at"]
        if move != "withdraw":
            del self.fields["withdrawal"], self.fields["merged_into"]
        else:
            self.fields["merged_into"].set_source(thing)
        if workflow.may_set_new_date(move, thing, by):
            self.fields["new_date"].choices = [
                ("", f"Giữ ngày cũ, {clock_and_day(thing.publish_at)}"),
                ("now", "Lấy ngày giờ lúc đăng lại; nội dung đứng đầu các danh sách như mới đăng"),
            ]
        else:
            del self.fields["new_date"]
        self.confirmations = confirmations(move, thing)
        for number, asked in enumerate(self.confirmations):
            name = f"{CONFIRMED}{'checklist' if asked.findings else number}"
            self.fields[name] = _confirmation_field(asked)
        self.fields["note"].required = self.move.needs_note
        self.fields["note"].help_text = "" if self.move.needs_note else "Có thể để trống."

    def _ask_for_time(self):
        field, is_return = self.fields["at"], self.name == "schedule" and self.thing.was_out
        field.label, field.required = self.move.time, True
        field.help_text = (
            f"Giờ Việt Nam, phải {'đã qua' if self.move.is_past else 'ở sau lúc này'}; viết 17:30 hay 17h30."
        )
        if is_return:
            field.help_text += " Đến lúc ấy địa chỉ vẫn trả lời như đã gỡ; bạn đọc thấy ngày đăng là giờ này."
        if self.move.is_past:
            field.initial = self.thing.publish_at

    @property
    def fits_dialog(self):
        """Whether a reason and confirmations are all that it asks for, so that the form of the thing can ask them."""
        return not {"at", "withdrawal", "new_date"} & self.fields.keys()

    @property
    def needs_input(self):
        """Whether the form is shown before the move is made: something must be filled in, or may be chosen."""
        return bool(self.move.needs_note or self.move.time or "new_date" in self.fields or self.confirmations)

    def raise_errors(self):
        """Raise ValidationError with what is wrong, whatever it is."""
        if self.errors:
            raise ValidationError([sentence for sentences in self.errors.values() for sentence in sentences])

    def clean(self):
        cleaned = super().clean()
        self._name_what_was_found()
        if not self.errors:
            given = {name: value for name, value in self.arguments().items() if name not in {"version", "new_date"}}
            workflow.check_arguments(self.name, self.thing, **given)
        return cleaned

    def _name_what_was_found(self):
        """Write exactly what a loosely typed title was taken for: the next press confirms it."""
        for error in self.errors.as_data().get("merged_into", []):
            if error.code == PublishedThingField.UNSURE:
                self.data = self.data.copy()
                self.data["merged_into"] = written(error.params["thing"])

    @cached_property
    def errors_to_mend(self):
        """What the checklist finds that stops the move: while there is any, the page has no button for it."""
        return workflow.text_errors(self.name, self.thing)

    @property
    def findings(self):
        """What the checklist has found: errors first, then the warnings that the button confirms."""
        return [*self.errors_to_mend, *(one for asked in self.confirmations for one in asked.findings)]

    def button_label(self):
        """The label of the button: the move, and the time where one was chosen."""
        at = self.cleaned_data.get("at") if self.is_bound and self.is_valid() else None
        if at is None:
            return f"Vẫn {self.move.label.lower()}" if self.findings else self.move.label
        return f"{self.move.verb} lúc {clock_and_day(at)}"

    def resubmit_from(self, version):
        """Let a user who was told that the thing has changed meanwhile send the same form again."""
        self.data = {**self.data.dict(), "version": version}

    def arguments(self):
        """The keyword arguments for `workflow.make_move`; empty ones are left to its defaults."""
        given = {name: value for name, value in self.cleaned_data.items() if not name.startswith(CONFIRMED)}
        return {name: value for name, value in given.items() if value}
