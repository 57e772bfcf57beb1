from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.urls import reverse


class PortalAdminConfig(AdminConfig):
    default_site = "portal.accounts.site.PortalAdminSite"


class PortalAdminSite(AdminSite):
    """Django's, whose two pages that look at a password refuse who guesses."""

    def login(self, request, extra_context=None):
        return _as_refused(super().login(request, extra_context))

    def password_change(self, request, extra_context=None):
        from portal.accounts.views import OwnPasswordView  # models are not there yet when this module is read

        request.current_app = self.name
        view = OwnPasswordView.as_view(
            success_url=reverse("admin:password_change_done", current_app=self.name),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        return _as_refused(view(request))


def _as_refused(response):
    """The page of a form that was refused bears the status of the refusal, and says when to come back."""
    form = (getattr(response, "context_data", None) or {}).get("form")
    if refusal := getattr(form, "refusal", None):
        response.status_code = refusal.status
        response.headers["Retry-After"] = str(refusal.wait_seconds)
    return response
