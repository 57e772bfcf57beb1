"""Disables accounts that nobody has used for DISABLE_UNUSED_DAYS: nobody would notice who else uses them.

An account counts as used when its owner signs in, when it is made, and when somebody changes it: one that an
administrator enables again has its days again. Somebody who tries passwords does not use it.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from portal.accounts.administrators import administrators
from portal.accounts.models import User
from publishing import lock
from publishing.audit_log import record
from publishing.models import Event

CHANGES = ("change", "password")  # of the audit log, by which an account counts as used


def unused_accounts():
    """The accounts to be disabled now, the longest unused first."""
    since = timezone.now() - timedelta(days=settings.DISABLE_UNUSED_DAYS)
    changed = Event.objects.filter(
        content_type=ContentType.objects.get_for_model(User), object_id=OuterRef("pk"), name__in=CHANGES, at__gt=since
    )
    never_since = Q(last_login__lte=since) | Q(last_login=None)
    found = User.objects.filter(never_since, ~Exists(changed), is_active=True, date_joined__lte=since)
    return found.order_by(F("last_login").asc(nulls_first=True), "pk")


@transaction.atomic
def disable_unused():
    """Disable them, each with an entry in the audit log, but never the last who could enable others; return them."""
    lock.lock_rows(User, User.objects.filter(is_active=True).values("pk"))
    could_enable = set(administrators().values_list("pk", flat=True))
    disabled = []
    for user in unused_accounts():
        if could_enable == {user.pk}:
            continue
        could_enable.discard(user.pk)
        user.is_active = False
        user.save(update_fields=["is_active"])
        note = f"Không đăng nhập trong {settings.DISABLE_UNUSED_DAYS} ngày."
        record("disable_unused", user, before={"is_active": True}, after={"is_active": False}, note=note)
        disabled.append(user)
    return disabled


class UnusedAccountsSweeper:
    """For the housekeeper: runs once an hour, and not at all where no account is to be disabled."""

    SECONDS_BETWEEN = 3600

    def __init__(self):
        self._next_at = timezone.now()

    def __call__(self) -> None:
        now = timezone.now()
        if settings.DISABLE_UNUSED_DAYS and now >= self._next_at:
            disable_unused()
            self._next_at = now + timedelta(seconds=self.SECONDS_BETWEEN)
