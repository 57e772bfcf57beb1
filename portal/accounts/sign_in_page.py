from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.accounts import password_links, second_factor
from portal.accounts.models import PasswordLink
from portal.accounts.session_views import described_sessions, end_chosen
from portal.outbox.models import Letter
from publishing.bigints import parse_bigint


class SignInPageMixin:
    """The page of a person about signing in: a link for a password of their own, their second factor and sessions."""

    def get_urls(self):
        view = require_http_methods(["GET", "HEAD", "POST"])(never_cache(self.sign_in_view))
        page = path("<int:object_id>/dang-nhap/", self.admin_site.admin_view(view), name="accounts_user_sign_in")
        return [page, *super().get_urls()]

    def managed_person(self, request, object_id):
        """The person of an address, for who may manage them; else PermissionDenied or Http404."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        person = get_object_or_404(self.get_queryset(request), pk=parse_bigint(str(object_id)))
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        return person

    def sign_in_view(self, request, object_id):
        person = self.managed_person(request, object_id)
        if request.method == "POST" and request.POST.keys() & {"end_session", "end_all"}:
            return end_chosen(request, person)
        if request.method == "POST":
            return self._link_response(request, person)
        return self._sign_in_page(request, person)

    def _link_response(self, request, person):
        """Make the link; where there is no letter, this one response shows it."""
        if person == request.user:
            messages.error(request, "Không ai tự tạo liên kết cho mình. Hãy dùng “Đổi mật khẩu”.")
        elif not person.is_active:
            messages.error(request, "Tài khoản này đang bị khóa. Hãy mở khóa trước khi mời.")
        elif address := password_links.give_link(person, by=request.user):
            return self._sign_in_page(request, person, shown_link=address)
        else:
            messages.success(request, password_links.sending_words("Liên kết đặt mật khẩu", person))
        return HttpResponseRedirect(request.path)

    def _sign_in_page(self, request, person, **context):
        context = {
            **self.admin_site.each_context(request),
            "title": f"Đăng nhập của {person}",
            "opts": self.opts,
            "person": person,
            "link": PasswordLink.objects.usable().filter(user=person).first(),
            "device": second_factor.device_of(person),
            "by_mail": password_links.by_mail(person),
            "letter": Letter.objects.unsent().filter(to=person.email).defer("text").last(),
            "sessions": described_sessions(request, person),
            **context,
        }
        return TemplateResponse(request, "accounts/admin/sign_in.html", context)
