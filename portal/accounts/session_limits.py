"""A session ends SESSION_HOURS after the sign-in, whatever is done in it: Django moves its end with each change."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.utils import timezone


def connect_receivers():
    user_logged_in.connect(_set_end, dispatch_uid="accounts.session_end")


def _set_end(request, **kwargs):
    request.session.set_expiry(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))
