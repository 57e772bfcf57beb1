"""What the admin of everything that staff keep shares: whatever is done there stands in the record.

Django's own log is not written. What a Revision keeps is not told again. What a form did not offer is refused.
"""

import copy
import re
from functools import partial, wraps

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR, IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.forms import BaseModelFormSet
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from publishing import submissions
from publishing.fields import OrderedManyToManyField
from publishing.forms import Autocomplete, ManyAutocomplete, ManyChoiceField, OrderedAutocomplete, OrderedChoiceField
from publishing.record import record
from vietnamese.dates import clock_and_day

SECRET = {"password"}
ATTEMPTS = 3  # somebody else may take the same name at the same moment
FORGED_ROWS = "Biểu mẫu gửi kèm dòng không có ở đây. Chưa lưu gì; hãy tải lại trang rồi sửa lại."
KEY = re.compile("[0-9]{1,18}")
ROW = re.compile("^form-[0-9]+-")  # of a list whose rows are edited in place
PART = re.compile("_[0-9]$")  # of a field of several inputs
OF_THE_FORM = {"version"}  # names of columns that a form may send of itself


class StrictForm:
    """A form of the admin that says so when something was sent that it does not ask; `by` is who fills it in.

    `as_stored` is the thing before anything that was typed has been put into it.
    `saved_before` is the Submission of a form that has made its thing already and was then typed in again.
    """

    by = saved_before = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.as_stored = copy.copy(self.instance)

    def clean(self):
        if self.saved_before and not self.instance.pk:
            moment = clock_and_day(timezone.localtime(self.saved_before.at))
            self.add_error(
                None,
                f"Biểu mẫu này đã được lưu lúc {moment}; sau đó chữ trong các ô đã đổi khác. Nếu muốn sửa mục đã lưu, "
                "hãy mở mục ấy trong danh sách; nếu muốn có thêm một mục nữa, hãy bấm Lưu lần nữa.",
            )
        fields = [*self._meta.model._meta.concrete_fields, *self._meta.model._meta.many_to_many]
        sent = {*self.data, *(PART.sub("", name) for name in self.data)} - {*self.fields, *OF_THE_FORM}
        if forged := [field.verbose_name for field in fields if field.name in sent]:
            self.add_error(
                None,
                f"Biểu mẫu gửi kèm mục không được sửa ở đây: {', '.join(map(str, forged))}. Chưa lưu gì; "
                "hãy tải lại trang rồi sửa lại.",
            )
        return super().clean()


def possible_keys_alone(view):
    """A view of the admin that answers in words when it is sent a key that no row can have; people never send one."""

    @wraps(view)
    def answer(self, request, *args, **kwargs):
        fields = {field.name for field in self.opts.get_fields() if field.is_relation} | {"id", ACTION_CHECKBOX_NAME}
        sent = [(name, key) for name, keys in request.POST.lists() if ROW.sub("", name) in fields for key in keys]
        if all(KEY.fullmatch(key) or (not key and name != ACTION_CHECKBOX_NAME) for name, key in sent):
            return view(self, request, *args, **kwargs)
        self.message_user(request, "Biểu mẫu gửi một lựa chọn không thể có. Chưa làm gì cả.", messages.ERROR)
        return HttpResponseRedirect(request.get_full_path())

    return answer


class EditOnlyFormSet(BaseModelFormSet):
    """Forms for rows that exist: whatever the browser counts, a form for any other row is refused.

    `conflicts` are those over whose row somebody else has written meanwhile; `has_errors` says that anything else is
    wrong, which is said in other words.
    """

    @property
    def conflicts(self):
        return [form for form in self.forms if getattr(form, "conflict_sentences", ())]

    @property
    def has_errors(self):
        return any(form.errors for form in self.forms if form not in self.conflicts) or bool(self.non_form_errors())

    @property
    def errors(self):
        """What pages call errors; a conflict is none, though nothing is saved (`is_valid` asks each form)."""
        errors = super().errors
        return errors if self.has_errors else []

    def clean(self):
        if any(form.instance._state.adding for form in self.forms):
            raise ValidationError(FORGED_ROWS)
        super().clean()


class BoundedChangeList(ChangeList):
    """A list that takes a moment or number no column can hold as Django takes any other filter that cannot be."""

    def get_filters(self, request):
        return self._within_bounds(super().get_filters, request)

    def get_queryset(self, request, exclude_parameters=None):
        return self._within_bounds(partial(super().get_queryset, exclude_parameters=exclude_parameters), request)

    def get_results(self, request):
        return self._within_bounds(super().get_results, request)

    def _within_bounds(self, ask, request):
        try:
            return ask(request)
        except (ArithmeticError, ValueError, DataError) as error:
            if self.get_filters_params():
                raise IncorrectLookupParameters(error) from error
            raise


