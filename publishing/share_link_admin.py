"""Share links in the admin: making, listing and revoking them, below the form of a thing."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from publishing import share_links
from publishing.absolute_urls import absolute_url
from publishing.models import ShareLink
from publishing.submissions import idempotent, mark_saved
from vietnamese.folding import clean_line

SECTION = "publishing/admin/share_links.html"
SECTION_ID = "share-links"


class ShareLinkForm(forms.Form):
    """What a new link is like."""

    days = forms.TypedChoiceField(
        label="Dùng được trong",
        choices=[(days, f"{days} ngày") for days in share_links.DAYS],
        initial=share_links.DEFAULT_DAYS,
        coerce=int,
        empty_value=share_links.DEFAULT_DAYS,
        required=False,
    )
    is_fixed = forms.TypedChoiceField(
        label="Cho thấy",
        choices=[("", "bản lưu mới nhất, mỗi lần mở"), ("1", "chỉ bản lưu hiện nay, dù sau này có sửa")],
        coerce=bool,
        empty_value=False,
        required=False,
    )
    recipient = forms.CharField(
        label="Gửi cho ai",
        required=False,
        max_length=ShareLink._meta.get_field("recipient").max_length,
        help_text="Để nhận ra liên kết trong danh sách; người mở không thấy.",
    )

    def clean_recipient(self):
        return clean_line(self.cleaned_data["recipient"])


def section_context(thing, **told):
    """What the section about a thing's links is drawn from."""
    return {
        "original": thing,
        "has_text": share_links.has_text_to_share(thing),
        "links": share_links.open_links(thing),
        "form": ShareLinkForm(),
        **told,
    }


class ShareLinkAdminMixin:
    """Part of the admin of a published thing, as `publishing.history.HistoryAdminMixin` is."""

    def get_urls(self):
        make = self._page("<int:object_id>/share-links/", self.share_view, "share_links")
        revoke = self._page("<int:object_id>/share-links/<int:link_id>/revoke/", self.revoke_share_view, "revoke_share")
        return [make, revoke, *super().get_urls()]

    @method_decorator([require_POST, never_cache])
    @idempotent
    def share_view(self, request, object_id):
        """Make a link and show it, this once: a script gets the section alone, a browser without one a page."""
        thing = self._get_sharable(request, object_id)
        form, told = ShareLinkForm(request.POST), {}
        try:
            if not form.is_valid():
                raise ValidationError([error for errors in form.errors.values() for error in errors])
            _, token = share_links.make(thing, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            told = {"refusal": " ".join(error.messages)}
        else:
            told = {"address": absolute_url(reverse("shared_preview", args=[token]))}
            mark_saved(request, address=f"{self._address(thing, 'change')}#{SECTION_ID}")
        return self._section(request, thing, told)

    @method_decorator(require_POST)
    @idempotent
    def revoke_share_view(self, request, object_id, link_id):
        thing = self._get_sharable(request, object_id)
        if share_links.revoke(thing, link_id, by=request.user):
            mark_saved(request)
            messages.success(request, "Đã thu hồi liên kết xem trước.")
        else:
            messages.error(request, "Liên kết xem trước này không còn nữa.")
        return HttpResponseRedirect(f"{self._address(thing, 'change')}#{SECTION_ID}")

    def _get_sharable(self, request, object_id):
        thing = self._get_viewable(request, object_id)
        if not share_links.may_share(thing, request.user):
            raise PermissionDenied
        return thing

    def _section(self, request, thing, told):
        context = section_context(thing, **told)
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return render(request, SECTION, context)
        return self._render_page(
            request, thing, "publishing/admin/share_links_page.html", {"title": "Liên kết xem trước", **context}
        )
