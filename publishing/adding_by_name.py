"""Rows added while a form is filled in, by typing a name that there is not yet: tags, authors, sources."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import modelform_factory
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from publishing.audited_admin import row_values
from publishing.similar_names import row_of_that_name, similarly_named
from vietnamese.folding import clean_line

MAX_SIMILAR_ROWS = 5  # to choose from


class AddingByNameMixin:
    """Part of the admin of a model with `name` and `folded`; `static/publishing/adding_by_name.js` asks it."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_add_by_name"
        return [path("add-by-name/", self.admin_site.admin_view(self.add_by_name_view), name=name), *super().get_urls()]

    def adding_address(self, request):
        """Where the user may add rows by name; "" where they may not."""
        if not self.has_add_permission(request):
            return ""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add_by_name")

    @method_decorator(require_POST)
    def add_by_name_view(self, request):
        """JSON: `id`, `text` of the row of that name, and `is_new`; or `similar`, rows of which one may be meant.

        With `sure` a row is made beside those. A name that cannot be is answered by 400 and a `refusal`.
        """
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = modelform_factory(self.model, fields=["name"])({"name": request.POST.get("name", "")})
        names = self.opts.app_label, self.opts.model_name
        with transaction.atomic():
            # Locks a row, so that of two concurrent requests for a name the second finds the first's row
            ContentType.objects.select_for_update(no_key=True).get(app_label=names[0], model=names[1])
            return self._add_or_find(request, form)

    def _add_or_find(self, request, form):
        rows, name = self.model._base_manager.all(), form["name"].data
        if known := row_of_that_name(rows, clean_line(name)):
            return JsonResponse({"id": known.pk, "text": str(known), "is_new": False})
        if not form.is_valid():
            return JsonResponse(
                {"refusal": " ".join(form.errors.get("name", ["Tên này không dùng được."]))}, status=400
            )
        similar = similarly_named(rows, form.cleaned_data["name"])[:MAX_SIMILAR_ROWS]
        if similar and "sure" not in request.POST:
            return JsonResponse({"similar": [{"id": row.pk, "text": str(row)} for row in similar]})
        row = form.save()
        self.log_addition(request, row, ({}, row_values(row)))
        return JsonResponse({"id": row.pk, "text": str(row), "is_new": True})