class RecordedAdmin(admin.ModelAdmin):
    object_history_template = "publishing/admin/record_of.html"

    def get_changelist(self, request, **kwargs):
        return BoundedChangeList

    def get_object(self, request, object_id, from_field=None):
        return super().get_object(request, object_id, from_field or None)  # a forged form names a field of no name

    def get_form(self, request, obj=None, change=False, **kwargs):  # noqa: FBT002 -- Django's own
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form)(
            form.__name__,
            (StrictForm, form),
            {"by": request.user, "saved_before": getattr(request, "saved_before", None)},
        )

    @possible_keys_alone
    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, extra_context)

    def get_changelist_formset(self, request, **kwargs):
        return super().get_changelist_formset(request, formset=EditOnlyFormSet, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        is_ordered = isinstance(db_field, OrderedManyToManyField)
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = (OrderedAutocomplete if is_ordered else ManyAutocomplete)(db_field, self.admin_site)
        kwargs["form_class"] = OrderedChoiceField if is_ordered else ManyChoiceField
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs.setdefault("widget", Autocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def add_view(self, request, *args, **kwargs):
        submissions.read(request)
        return super().add_view(request, *args, **kwargs)

    def change_view(self, request, *args, **kwargs):
        submissions.read(request)
        return super().change_view(request, *args, **kwargs)

    def changeform_view(self, request, *args, **kwargs):
        """Check a form again, against what is there now, when somebody took a name while it was being saved."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                save = partial(super().changeform_view, request, *args, **kwargs)
                return submissions.once(request, save, partial(self._answer_again, request))
            except IntegrityError:
                if attempt == ATTEMPTS:
                    raise
                for _, files in request.FILES.lists():
                    for file in files:
                        file.seek(0)
        raise AssertionError("The last attempt answers or fails")

    def render_change_form(self, request, context, *args, change=False, **kwargs):
        """Name the thing as it is stored, not as it was typed; a conflict is told in its own words, not as an error."""
        form = context["adminform"].form
        if change and form.as_stored.pk:  # a forged “save as new” is answered as a change, of nothing
            context.update(original=form.as_stored, subtitle=str(form.as_stored))
        if getattr(form, "conflict_sentences", ()):
            context["errors"] = None
        return super().render_change_form(request, context, *args, change=change, **kwargs)

    def _answer_again(self, request, submission):
        """Answer a form that was saved already: a pop-up window is told what was made, any other is led to it."""
        made = self.get_queryset(request).filter(pk=submission.object_id).first()
        if made and IS_POPUP_VAR in request.POST:
            is_add = request.resolver_match.url_name.endswith("_add")
            return self.response_add(request, made) if is_add else self.response_change(request, made)
        return submissions.lead_again(request, submission)

    def construct_change_message(self, request, form, formsets, add=False):  # noqa: FBT002 -- Django's own
        """What the form changed, for `log_addition` and `log_change`: `(before, after)`."""
        thing = form.instance if hasattr(form, "instance") else form.user
        return changes_of(form, thing)

    def log_addition(self, request, thing, message):
        _, after = message
        submissions.spend(request, thing, self._form_of(thing))
        if not hasattr(thing, "versioned_fields"):
            record("add", thing, by=request.user, after=after)

    def log_change(self, request, thing, message):
        before, after = message
        submissions.spend(request, thing)
        if after:
            record("change", thing, by=request.user, before=before, after=after)

    def _form_of(self, thing):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[thing.pk])

    def log_deletions(self, request, queryset):
        for thing in queryset:
            record("delete", thing, by=request.user, before=row_of(thing))


def changes_of(form, thing):
    """The fields that a saved form has changed, as they were and as they are: two of `{field: value}`."""
    before, after = {}, {}
    for field in _told_fields(thing):
        if field.name in form.changed_data:
            was, now = _told(field, form.initial.get(field.name)), _told(field, field.value_from_object(thing))
            if was != now:
                before[field.name], after[field.name] = was, now
    return before, after


def row_of(thing):
    """What a row holds, as `{field: value}`."""
    return {field.name: _told(field, field.value_from_object(thing)) for field in _told_fields(thing)}


def _told_fields(thing):
    fields = [*thing._meta.concrete_fields, *thing._meta.many_to_many]
    kept = {*SECRET, *getattr(thing, "versioned_fields", ())}
    return [field for field in fields if field.editable and not field.primary_key and field.name not in kept]


def _told(field, value):
    """A value as it can be read when what it points at is gone."""
    if field.many_to_many:
        return [_named(thing) for thing in value or ()]
    if field.is_relation:
        thing = value and field.related_model._base_manager.filter(pk=value).first()
        return thing and _named(thing)
    return value.name if hasattr(value, "storage") else value


def _named(thing):
    return f"{thing} ({thing.pk})"
