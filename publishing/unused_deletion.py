"""Deleting rows that texts are made with, such as tags and pictures: only what nothing uses, and for a reason."""

from django import forms
from django.contrib import admin
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from publishing import lock
from publishing.audit_log import record
from publishing.audited_admin import row_values
from publishing.references import referring_things, without_references

MAX_NAMED_USES = 10  # of each row, in a refusal
MAX_DELETED_ROWS = 100  # at once
DELETE_SELECTED = "delete_selected"  # Django's action
USED_MEANWHILE = "Chưa xóa: “{}” vừa được dùng ở nơi khác. Hãy xem lại."


class DeletionReasonForm(forms.Form):
    reason = forms.CharField(
        label="Lý do xóa",
        max_length=500,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text="Được giữ trong nhật ký.",
        error_messages={"required": "Hãy viết vì sao xóa."},
    )


class UnusedFilter(admin.SimpleListFilter):
    title = "nơi dùng"
    parameter_name = "noi-dung"

    def lookups(self, request, model_admin):
        return [("chua", "Chưa dùng ở đâu")]

    def queryset(self, request, queryset):
        return without_references(queryset) if self.value() == "chua" else queryset


class UnusedDeletionMixin:
    """Part of a `ConflictCheckedAdmin`: a row that something uses is not deleted, any other for a recorded reason."""

    def uses_of(self, row):
        """The things that use a row; some of them, where they are many."""
        return referring_things(row)

    def get_list_filter(self, request):
        return [*super().get_list_filter(request), UnusedFilter]

    def get_deleted_objects(self, objs, request):
        """Django's, protecting what is used by what uses it."""
        rows = list(objs[: MAX_DELETED_ROWS + 1])
        if len(rows) > MAX_DELETED_ROWS:
            return [], {}, set(), [f"Mỗi lần xóa được nhiều nhất {MAX_DELETED_ROWS} mục; hãy chọn ít hơn."]
        to_delete, counts, missing_permissions, protected = super().get_deleted_objects(rows, request)
        uses = [self._use_sentence(row, used_by) for row in rows if (used_by := self.uses_of(row))]
        return (to_delete, counts, set(), uses) if uses else (to_delete, counts, missing_permissions, protected)

    def _use_sentence(self, row, used_by):
        named = [_link(thing) for thing in used_by[:MAX_NAMED_USES]]
        ending = " và những nơi khác" if len(used_by) > MAX_NAMED_USES else ""
        places = format_html(", ".join(["{}"] * len(named)), *named)
        return format_html("“{}” đang dùng ở {}{}.", row, places, ending)

    def delete_view(self, request, object_id, extra_context=None):
        form = self._read_reason(request, is_sent=request.method == "POST", unconfirmed=QueryDict())
        return super().delete_view(request, object_id, {**(extra_context or {}), "reason_form": form})

    def changelist_view(self, request, extra_context=None):
        if DELETE_SELECTED in request.POST.getlist("action"):
            unconfirmed = request.POST.copy()
            unconfirmed.pop("post", None)
            form = self._read_reason(request, is_sent="post" in request.POST, unconfirmed=unconfirmed)
            extra_context = {**(extra_context or {}), "reason_form": form}
        response = super().changelist_view(request, extra_context)
        context = getattr(response, "context_data", None) or {}
        if "deletable_objects" in context:  # Django's confirmation page of a deletion
            context["reason_form"] = extra_context["reason_form"]
        return response

    def _read_reason(self, request, *, is_sent, unconfirmed):
        """The form of the reason; without one Django sees an `unconfirmed` form instead of what was sent, and asks."""
        form = DeletionReasonForm(request.POST if is_sent else None)
        if form.is_valid():
            request.deletion_reason = form.cleaned_data["reason"]
        elif is_sent:
            request.POST = unconfirmed
        return form

    def delete_model(self, request, obj):
        self._refuse_used([obj])
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        lock.lock_rows(self.model, [row.pk for row in queryset])
        self._refuse_used(queryset)
        super().delete_queryset(request, queryset)

    def _refuse_used(self, rows):
        """Refuse what has come into use since the page was asked for; the rows are locked by now."""
        for row in rows:
            if self.uses_of(row):
                raise lock.StaleVersion(USED_MEANWHILE.format(row))

    def log_deletions(self, request, queryset):
        for row in queryset:
            record("delete", row, by=request.user, before=row_values(row), note=request.deletion_reason)


def _link(thing):
    """Its kind and name, as a link to its form where it has one."""
    names = thing._meta
    words = f"{names.verbose_name} “{thing}”"
    if getattr(thing, "is_trashed", False):
        words += " (trong thùng rác)"
    try:
        address = reverse(f"admin:{names.app_label}_{names.model_name}_change", args=[thing.pk])
    except NoReverseMatch:
        return words
    return format_html('<a href="{}">{}</a>', address, words)
