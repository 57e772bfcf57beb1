"""Who came in, who could not, who left: told to the record."""

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from publishing.record import DEEDS, record

LONGEST_TYPED = 60  # characters of a name that nobody bears; some type a password there

DEEDS |= {
    "sign_in": "Đăng nhập",
    "sign_in_failed": "Đăng nhập không thành công",
    "sign_out": "Đăng xuất",
    "password": "Đổi mật khẩu",
    "roles": "Đổi quyền của vai trò",
}


def listen():
    user_logged_in.connect(_signed_in, dispatch_uid="accounts.signed_in")
    user_login_failed.connect(_failed, dispatch_uid="accounts.sign_in_failed")
    user_logged_out.connect(_signed_out, dispatch_uid="accounts.signed_out")


def _signed_in(user, **kwargs):
    record("sign_in", user, by=user)


def _signed_out(user, **kwargs):
    if user is not None:
        record("sign_out", user, by=user)


def _failed(credentials, **kwargs):
    record("sign_in_failed", thing_text=str(credentials.get("username", ""))[:LONGEST_TYPED])
