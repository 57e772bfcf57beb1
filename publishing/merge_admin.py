"""The admin action that merges several things chosen in a list, and the page that offers similar names for it."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from publishing import lock
from publishing.conflict_admin import GONE_OR_CHANGED, rows_digest
from publishing.merging import GONE_MESSAGE, merge, reference_counts
from publishing.similar_names import count_similar, similar_groups

MAX_MERGED_ROWS = 20  # merged at once
MAX_SIMILAR_GROUPS = 50  # on one page


class MergeForm(forms.Form):
    kept = forms.ModelChoiceField(
        None,
        label="Giữ lại",
        error_messages={"required": "Hãy chọn mục được giữ lại.", "invalid_choice": "Hãy chọn trong danh sách này."},
    )

    def __init__(self, *args, things, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kept"].queryset = things


class MergeActionMixin:
    """A list with a merge action, for users who may publish: readers see its effect at once, everywhere.

    Mixin of a `publishing.conflict_admin.ConflictCheckedAdmin`.
    """

    actions = ["merge"]
    change_list_template = "publishing/admin/mergeable_list.html"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_similar"
        return [path("similar/", self.admin_site.admin_view(self.similar_view), name=name), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        """The list, telling who may merge how many names differ only in case, accents, spaces or hyphens."""
        counted = {"similar_count": count_similar(self.get_queryset(request))} if self._shows_count(request) else {}
        return super().changelist_view(request, {**counted, **(extra_context or {})})

    def _shows_count(self, request):
        return request.method == "GET" and self.has_merge_permission(request)

    @method_decorator(require_safe)
    def similar_view(self, request):
        """The names that may mean the same, each group with a button to the question which one is kept."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        groups = similar_groups(self.get_queryset(request), MAX_SIMILAR_GROUPS + 1)
        context = {
            **self.admin_site.each_context(request),
            "title": "Tên có thể trùng nhau",
            "opts": self.opts,
            "groups": [group[:MAX_MERGED_ROWS] for group in groups[:MAX_SIMILAR_GROUPS]],
            "has_more": len(groups) > MAX_SIMILAR_GROUPS,
            "chosen_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "publishing/admin/similar_names.html", context)

    def has_merge_permission(self, request):
        return self.has_change_permission(request) and request.user.has_perm("publishing.publish")

    @admin.action(description="Gộp các mục đã chọn", permissions=["merge"])
    def merge(self, request, queryset):
        """Ask which one is kept, showing what will be changed, and merge the others into it."""
        things = list(queryset[: MAX_MERGED_ROWS + 1])
        chosen = set(request.POST.getlist(ACTION_CHECKBOX_NAME))
        if chosen - {str(thing.pk) for thing in things} and len(things) <= MAX_MERGED_ROWS:
            return self.message_user(request, GONE_MESSAGE, messages.ERROR)
        if not 2 <= len(things) <= MAX_MERGED_ROWS:
            return self.message_user(request, f"Hãy chọn từ 2 đến {MAX_MERGED_ROWS} mục để gộp.", messages.ERROR)
        form = MergeForm(request.POST if "confirmed" in request.POST else None, things=queryset)
        if form.is_valid():
            self.refuse_if_stale(request, self._locked_digest(things), f"Chưa gộp: có mục {GONE_OR_CHANGED}")
            return self._merge(request, form.cleaned_data["kept"], things)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Gộp {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "form": form,
            "things": [(thing, dict(reference_counts(thing))) for thing in things],
            "chosen_name": ACTION_CHECKBOX_NAME,
            "version": rows_digest(sorted(things, key=lambda thing: thing.pk)),
        }
        return TemplateResponse(request, "publishing/admin/merge.html", context)

    def _locked_digest(self, things):
        pks = lock.lock_rows(self.model, [thing.pk for thing in things])
        return rows_digest(self.model._base_manager.filter(pk__in=pks).order_by("pk"))

    def _merge(self, request, kept, things):
        others = [thing for thing in things if thing != kept]
        moved = merge(kept, others, by=request.user)
        listed = ", ".join(f"{number} {kind}" for kind, number in moved.items() if number)
        said = f"Đã gộp {len(others)} mục vào “{kept}”" + (f": {listed} đã chuyển sang." if listed else ".")
        return self.message_user(request, said, messages.SUCCESS)
