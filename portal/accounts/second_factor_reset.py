from django.contrib import messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.accounts import second_factor


class SecondFactorResetMixin:
    """Takes a person's second factor away who has lost it; beside SignInPageMixin."""

    def get_urls(self):
        view = require_http_methods(["GET", "HEAD", "POST"])(never_cache(self.reset_second_factor))
        page = path("<int:object_id>/hai-lop/", self.admin_site.admin_view(view), name="second_factor_reset")
        return [page, *super().get_urls()]

    def reset_second_factor(self, request, object_id):
        """Ask first; one's own is replaced on one's own page, by a code."""
        person = self.managed_person(request, object_id)
        if person == request.user:
            return HttpResponseRedirect(reverse("admin:second_factor"))
        if request.method != "POST":
            context = {**self.admin_site.each_context(request), "title": "Đặt lại xác thực hai lớp", "person": person}
            return TemplateResponse(request, "accounts/admin/second_factor_reset.html", context)
        if second_factor.reset(person, by=request.user):
            said = f"Đã đặt lại xác thực hai lớp của {person}; các phiên của người này đã hết."
            messages.success(request, said)
        else:
            messages.info(request, f"{person} chưa bật xác thực hai lớp; không có gì thay đổi.")
        return HttpResponseRedirect(reverse("admin:accounts_user_sign_in", args=[person.pk]))
