"""Whose `staff` cookies are void from now on: who signs out, is disabled, loses the admin, or gets another password."""

from django.contrib.auth.signals import user_logged_out
from django.db.models import F
from django.db.models.signals import post_delete, post_save

from portal.accounts.models import User
from traffic.staff_revocations import revoke


def connect_receivers():
    user_logged_out.connect(_signed_out, dispatch_uid="accounts.revoke_signed_out")
    post_save.connect(_saved, sender=User, dispatch_uid="accounts.revoke_saved")
    post_delete.connect(_deleted, sender=User, dispatch_uid="accounts.revoke_deleted")


def end_all_sessions(user):
    """End all sessions of the user; the current one goes on by Django's `update_session_auth_hash`."""
    User.objects.filter(pk=user.pk).update(session_generation=F("session_generation") + 1)
    user.refresh_from_db(fields=["session_generation"])
    revoke(user.pk)


def _signed_out(sender, request, user, **kwargs):
    if user is not None:
        revoke(user.pk)


def _saved(sender, instance, created, **kwargs):
    has_new_password = instance._password is not None  # noqa: SLF001 -- as Django's own save() tells a new password
    if not created and (has_new_password or not (instance.is_active and instance.is_staff)):
        revoke(instance.pk)


def _deleted(sender, instance, **kwargs):
    revoke(instance.pk)
