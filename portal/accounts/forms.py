from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.forms import AdminPasswordChangeForm as AdminOwnPasswordForm
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm, UserChangeForm
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.crypto import salted_hmac

from portal.accounts.hashing import RETRY_AFTER_SECONDS, HashingBusy, hashing_slot
from portal.accounts.throttling import MAX_FAILURES, SignInLocked, SignInThrottle
from publishing.edit_conflict import SeenField
from publishing.meeting import words_of
from publishing.models import Event

LOCKED = (
    "Từ địa chỉ mạng này đã gõ sai mật khẩu {failures} lần cho tên đăng nhập này, nên tạm thời chưa nhận mật khẩu nào "
    "nữa, kể cả mật khẩu đúng. Xin thử lại sau {minutes} phút. Nếu quên mật khẩu hoặc không phải bạn đã gõ, "
    "hãy báo người quản trị để được đặt mật khẩu mới."
)
BUSY = "Đang có nhiều người đăng nhập cùng lúc. Xin chờ {seconds} giây rồi gõ lại mật khẩu."


@dataclass(frozen=True)
class Refusal:
    """Why a password was not looked at, as HTTP says it."""

    status: int
    wait_seconds: int


class RefusingForm:
    """A form that looks at a password, or says why it does not in `refusal`."""

    refusal = None

    @contextmanager
    def refusing(self):
        try:
            yield
        except SignInLocked as locked:
            self.refusal = Refusal(429, locked.wait_seconds)
            words = LOCKED.format(failures=MAX_FAILURES, minutes=-(-locked.wait_seconds // 60))
            raise ValidationError(words, code="locked") from None
        except HashingBusy:
            self.refusal = Refusal(503, RETRY_AFTER_SECONDS)
            raise ValidationError(BUSY.format(seconds=RETRY_AFTER_SECONDS), code="busy") from None


class SignInForm(RefusingForm, AdminAuthenticationForm):
    def clean(self):
        with self.refusing():
            return super().clean()


class OwnPasswordForm(RefusingForm, AdminOwnPasswordForm):
    """Who sits down at another's desk cannot try passwords here without end either; `address` is where they sit."""

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


class UserPasswordForm(AdminPasswordChangeForm):
    """Django's, with the one sentence that stands outside its catalogue in Vietnamese.

    Whoever sets a password over one that another has set since the form was opened is told first.
    """

    version = SeenField(required=False)

    usable_password_help_text = AdminPasswordChangeForm.usable_password_help_text.replace(
        "If disabled, the current password for this user will be lost.",
        "Nếu tắt, mật khẩu hiện tại của người dùng này sẽ mất.",
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(user, *args, **kwargs)
        self.initial["version"] = salted_hmac("portal.accounts.password", user.password).hexdigest()

    def clean(self):
        cleaned = super().clean()
        seen = self.data.get("version")
        if seen and seen != self.initial["version"] and not self._is_set_already():
            self.data = {**self.data.dict(), "version": self.initial["version"]}
            by_others = Event.objects.of(self.user).filter(Q(name="password") | Q(after__has_key="password"))
            last = by_others.order_by("pk").last()
            raise ValidationError(
                f"{words_of(last) if last else 'Người khác đã đổi mật khẩu này'}, sau khi bạn mở trang này. Chưa lưu "
                "gì của bạn. Nếu vẫn muốn đặt mật khẩu khác, hãy gõ lại rồi bấm lần nữa."
            )
        return cleaned

    def _is_set_already(self):
        """Whether the button was pressed twice."""
        typed = self.cleaned_data.get("password1")
        return bool(typed) and check_password(typed, self.user.password)


class AssigningForm:
    """A form that gives roles and categories; `by` is who fills it in.

    Who assigns roles gives any of them to others, everybody else only roles they bear. Nobody but a superuser changes
    their own.
    """

    def clean(self):
        cleaned = super().clean()
        for name in ("groups", "categories"):
            if name in cleaned and (changed := self._changed(name, cleaned[name])) and not self.by.is_superuser:
                self._judge(name, changed)
        return cleaned

    def _changed(self, name, chosen):
        before = getattr(self.instance, name).all() if self.instance.pk else ()
        return {*chosen} ^ {*before}

    def _judge(self, name, changed):
        if self.instance.pk == self.by.pk:
            self.add_error(name, "Không ai tự đổi vai trò và chuyên mục của mình. Hãy nhờ một người quản trị khác.")
        elif not self.by.has_perm("accounts.assign_roles") and (name == "categories" or changed - self._own_roles()):
            listed = ", ".join(f"“{one}”" for one in sorted(map(str, changed)))
            self.add_error(name, f"Bạn không được giao hay bỏ {listed}. Hãy nhờ người được giao vai trò.")

    def _own_roles(self):
        return {*self.by.groups.all()}


class UserForm(AssigningForm, UserChangeForm):
    pass


class NewUserForm(AssigningForm, AdminUserCreationForm):
    pass
