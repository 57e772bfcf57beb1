from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache


class PortalAdminConfig(AdminConfig):
    default_site = "portal.accounts.site.PortalAdminSite"


class PortalAdminSite(AdminSite):
    """Django's site, with limits on guessing at its pages that check a password or a code.

    Models are not loaded yet when this module is imported; what needs them is imported where it is used.
    """

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request, extra_context=None):
        """Django's page; who is signed in is led on, by the password where that was typed long ago."""
        from portal.accounts.reauthentication import is_recent, redirect_to_reauthenticate
        from portal.accounts.views import SignInView

        index = reverse("admin:index", current_app=self.name)
        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(index) if is_recent(request) else redirect_to_reauthenticate(index)
        context = {"title": "Đăng nhập", "subtitle": None, "app_path": request.get_full_path(), "next": index}
        if "next" in request.GET or "next" in request.POST:
            del context["next"]
        context["username"] = request.user.get_username()
        options = {"authentication_form": self.login_form, "template_name": "admin/login.html"}
        return self._checked(SignInView, request, {**context, **(extra_context or {})}, **options)

    @method_decorator(never_cache)
    @login_not_required
    def sign_in_code(self, request):
        from portal.accounts.views import SignInCodeView

        return self._checked(SignInCodeView, request, {"title": "Xác thực hai lớp"})

    def reauthenticate(self, request):
        from portal.accounts.views import ReauthenticationView

        return self._checked(ReauthenticationView, request, {"title": "Nhập lại mật khẩu"})

    def password_change(self, request, extra_context=None):
        from portal.accounts.views import OwnPasswordView

        done = reverse("admin:password_change_done", current_app=self.name)
        return self._checked(OwnPasswordView, request, extra_context or {}, success_url=done)

    def _checked(self, view, request, context, **options):
        """The response of a view with a form that may refuse, drawn as a page of this site."""
        request.current_app = self.name
        context = {**self.each_context(request), **context}
        return _with_refusal_status(view.as_view(extra_context=context, **options)(request))

    def each_context(self, request):
        """Django's, with the time after which the page's session ends unless something is done."""
        return {**super().each_context(request), "session_idle_seconds": settings.SESSION_IDLE_MINUTES * 60}

    def index(self, request, extra_context=None):
        """Django's, with the days within which the user has to set up a second factor."""
        from portal.accounts.second_factor import days_left

        return super().index(request, {"second_factor_days_left": days_left(request.user), **(extra_context or {})})

    def get_urls(self):
        """Django's and ours, without the redirect to the public address of any row: it tells the slug of a draft."""
        from portal.accounts.second_factor_page import second_factor_page
        from portal.accounts.urls import urlpatterns
        from portal.accounts.views import sign_in_locks_page

        own = [
            *urlpatterns,
            path("login/ma/", self.sign_in_code, name="sign_in_code"),
            path("xac-nhan/", self.admin_view(self.reauthenticate), name="reauthenticate"),
            path("hai-lop/", self.admin_view(second_factor_page), name="second_factor"),
            path("accounts/dang-bi-khoa/", self.admin_view(sign_in_locks_page), name="sign_in_locks"),
        ]
        return own + [each for each in super().get_urls() if getattr(each, "name", "") != "view_on_site"]


def _with_refusal_status(response):
    """Set the status of a refused form's page, and Retry-After."""
    form = (getattr(response, "context_data", None) or {}).get("form")
    if refusal := getattr(form, "refusal", None):
        response.status_code = refusal.status
        response.headers["Retry-After"] = str(refusal.wait_seconds)
    return response
