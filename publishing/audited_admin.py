"""Base class of every ModelAdmin: each change is written to the audit log, input that a form does not offer is refused.

Django's own admin log is not written. What a Revision stores is not repeated in the audit log.
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

from publishing import dashboard, submissions
from publishing.audit_log import record
from publishing.bigints import parse_bigint
from publishing.choice_fields import ManyChoiceField, OrderedChoiceField
from publishing.dates import clock_and_day
from publishing.fields import OrderedManyToManyField
from publishing.forms import Autocomplete, ManyAutocomplete, OrderedAutocomplete
from publishing.kinds import without_page

SECRET_FIELDS = {"password"}
MAX_SAVE_ATTEMPTS = 3  # somebody else may save the same unique value at the same moment
FORGED_ROWS = "Biểu mẫu gửi kèm dòng không có ở đây. Chưa lưu gì; hãy tải lại trang rồi sửa lại."
ROW_PREFIX = re.compile("^form-[0-9]+-")  # prefix of a row in a list that is edited in place (`list_editable`)
INPUT_SUFFIX = re.compile("_[0-9]$")  # suffix of one input of a MultiWidget
UNLISTED_FIELDS = {"version"}  # columns that a form may send although it does not list them


class StrictFormMixin:
    """An admin form that refuses input that it does not offer; `by` is the user who fills it in.

    `stored_instance` is the thing without the values that were typed.
    `saved_before` is the Submission of a form that has created its thing already and was then edited further.
    """

    by = saved_before = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored_instance = copy.copy(self.instance)

    def clean(self):
        if self.saved_before and not self.instance.pk:
            moment = clock_and_day(self.saved_before.at)
            self.add_error(
                None,
                f"Biểu mẫu này đã được lưu lúc {moment}; sau đó chữ trong các ô đã đổi khác. Nếu muốn sửa mục đã lưu, "
                "hãy mở mục ấy trong danh sách; nếu muốn có thêm một mục nữa, hãy bấm Lưu lần nữa.",
            )
        fields = [*self._meta.model._meta.concrete_fields, *self._meta.model._meta.many_to_many]
        sent = {*self.data, *(INPUT_SUFFIX.sub("", name) for name in self.data)} - {*self.fields, *UNLISTED_FIELDS}
        if forged := [field.verbose_name for field in fields if field.name in sent]:
            self.add_error(
                None,
                f"Biểu mẫu gửi kèm mục không được sửa ở đây: {', '.join(map(str, forged))}. Chưa lưu gì; "
                "hãy tải lại trang rồi sửa lại.",
            )
        return super().clean()


def reject_impossible_keys(view):
    """Decorate an admin view: a primary key that no row can have gets an error message instead of a database error."""

    @wraps(view)
    def answer(self, request, *args, **kwargs):
        fields = {field.name for field in self.opts.get_fields() if field.is_relation} | {"id", ACTION_CHECKBOX_NAME}
        sent = [
            (name, key) for name, keys in request.POST.lists() if ROW_PREFIX.sub("", name) in fields for key in keys
        ]
        if all(parse_bigint(key) is not None or (not key and name != ACTION_CHECKBOX_NAME) for name, key in sent):
            return view(self, request, *args, **kwargs)
        self.message_user(request, "Biểu mẫu gửi một lựa chọn không thể có. Chưa làm gì cả.", messages.ERROR)
        return HttpResponseRedirect(request.get_full_path())

    return answer


class EditOnlyFormSet(BaseModelFormSet):
    """Forms for existing rows alone: whatever TOTAL_FORMS says, a form for any other row is refused.

    `conflicts` are the forms whose row somebody else has changed meanwhile; `has_errors` says that anything else is
    wrong, which has its own message.
    """

    @property
    def conflicts(self):
        return [form for form in self.forms if getattr(form, "conflict_sentences", ())]

    @property
    def has_errors(self):
        return any(form.errors for form in self.forms if form not in self.conflicts) or bool(self.non_form_errors())

    @property
    def errors(self):
        """The errors that templates show, without conflicts, which also prevent saving (`is_valid` asks each form)."""
        errors = super().errors
        return errors if self.has_errors else []

    def clean(self):
        if any(form.instance._state.adding for form in self.forms):
            raise ValidationError(FORGED_ROWS)
        super().clean()


class BoundedChangeList(ChangeList):
    """A list that treats a moment or number that no column can hold as Django treats any other invalid filter."""

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


class AuditedAdmin(admin.ModelAdmin):
    object_history_template = "publishing/admin/object_audit_log.html"

    def view_on_site(self, thing):
        """The public address of what is stored, or None where it has no page now."""
        stored = hasattr(thing, "get_absolute_url") and type(thing)._base_manager.filter(pk=thing.pk).first()
        has_page = stored and not without_page([(stored._meta.label_lower, stored.pk)])
        return stored.get_absolute_url() if has_page else None

    def get_changelist(self, request, **kwargs):
        return BoundedChangeList

    def get_object(self, request, object_id, from_field=None):
        return super().get_object(request, object_id, from_field or None)  # a forged form may send an empty `_to_field`

    def get_form(self, request, obj=None, change=False, **kwargs):  # noqa: FBT002 -- Django's own
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form)(
            form.__name__,
            (StrictFormMixin, form),
            {"by": request.user, "saved_before": getattr(request, "saved_before", None)},
        )

    @reject_impossible_keys
    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, extra_context)

    def get_changelist_formset(self, request, **kwargs):
        return super().get_changelist_formset(request, formset=EditOnlyFormSet, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        is_ordered = isinstance(db_field, OrderedManyToManyField)
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = self._autocomplete(
                OrderedAutocomplete if is_ordered else ManyAutocomplete, db_field, request
            )
        kwargs["form_class"] = OrderedChoiceField if is_ordered else ManyChoiceField
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs.setdefault("widget", self._autocomplete(Autocomplete, db_field, request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _autocomplete(self, widget, db_field, request):
        """The widget, with the address where the user may add a row by typing its name."""
        model = db_field.related_model
        related_admin = self.admin_site.get_model_admin(model) if self.admin_site.is_registered(model) else None
        address = related_admin.adding_address(request) if hasattr(related_admin, "adding_address") else ""
        return widget(db_field, self.admin_site, {"data-add-address": address} if address else {})

    def add_view(self, request, *args, **kwargs):
        submissions.read_sent_form(request)
        return super().add_view(request, *args, **kwargs)

    def change_view(self, request, *args, **kwargs):
        submissions.read_sent_form(request)
        return super().change_view(request, *args, **kwargs)

    def changeform_view(self, request, *args, **kwargs):
        """Validate a form again when somebody saved the same unique value while it was being saved."""
        save = partial(super().changeform_view, request, *args, **kwargs)
        repeat = partial(self._repeat_response, request)
        for _ in range(MAX_SAVE_ATTEMPTS - 1):
            try:
                return submissions.save_once(request, save, repeat)
            except IntegrityError:
                for _, files in request.FILES.lists():
                    for file in files:
                        file.seek(0)
        return submissions.save_once(request, save, repeat)

    def render_change_form(self, request, context, *args, change=False, **kwargs):
        """Title the page as the thing is stored, not as it was typed; a conflict is not shown as a form error.

        Errors are named by our own template, so Django's is told of none.
        """
        form = context["adminform"].form
        if change and form.stored_instance.pk:  # a forged “save as new” is handled as a change, without a thing
            context.update(original=form.stored_instance, subtitle=str(form.stored_instance))
        context["has_errors"] = bool(context["errors"]) and not getattr(form, "conflict_sentences", ())
        context["errors"] = None
        return super().render_change_form(request, context, *args, change=change, **kwargs)

    def _repeat_response(self, request, submission):
        """Answer a form that was saved already: a pop-up gets the created object, any other form the first redirect."""
        made = self.get_queryset(request).filter(pk=submission.object_id).first()
        if made and IS_POPUP_VAR in request.POST:
            is_add = request.resolver_match.url_name.endswith("_add")
            return self.response_add(request, made) if is_add else self.response_change(request, made)
        return submissions.repeat_redirect(request, submission)

    def construct_change_message(self, request, form, formsets, add=False):  # noqa: FBT002 -- Django's own
        """What the form changed, for `log_addition` and `log_change`: `(before, after)`."""
        thing = form.instance if hasattr(form, "instance") else form.user
        return form_changes(form, thing)

    def log_addition(self, request, thing, message):
        _, after = message
        submissions.mark_saved(request, thing, dashboard.address(thing))
        if not hasattr(thing, "versioned_fields"):
            record("add", thing, by=request.user, after=after)

    def log_change(self, request, thing, message):
        before, after = message
        submissions.mark_saved(request, thing)
        if after:
            record("change", thing, by=request.user, before=before, after=after)

    def log_deletions(self, request, queryset):
        for thing in queryset:
            record("delete", thing, by=request.user, before=row_values(thing))


def form_changes(form, thing):
    """The fields that a saved form has changed, before and after: two dicts `{field: value}`."""
    before, after = {}, {}
    for field in _logged_fields(thing):
        if field.name in form.changed_data:
            was, now = (
                _logged_value(field, form.initial.get(field.name)),
                _logged_value(field, field.value_from_object(thing)),
            )
            if was != now:
                before[field.name], after[field.name] = was, now
    return before, after


def row_values(thing):
    """The values of a row, as `{field: value}`."""
    return {field.name: _logged_value(field, field.value_from_object(thing)) for field in _logged_fields(thing)}


def _logged_fields(thing):
    fields = [*thing._meta.concrete_fields, *thing._meta.many_to_many]
    kept = {*SECRET_FIELDS, *getattr(thing, "versioned_fields", ())}
    return [field for field in fields if field.editable and not field.primary_key and field.name not in kept]


def _logged_value(field, value):
    """A value that can still be read when the object that it refers to is deleted."""
    if field.many_to_many:
        return [_label_with_pk(thing) for thing in value or ()]
    if field.is_relation:
        thing = value and field.related_model._base_manager.filter(pk=value).first()
        return thing and _label_with_pk(thing)
    return value.name if hasattr(value, "storage") else value


def _label_with_pk(thing):
    return f"{thing} ({thing.pk})"
