from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.auth.views import LoginView, PasswordChangeView, RedirectURLMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic.edit import FormView

from portal.accounts import name_limit, reauthentication, second_factor, throttling
from portal.accounts.code_forms import ReauthenticationForm, SignInCodeForm
from portal.accounts.forms import OwnPasswordForm
from publishing.audit_log import record
from traffic.client_address import client_network


class OwnPasswordView(PasswordChangeView):
    form_class = OwnPasswordForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "address": client_network(self.request.META)}


class SignInView(LoginView):
    """Django's; who has a second factor is signed in by the next page."""

    next_page = reverse_lazy("admin:index")

    def form_valid(self, form):
        if not second_factor.device_of(form.get_user()):
            return super().form_valid(form)
        second_factor.hold(self.request, form.get_user())
        return HttpResponseRedirect(f"{reverse('admin:sign_in_code')}?{urlencode({'next': self.get_success_url()})}")


class SignInCodeView(LoginView):
    """The second step: the code of who has typed the right password within the last minutes."""

    authentication_form = SignInCodeForm
    template_name = "accounts/admin/sign_in_code.html"
    next_page = reverse_lazy("admin:index")

    def dispatch(self, request, *args, **kwargs):
        if second_factor.pending_user(request):
            return super().dispatch(request, *args, **kwargs)
        if pending := request.session.pop(second_factor.PENDING_KEY, None):
            why = "Đã quá 5 phút kể từ khi gõ mật khẩu. " if second_factor.is_too_old(pending) else ""
            messages.warning(request, f"{why}Hãy đăng nhập lại bằng mật khẩu.")
        return HttpResponseRedirect(f"{reverse('admin:login')}?{urlencode({'next': self.get_success_url()})}")

    def form_valid(self, form):
        del self.request.session[second_factor.PENDING_KEY]
        response = super().form_valid(form)
        self.request.session[second_factor.PROVEN_KEY] = True
        return response


@method_decorator(never_cache, name="dispatch")
class ReauthenticationView(RedirectURLMixin, FormView):
    """Asks who is signed in for the password once more, and leads on to `next`."""

    form_class = ReauthenticationForm
    template_name = "accounts/admin/reauthenticate.html"
    next_page = reverse_lazy("admin:index")
    extra_context = None

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "request": self.request}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, next=self.get_success_url())

    def form_valid(self, form):
        reauthentication.confirm(self.request)
        return super().form_valid(form)


@never_cache
def sign_in_locks_page(request):
    """Who is locked out, and a button that lifts it."""
    if not request.user.has_perm("accounts.change_user"):
        raise PermissionDenied
    if request.method != "POST":
        context = {**admin.site.each_context(request), "title": "Đang bị khóa", "locks": throttling.current_locks()}
        return TemplateResponse(request, "accounts/admin/sign_in_locks.html", context)
    name = request.POST.get("name", "")[: name_limit.MAX_NAME_CHARACTERS]
    if throttling.unlock(name):
        record("sign_in_unlocked", thing_text=name)
        messages.success(request, f"Đã mở khóa “{name}”.")
    else:
        messages.info(request, f"“{name}” không còn bị khóa.")
    return HttpResponseRedirect(reverse("admin:sign_in_locks"))
