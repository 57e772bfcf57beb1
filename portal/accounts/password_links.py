"""Links by which people set their passwords themselves: an invitation, or a new one for who has forgotten it.

A link works once and until it expires; the next one for the same person, a password set otherwise and the end of the
account void it. It goes to the person's e-mail address; whoever has none, or where no EMAIL_URL is set, gets it from an
administrator, who sees it once.
"""

import hashlib
import secrets
from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import PasswordLink
from portal.outbox.letters import queue_letter, tell_admins
from publishing.audit_log import ACTION_LABELS, record, recording_as
from vietnamese.dates import clock_and_date

INVITATION_HOURS = 72
RESET_MINUTES = 60
SECRET_BYTES = 32
LINK_PARAMETER = "ma"  # after the question mark, which no log of ours contains
MINUTES_BETWEEN_LETTERS = 5  # to who has forgotten the password, however often somebody asks

ACTION_LABELS |= {"password_link": "Tạo liên kết đặt mật khẩu", "password_forgotten": "Xin liên kết vì quên mật khẩu"}


def by_mail(user) -> bool:
    return bool(settings.SENDS_MAIL and user.email)


def sending_words(what: str, user) -> str:
    """What an administrator is told of a letter, which only waits to be sent yet."""
    return f"{what} đang được gửi tới {user.email}; xem “Thư gửi đi” nếu người ấy chưa nhận được."


@transaction.atomic
def give_link(user, *, by) -> str:
    """Make a link for somebody: send it, and return ""; or return its address, to be shown once."""
    address = _make_link(user)
    by_letter = by_mail(user)
    if by_letter:
        _send(user, address)
    how = f"Gửi tới {user.email}" if by_letter else "Cho người quản trị xem một lần"
    record("password_link", user, by=by, note=f"{how}, dùng được đến {_until(user.password_link)}.")
    if not by_letter and user.has_usable_password():
        said = f"{by} vừa xem một liên kết đặt mật khẩu mới của tài khoản {user.username}, vốn không có e-mail."
        tell_admins("Liên kết đặt mật khẩu mới", f"{said} Nếu việc này lạ, hãy hỏi chủ tài khoản.")
    return "" if by_letter else address


@transaction.atomic
def send_to_who_forgot(typed: str) -> None:
    """Send a link to the people with that user name or e-mail address, always to the address that is stored.

    Those who have not set their first password yet ask for a new invitation instead.
    """
    users = get_user_model()._default_manager.filter(Q(username__iexact=typed) | Q(email__iexact=typed))
    not_since = timezone.now() + timedelta(minutes=RESET_MINUTES - MINUTES_BETWEEN_LETTERS)
    for user in users.filter(is_active=True).exclude(email="").exclude(password_link__expires_at__gt=not_since):
        if user.has_usable_password():
            _send(user, _make_link(user))
            record("password_forgotten", user)


def find_link(secret: str) -> PasswordLink | None:
    """The link with that secret, if it can still be used."""
    return PasswordLink.objects.usable().filter(digest=_digest(secret)).select_related("user").first()


@transaction.atomic
def use_link(secret: str, user) -> bool:
    """Store the password that has been set on `user`, and tell them; False where the link is over meanwhile."""
    stored = get_user_model()._base_manager.select_for_update().get(pk=user.pk)
    link = find_link(secret)
    if link is None or link.user_id != user.pk:
        return False
    with recording_as(user):  # whoever has the link is its owner; nobody is signed in
        user.save(update_fields=["password"])
    said = f"Mật khẩu của tài khoản {user.username} đã được đặt bằng liên kết lúc {_moment(timezone.now())}."
    queue_letter(stored.email, "Mật khẩu đã được đặt", f"{said} Nếu không phải bạn đặt, hãy báo ngay người quản trị.")
    return True


def void_link(sender, instance, **kwargs) -> None:
    """A receiver of post_save: a new password, whoever set it, or the end of the account."""
    if instance._password is not None or not instance.is_active:  # noqa: SLF001 -- as Django's own save() tells it
        PasswordLink.objects.filter(user=instance).delete()


def _make_link(user) -> str:
    """Replace the person's link; the secret is in its address alone."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    lasts = timedelta(minutes=RESET_MINUTES) if user.has_usable_password() else timedelta(hours=INVITATION_HOURS)
    user.password_link, _ = PasswordLink.objects.update_or_create(
        user=user, defaults={"digest": _digest(secret), "expires_at": timezone.now() + lasts}
    )
    return f"{settings.SITE_URL}{reverse('admin:new_password')}?{urlencode({LINK_PARAMETER: secret})}"


def _send(user, address: str) -> None:
    is_invitation = not user.has_usable_password()
    context = {"person": user, "address": address, "until": _until(user.password_link), "site": settings.SITE_URL}
    text = render_to_string(f"accounts/letters/{'invitation' if is_invitation else 'new_password'}.txt", context)
    queue_letter(user.email, "Mời vào trang quản trị" if is_invitation else "Đặt mật khẩu mới", text)


def _until(link) -> str:
    return _moment(link.expires_at)


def _moment(moment) -> str:
    return clock_and_date(timezone.localtime(moment))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
