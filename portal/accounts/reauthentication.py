"""When somebody who is signed in has to prove it again.

The pages below `ASKED_AGAIN` are shown to who has typed the password, and the code where there is a second factor,
within the last quarter of an hour, and take what is sent to them as long. A form that was opened then, on which
somebody may be typing, may be sent within an hour; the session remembers which. What comes later is answered like a
form whose session has ended, so that what was typed is kept.
"""

import time
from urllib.parse import urlencode

from django.contrib.auth.signals import user_logged_in
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect
from django.urls import reverse

SESSION_KEY = "authenticated_at"  # seconds since the epoch
RECENT_SECONDS = 15 * 60
FORM_SECONDS = 60 * 60
FORM_PATHS = ("/add/", "/change/")  # the ends of those on which one types for long
OPENED_KEY = "forms_opened"  # in the session: {path: seconds since the epoch}
MAX_OPENED_FORMS = 20
# Accounts with their locks, the site's settings, the export of the audit log, one's own second factor
ASKED_AGAIN = (
    "/admin/accounts/",
    "/admin/pages/sitesettings/",
    "/admin/publishing/event/export/",
    "/admin/hai-lop/",
)


def connect_receivers():
    user_logged_in.connect(_signed_in, dispatch_uid="accounts.reauthentication")


def _signed_in(sender, request, user, **kwargs):
    request.session[SESSION_KEY] = time.time()


def confirm(request):
    """Note that the signed-in user has proven it again; the session gets a new id."""
    request.session[SESSION_KEY] = time.time()
    request.session.cycle_key()


def is_recent(request) -> bool:
    return time.time() - request.session.get(SESSION_KEY, 0) < RECENT_SECONDS


def redirect_to_reauthenticate(path):
    return HttpResponseRedirect(f"{reverse('admin:reauthenticate')}?{urlencode({'next': path})}")


class ReauthenticationMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.path.startswith(ASKED_AGAIN) or not request.user.is_authenticated:
            return None
        is_read = request.method in {"GET", "HEAD", "OPTIONS"}
        if is_recent(request):
            if is_read and request.path.endswith(FORM_PATHS):
                _remember_opened(request)
            return None
        if is_read or not request.path.endswith(FORM_PATHS):
            return redirect_to_reauthenticate(request.get_full_path())
        if time.time() - request.session.get(OPENED_KEY, {}).get(request.path, 0) < FORM_SECONDS:
            return None
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))


def _remember_opened(request):
    others = [one for one in request.session.get(OPENED_KEY, {}).items() if one[0] != request.path]
    request.session[OPENED_KEY] = dict([*others[1 - MAX_OPENED_FORMS :], (request.path, time.time())])
