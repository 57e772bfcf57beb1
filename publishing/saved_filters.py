"""Views of a list that somebody keeps under a name, as links above it."""

from django import forms
from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from publishing.bigints import parse_bigint
from publishing.models import SavedFilter
from publishing.models.saved_filter import MAX_QUERY_CHARACTERS

MAX_SAVED = 20  # of one person for one list
NOT_KEPT = {"p", "e", "all", "_popup", "_to_field", "_facets"}  # what says which page, or comes with a message


class SavedFilterForm(forms.ModelForm):
    class Meta:
        model = SavedFilter
        fields = ["name", "query"]
        error_messages = {"name": {"required": "Hãy đặt tên cho bộ lọc."}}

    def clean_query(self):
        query = kept_query(QueryDict(self.cleaned_data["query"]))
        if not query:
            raise forms.ValidationError("Hãy chọn ít nhất một điều kiện lọc rồi mới lưu.")
        return query


def kept_query(asked):
    """What of the parameters of a list is kept, as the query of an address; "" where it is too long to be kept."""
    kept = asked.copy()
    for name in NOT_KEPT.intersection(kept):
        del kept[name]
    query = kept.urlencode()
    return query if len(query) <= MAX_QUERY_CHARACTERS else ""


class SavedFiltersMixin:
    """Part of the admin of a published thing: its list with the user's own named views."""

    change_list_template = "publishing/admin/publishable_list.html"

    def get_urls(self):
        return [self._page("bo-loc/", self.saved_filters_view, "filters"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        context = {"saved_filters": self._saved_filters(request), "kept_query": kept_query(request.GET)}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def _saved_filters(self, request):
        kind = ContentType.objects.get_for_model(self.model)
        return SavedFilter.objects.filter(user=request.user, content_type=kind)

    @method_decorator(require_POST)
    def saved_filters_view(self, request):
        """Save the view of the list under a name, or forget one."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        changelist = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        if "delete" in request.POST:
            self._saved_filters(request).filter(pk=parse_bigint(request.POST["delete"])).delete()
            return HttpResponseRedirect(changelist)
        form = SavedFilterForm(request.POST)
        if form.is_valid() and self._save(request, **form.cleaned_data):
            messages.success(request, f"Đã lưu bộ lọc “{form.cleaned_data['name']}”.")
        for errors in form.errors.values():
            messages.error(request, f"Chưa lưu bộ lọc: {errors[0]}")
        query = form.cleaned_data.get("query", "")
        return HttpResponseRedirect(f"{changelist}?{query}" if query else changelist)

    def _save(self, request, *, name, query):
        mine = self._saved_filters(request)
        if mine.exclude(name=name).count() >= MAX_SAVED:
            messages.error(request, f"Chưa lưu: mỗi danh sách giữ {MAX_SAVED} bộ lọc. Hãy bỏ bớt bộ lọc cũ.")
            return False
        kind = ContentType.objects.get_for_model(self.model)
        SavedFilter.objects.update_or_create(user=request.user, content_type=kind, name=name, defaults={"query": query})
        return True
