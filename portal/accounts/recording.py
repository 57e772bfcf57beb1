"""Who came in and who left: told to the record. Who could not come in, `portal.accounts.throttling` tells."""

from django.contrib.auth.signals import user_logged_in, user_logged_out

from publishing.record import DEEDS, record

DEEDS |= {
    "sign_in": "Đăng nhập",
    "sign_in_failed": "Đăng nhập không thành công",
    "sign_in_unlocked": "Mở khóa đăng nhập",
    "sign_out": "Đăng xuất",
    "password": "Đổi mật khẩu",
    "roles": "Đổi quyền của vai trò",
}


def listen():
    user_logged_in.connect(_signed_in, dispatch_uid="accounts.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="accounts.signed_out")


def _signed_in(user, **kwargs):
    record("sign_in", user, by=user)


def _signed_out(user, **kwargs):
    if user is not None:
        record("sign_out", user, by=user)
