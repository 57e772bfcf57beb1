"""Receivers that write sign-ins and sign-outs to the audit log; `portal.accounts.throttling` writes failed ones."""

from django.contrib.auth.signals import user_logged_in, user_logged_out

from publishing.audit_log import ACTION_LABELS, record

ACTION_LABELS |= {
    "sign_in": "Đăng nhập",
    "sign_in_failed": "Đăng nhập không thành công",
    "sign_in_unlocked": "Mở khóa đăng nhập",
    "sign_out": "Đăng xuất",
    "password": "Đổi mật khẩu",
    "roles": "Đổi quyền của vai trò",
    "disable_unused": "Khóa tài khoản lâu không dùng",
}


def connect_receivers():
    user_logged_in.connect(_signed_in, dispatch_uid="accounts.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="accounts.signed_out")


def _signed_in(user, **kwargs):
    record("sign_in", user, by=user)


def _signed_out(user, **kwargs):
    if user is not None:
        record("sign_out", user, by=user)
