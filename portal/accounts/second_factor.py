"""The second factor: codes of an app on a phone (TOTP, RFC 6238), and recovery codes for when the phone is not there.

A device is a row of django-otp's, its secret as that stores it; recovery codes are stored as digests. The row is locked
while a code is compared, so that a code counts once, also when it is sent twice at the same time. Wrong codes are
counted like passwords (`portal.accounts.throttling`), apart from them and whatever session they come from.

Who may publish or administer must have one after `SECOND_FACTOR_GRACE_DAYS`, counted from the first request with such a
permission: who is promoted has the same time as everybody had.
"""

import hashlib
import re
import secrets
import time
from datetime import timedelta
from math import ceil
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts.models import User
from portal.accounts.staff_access import end_all_sessions
from portal.accounts.throttling import SignInThrottle
from portal.outbox.letters import queue_letter, tell_admins
from publishing.audit_log import ACTION_LABELS, record

ACTION_LABELS |= {
    "second_factor_set_up": "Bật xác thực hai lớp",
    "second_factor_replaced": "Thay điện thoại xác thực",
    "second_factor_turned_off": "Tắt xác thực hai lớp",
    "second_factor_reset": "Đặt lại xác thực hai lớp",
    "recovery_codes": "Tạo mã dự phòng mới",
    "recovery_code_used": "Dùng mã dự phòng",
}
DEMANDING_PERMISSIONS = (
    "publishing.publish",
    "publishing.force",
    "publishing.view_event",
    "accounts.assign_roles",
    "accounts.add_user",
    "accounts.change_user",
    "pages.change_sitesettings",
)
PENDING_KEY = "second_factor_pending"  # in the session, after the password and before the code
PENDING_SECONDS = 5 * 60
PROVEN_KEY = "second_factor"  # in the session of who has signed in by it
RECOVERY_CODES = 10
RECOVERY_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without what is mistaken: 0 and O, 1, I and L, U and V
RECOVERY_CHARACTERS = 12  # 58 bits: the digest of a random code needs no slow hash
DIGEST_CHARACTERS = 16  # as many as the column has
# Of the addresses of the admin that are open to who must set one up
OPEN_NAMES = {
    *("login", "sign_in_code", "logout"),
    *("second_factor", "reauthenticate"),
    *("password_change", "password_change_done"),
}


class WrongCode(Exception):
    """The first code of a new device is not the expected one."""


def device_of(user):
    """The user's device, or None."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def recovery_codes_left(user) -> int:
    return sum(device.token_set.count() for device in StaticDevice.objects.filter(user=user))


# Comparing codes


def is_right(user, typed: str, address: str) -> bool:
    """Whether it is a code of the user's, which is then used up; raises SignInLocked before it is compared."""
    throttle = SignInThrottle(user.get_username(), address, of_codes=True)
    throttle.count_attempt()
    matches = _use_up(user, "".join(typed.split()))
    throttle.succeeded() if matches else throttle.failed()
    return matches


@transaction.atomic
def _use_up(user, typed):
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).first()
    if device is None:
        return False
    if re.fullmatch("[0-9]{6}", typed):
        return device.verify_token(typed)
    recovery = StaticDevice.objects.filter(user=user).first()
    if recovery is None or not recovery.verify_token(_digest(recovery, typed)):
        return False
    record("recovery_code_used", user, by=user, note=f"Còn {recovery_codes_left(user)} mã dự phòng.")
    return True


def _digest(device, code):
    plain = re.sub("[^A-Z0-9]", "", code.upper())
    return hashlib.sha256(f"{device.pk} {plain}".encode()).hexdigest()[:DIGEST_CHARACTERS]


# Setting up, renewing, taking away


def new_device(user, key):
    """A device with that secret, not stored."""
    return TOTPDevice(user=user, key=key, name="điện thoại")


@transaction.atomic
def set_up(user, key, code):
    """Store the device whose code it is in place of any before; return its recovery codes. Raises WrongCode."""
    User.objects.select_for_update().get(pk=user.pk)
    replaced, _ = TOTPDevice.objects.filter(user=user).delete()
    device = new_device(user, key)
    device.save()
    if not device.verify_token("".join(code.split())):
        raise WrongCode
    record("second_factor_replaced" if replaced else "second_factor_set_up", user, by=user)
    end_all_sessions(user)
    return _write_recovery_codes(user)


