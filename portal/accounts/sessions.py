"""Where people are signed in, when they were last seen, and how a session is ended before its time."""

import re
from contextlib import suppress

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.core.cache.backends.locmem import LocMemCache
from django.db import Error, transaction
from django.utils import timezone

from portal.accounts.models import User, UserSession
from portal.accounts.session_limits import is_over
from publishing.audit_log import ACTION_LABELS, record
from traffic.client_address import client_address
from traffic.staff_revocations import revoke

SECONDS_BETWEEN_NOTES = 60  # of one session, in one process
MAX_USER_AGENT_CHARACTERS = UserSession._meta.get_field("user_agent").max_length

ACTION_LABELS["session_ended"] = "Kết thúc phiên đăng nhập"

# The first that is found; most browsers name others besides themselves
BROWSERS = {
    r"coc_coc_browser": "Cốc Cốc",
    r"Edg(?:e|A|iOS)?/": "Edge",
    r"OPR/": "Opera",
    r"SamsungBrowser/": "Samsung Internet",
    r"(?:Firefox|FxiOS)/": "Firefox",
    r"(?:Chrome|Chromium|CriOS)/": "Chrome",
    r"Safari/": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "máy Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}

_noted = LocMemCache("accounts.sessions", {"OPTIONS": {"MAX_ENTRIES": 5_000}})


class SessionNotesMiddleware:
    """Note in the admin, once a minute, that a session is in use; outside of SessionMiddleware, which saves it before.

    A database that refuses to write, such as one whose disk is full, still lets people read.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        user = getattr(request, "user", None)  # none where a middleware has answered
        is_desk = request.path.startswith(settings.SESSION_COOKIE_PATH) and response.status_code < 500
        if is_desk and user and user.is_authenticated:
            _note(request, user)
        return response


def connect_receivers():
    user_logged_in.connect(_signed_in, dispatch_uid="accounts.note_session")


def _signed_in(request, user, **kwargs):
    _note(request, user)


def _note(request, user) -> None:
    key = request.session.session_key  # None while a session is not stored yet: then the next request notes it
    if key is None or not _noted.add(key, 1, SECONDS_BETWEEN_NOTES):
        return
    now = timezone.now()
    with suppress(Error), transaction.atomic():
        if not UserSession.objects.filter(session=key).update(seen_at=now):
            _begin(request, user, now)
        User.objects.filter(pk=user.pk).update(last_seen_at=now)


def _begin(request, user, now) -> None:
    request.session.clear_expired()
    agent = request.META.get("HTTP_USER_AGENT", "")[:MAX_USER_AGENT_CHARACTERS]
    origin = {"address": client_address(request.META), "user_agent": agent}
    UserSession.objects.create(session_id=request.session.session_key, user=user, seen_at=now, **origin)


def current_sessions(user) -> list[UserSession]:
    """The sessions in which somebody is signed in, the last used first; none that a password or idleness has ended."""
    found = user.user_sessions.filter(session__expire_date__gt=timezone.now()).select_related("session")
    return [one for one in found.order_by("-seen_at") if _is_open(one.session.get_decoded(), user)]


def _is_open(content, user):
    return content.get(HASH_SESSION_KEY) == user.get_session_auth_hash() and not is_over(content)


@transaction.atomic
def end_sessions(sessions) -> None:
    """End some sessions; what is sent in one of them afterwards is answered by the sign-in page."""
    for each in sessions:
        Session.objects.filter(pk=each.session_id).delete()  # and the UserSession with it
        revoke(each.user_id)
        record("session_ended", each.user, note=f"{browser_words(each.user_agent)}, {each.address}")


def browser_words(user_agent: str) -> str:
    """What people call a browser: “Chrome trên Windows”."""
    browser = next((name for pattern, name in BROWSERS.items() if re.search(pattern, user_agent)), "Trình duyệt khác")
    system = next((name for word, name in SYSTEMS.items() if word in user_agent), "")
    return f"{browser} trên {system}" if system else browser
