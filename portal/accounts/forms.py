from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.forms import AdminPasswordChangeForm as AdminOwnPasswordForm
from django.core.exceptions import ValidationError

from portal.accounts.hashing import RETRY_AFTER_SECONDS, HashingBusy, hashing_slot
from portal.accounts.throttling import MAX_FAILURES, SignInLocked, SignInThrottle
from traffic.client_address import client_network

LOCKED_MESSAGES = {
    "password": (
        "Từ địa chỉ mạng này đã gõ sai mật khẩu {failures} lần cho tên đăng nhập này, nên tạm thời chưa nhận mật khẩu "
        "nào nữa, kể cả mật khẩu đúng. Xin thử lại sau {minutes} phút. Nếu quên mật khẩu hoặc không phải bạn đã gõ, "
        "hãy bấm “Quên mật khẩu”, hoặc báo người quản trị để có liên kết đặt mật khẩu mới."
    ),
    "code": (
        "Từ địa chỉ mạng này đã gõ sai mã {failures} lần cho tên đăng nhập này, nên tạm thời chưa nhận mã nào nữa, kể "
        "cả mã đúng. Xin thử lại sau {minutes} phút. Nếu không còn điện thoại và mã dự phòng, hãy báo người quản trị."
    ),
    "name": (
        "Hôm nay tên đăng nhập này đã bị thử sai quá nhiều lần, nên chỉ còn được nhận từ những nơi đã từng đăng nhập "
        "bằng tên này. Hãy đăng nhập từ máy thường dùng, hoặc báo người quản trị mở khóa."
    ),
}
BUSY_MESSAGE = "Đang có nhiều người đăng nhập cùng lúc. Xin chờ {seconds} giây rồi gõ lại mật khẩu."


@dataclass(frozen=True)
class Refusal:
    """Why a password was not checked, with the HTTP status."""

    status: int
    wait_seconds: int


class RefusingForm:
    """A form that checks a password, or sets `refusal` where it does not."""

    refusal = None

    @contextmanager
    def refusing(self):
        try:
            yield
        except SignInLocked as locked:
            self.refusal = Refusal(429, locked.wait_seconds)
            words = LOCKED_MESSAGES[locked.reason]
            minutes = -(-locked.wait_seconds // 60)
            raise ValidationError(words.format(failures=MAX_FAILURES, minutes=minutes), code="locked") from None
        except HashingBusy:
            self.refusal = Refusal(503, RETRY_AFTER_SECONDS)
            raise ValidationError(BUSY_MESSAGE.format(seconds=RETRY_AFTER_SECONDS), code="busy") from None


class SignInForm(RefusingForm, AdminAuthenticationForm):
    def clean(self):
        with self.refusing():
            return super().clean()

    def get_invalid_login_error(self):
        """The wrong password that locks a name says so at once, whether or not somebody bears it."""
        SignInThrottle(self.cleaned_data["username"], client_network(self.request.META)).refuse_if_locked()
        return super().get_invalid_login_error()


class OwnPasswordForm(RefusingForm, AdminOwnPasswordForm):
    """Limits guesses of the old password too, by someone at another's computer; `address` is the client's."""

    def __init__(self, *args, address="", **kwargs):
        super().__init__(*args, **kwargs)
        self.throttle = SignInThrottle(self.user.get_username(), address)

    def clean_old_password(self):
        with self.refusing():
            self.throttle.refuse_if_locked()
            with hashing_slot():
                self.throttle.count_attempt()
                try:
                    old_password = super().clean_old_password()
                except ValidationError:
                    self.throttle.failed()
                    raise
        self.throttle.succeeded()
        return old_password