@transaction.atomic
def renew_recovery_codes(user):
    """Ten new codes; those of before count no more."""
    User.objects.select_for_update().get(pk=user.pk)
    record("recovery_codes", user, by=user)
    return _write_recovery_codes(user)


def _write_recovery_codes(user):
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="mã dự phòng")
    codes = [
        "".join(secrets.choice(RECOVERY_ALPHABET) for _ in range(RECOVERY_CHARACTERS)) for _ in range(RECOVERY_CODES)
    ]
    for code in codes:
        device.token_set.create(token=_digest(device, code))
    return ["-".join(re.findall("....", code)) for code in codes]


def turn_off(user):
    """Take the user's own away."""
    _take_away(user, "second_factor_turned_off", by=user)


@transaction.atomic
def reset(user, *, by=None):
    """Take another's away, who has lost it, and end all their sessions; return whether there was one.

    The person and ADMINS are told: with a new password the account may be taken over.
    """
    if not _take_away(user, "second_factor_reset", by=by):
        return False
    said = f"Xác thực hai lớp của tài khoản {user.username} vừa được đặt lại, và mọi phiên đăng nhập đã kết thúc."
    said += f" Người làm: {by or 'người giữ máy chủ'}."
    subject = "Xác thực hai lớp đã được đặt lại"
    queue_letter(user.email, subject, f"{said} Nếu bạn không nhờ việc này, hãy báo ngay người quản trị.")
    tell_admins(subject, f"{said} Nếu việc này lạ, hãy hỏi chủ tài khoản.")
    return True


@transaction.atomic
def _take_away(user, action, *, by):
    User.objects.select_for_update().get(pk=user.pk)
    deleted, _ = TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    if deleted:
        record(action, user, by=by)
        end_all_sessions(user)
    return bool(deleted)


# Who must have one


def is_demanded(user) -> bool:
    return any(user.has_perm(permission) for permission in DEMANDING_PERMISSIONS)


def demanded_from(user):
    """When the user has to have one at the latest, or None; the first time asked begins the days of grace."""
    if not is_demanded(user):
        return None
    if user.second_factor_demanded_at is None:
        user.second_factor_demanded_at = timezone.now()
        first = User.objects.filter(pk=user.pk, second_factor_demanded_at=None)
        first.update(second_factor_demanded_at=user.second_factor_demanded_at)
    return user.second_factor_demanded_at + timedelta(days=settings.SECOND_FACTOR_GRACE_DAYS)


def days_left(user):
    """The days left to set one up, a begun one as a whole; None for who has one or need not."""
    by = demanded_from(user)
    return None if by is None or device_of(user) else max(0, ceil((by - timezone.now()) / timedelta(days=1)))


def must_set_up(request) -> bool:
    if request.session.get(PROVEN_KEY):
        return False
    by = demanded_from(request.user)
    return by is not None and by <= timezone.now() and not device_of(request.user)


class SecondFactorMiddleware:
    """Lead who must set up a second factor to the page for it, whatever page of the admin is asked for.

    A form that is sent is answered like one whose session has ended: what was typed is kept.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        is_open = request.resolver_match.view_name.removeprefix("admin:") in OPEN_NAMES
        if is_open or not request.path.startswith(settings.SESSION_COOKIE_PATH) or not request.user.is_authenticated:
            return None
        if not must_set_up(request):
            return None
        if request.method not in {"GET", "HEAD"}:
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        return HttpResponseRedirect(f"{reverse('admin:second_factor')}?{urlencode({'next': request.get_full_path()})}")


# Between the password and the code


def connect_receivers():
    user_logged_in.connect(_signed_in, dispatch_uid="accounts.second_factor")


def _signed_in(sender, request, user, **kwargs):
    demanded_from(user)


def hold(request, user):
    """Remember in the session that the password was right; nobody is signed in by it."""
    request.session.cycle_key()
    until = time.time() + PENDING_SECONDS
    request.session[PENDING_KEY] = {"user": user.pk, "until": until, "hash": user.get_session_auth_hash()}


def is_too_old(pending) -> bool:
    return pending["until"] < time.time()


def pending_user(request):
    """Whose password was right in this session within the last five minutes, and is still the same; or None."""
    pending = request.session.get(PENDING_KEY)
    if not pending or is_too_old(pending):
        return None
    user = User.objects.filter(pk=pending["user"], is_active=True, is_staff=True).first()
    return user if user and constant_time_compare(user.get_session_auth_hash(), pending["hash"]) else None
