"""The preview in the admin: of a form as it is typed, of what is saved, of any revision; for who may see the form."""

import copy

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST

from publishing import preview
from publishing.bigints import parse_bigint
from publishing.dates import clock_and_day
from publishing.models import Revision

TYPED_LABEL = "phần đang viết trong biểu mẫu, chưa lưu; bạn đọc chưa thấy."
framed_by_form = csp_replace({"frame-ancestors": [SELF]})
frames_preview = csp_replace({"frame-src": [SELF]})


class PreviewAdminMixin:
    """Part of an admin: the preview, as `publishing.history.HistoryAdminMixin` is."""

    def get_urls(self):
        new = self._page("add/preview/", self.preview_new_view, "add_preview")
        one = self._page("<int:object_id>/preview/", self.preview_view, "preview")
        return [new, one, *super().get_urls()]

    @method_decorator([require_POST, framed_by_form, xframe_options_sameorigin])
    def preview_new_view(self, request):
        """The page of what stands in the form of a new thing."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return self._preview_of_form(request, None)

    @method_decorator([require_http_methods(["GET", "HEAD", "POST"]), framed_by_form, xframe_options_sameorigin])
    def preview_view(self, request, object_id):
        """The page of what stands in the form, or of what is saved: the newest text, or that of `?revision=`."""
        thing = self._get_viewable(request, object_id)
        if request.method == "POST":
            typed = copy.copy(thing)
            self.apply_working_text(typed, request.user)
            if self.has_change_permission(request, typed):
                return self._preview_of_form(request, typed)
        key = request.GET.get("revision", "")
        revision = get_object_or_404(Revision.objects.of(thing), pk=_revision_pk(key)) if key else None
        try:
            shown = preview.of_revision(thing, revision)
        except ValidationError as error:
            raise Http404(error.message) from error
        return preview.page(request, shown, preview.Banner(_label(thing, revision)))

    def _preview_of_form(self, request, thing):
        fields = flatten_fieldsets(self.get_fieldsets(request, thing))
        form_class = preview.form_class(self.get_form(request, thing, change=thing is not None, fields=fields))
        form = form_class(request.POST, instance=thing or self.model())
        shown = preview.of_form(form)
        unshown = preview.unshown_fields(form)
        warnings = (f"Chưa hiện được vì chưa đúng: {', '.join(unshown)}.",) if unshown else ()
        return preview.page(request, shown, preview.Banner(TYPED_LABEL, warnings))

    def preview_address(self, thing=None):
        """Of a thing, else of the form of a new one."""
        names = f"{self.opts.app_label}_{self.opts.model_name}"
        return self._address(thing, "preview") if thing else reverse(f"admin:{names}_add_preview")

    def preview_link(self, thing):
        """A column of lists: the page of the newest text."""
        words = format_html('<span class="visually-hidden"> “{}”</span>', thing)
        return format_html('<a href="{}" target="_blank">Xem{}</a>', self.preview_address(thing), words)

    preview_link.short_description = "xem trước"


def _label(thing, revision):
    if revision:
        return f"bản lưu lúc {clock_and_day(revision.created_at)}."
    if thing.is_published and not thing.has_open_edit:
        return "bản lưu mới nhất, cũng là bản bạn đọc đang thấy."
    return "bản lưu mới nhất; bạn đọc chưa thấy."


def _revision_pk(key):
    pk = parse_bigint(key)
    if pk is None:
        raise Http404("Không có bản lưu này.")
    return pk
