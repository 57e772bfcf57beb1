"""A session ends SESSION_HOURS after the sign-in, whatever is done in it, and SESSION_IDLE_MINUTES after the last act.

An act is a request that a person makes, or a page's message that somebody types on it. What pages ask for by themselves
is none. The time of the last act lies in the session, noted once a minute.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.http import JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from publishing.audit_log import record
from traffic.staff_revocations import revoke

ACTIVE_KEY = "active_at"  # in the session: seconds since the epoch
SECONDS_BETWEEN_NOTES = 60
TIME_LEFT = "session_time_left"  # name of the address


def connect_receivers():
    user_logged_in.connect(_set_end, dispatch_uid="accounts.session_end")


def _set_end(request, **kwargs):
    request.session.set_expiry(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    request.session[ACTIVE_KEY] = _now()


class IdleEndMiddleware:
    """End a session in which nothing was done for so long, and note what is done in the others.

    Inside of AuthenticationMiddleware; who sends something then is answered like anybody who is not signed in.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        is_desk = request.path.startswith(settings.SESSION_COOKIE_PATH)
        if not (settings.SESSION_IDLE_MINUTES and is_desk and request.user.is_authenticated):
            return
        if idle_seconds_left(request.session) <= 0:
            _end(request)
        elif not _is_asked_by_page(request):
            _note_act(request.session)


def idle_seconds_left(session) -> int:
    """Seconds until a session ends unless something is done in it; None where there is no such end."""
    if not settings.SESSION_IDLE_MINUTES:
        return None
    now = _now()
    return settings.SESSION_IDLE_MINUTES * 60 - (now - session.get(ACTIVE_KEY, now))


def is_over(session) -> bool:
    """Whether a session, or what is stored of one, has ended because nothing was done in it."""
    left = idle_seconds_left(session)
    return left is not None and left <= 0


@never_cache
@require_http_methods(["GET", "POST"])
def _time_left(request):
    """JSON: the seconds until the session ends; a POST says that somebody is at work."""
    if request.method == "POST":
        request.session[ACTIVE_KEY] = _now()
    return JsonResponse({"seconds_left": idle_seconds_left(request.session)})


def urls():
    return [path("phien-dang-nhap/con-lai/", admin.site.admin_view(_time_left), name=TIME_LEFT)]


def _now() -> int:
    return int(timezone.now().timestamp())


def _is_asked_by_page(request):
    name = request.resolver_match.url_name or ""
    return name.endswith("_presence") or (name == TIME_LEFT and request.method == "GET")


def _note_act(session):
    now = _now()
    if now - session.get(ACTIVE_KEY, 0) >= SECONDS_BETWEEN_NOTES:
        session[ACTIVE_KEY] = now


def _end(request):
    user, request.user = request.user, AnonymousUser()
    with transaction.atomic():
        request.session.flush()
        revoke(user.pk)
        record("session_ended", user, note=f"Không thao tác trong {settings.SESSION_IDLE_MINUTES} phút.")
