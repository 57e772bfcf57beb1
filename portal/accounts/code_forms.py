"""Forms that ask for a code. Its field's name has `password` in it, so that no page shows it again."""

from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError

from portal.accounts import second_factor
from portal.accounts.forms import RefusingForm
from traffic.client_address import client_network

WRONG_CODE = (
    "Mã chưa đúng hoặc đã dùng rồi. Hãy nhập mã đang hiện trên điện thoại (nếu vừa dùng mã ấy thì chờ mã mới, và xem "
    "giờ của điện thoại có đúng không), hoặc một mã dự phòng chưa dùng."
)
WRONG_FIRST_CODE = (
    "Mã chưa đúng hoặc đã dùng rồi. Mỗi mã chỉ dùng một lần: hãy chờ mã mới hiện trên điện thoại rồi nhập lại, "
    "và xem giờ của điện thoại có đúng không."
)


class CodeInput(forms.PasswordInput):
    """Seen while it is typed; like a password it is not shown again with the form."""

    input_type = "text"


def _code_field(label, **attributes):
    attributes = {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false", **attributes}
    return forms.CharField(label=label, max_length=40, widget=CodeInput(attributes))


class SignInCodeForm(RefusingForm, forms.Form):
    """The second step of signing in."""

    one_time_password = _code_field("Mã 6 chữ số hoặc mã dự phòng", autofocus=True)

    def __init__(self, request=None, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.user = request, second_factor.pending_user(request)

    def clean_one_time_password(self):
        code = self.cleaned_data["one_time_password"]
        with self.refusing():
            if not second_factor.is_right(self.user, code, client_network(self.request.META)):
                raise ValidationError(WRONG_CODE, code="wrong")
        return code

    def get_user(self):
        return self.user


class SetUpForm(forms.Form):
    """The first code of a new device; whether it is right is known when it is stored."""

    one_time_password = _code_field("Mã 6 chữ số đang hiện trên điện thoại", inputmode="numeric")


class ReauthenticationForm(RefusingForm, forms.Form):
    """The password of who is signed in and, where there is a second factor, a code."""

    password = forms.CharField(
        label="Mật khẩu",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    one_time_password = _code_field("Mã 6 chữ số hoặc mã dự phòng")

    def __init__(self, request, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        if not second_factor.device_of(request.user):
            del self.fields["one_time_password"]

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            with self.refusing():
                self._check(cleaned)
        return cleaned

    def _check(self, typed):
        user = self.request.user
        if authenticate(self.request, username=user.get_username(), password=typed["password"]) is None:
            raise ValidationError("Mật khẩu chưa đúng. Hãy gõ lại.", code="wrong")
        code, address = typed.get("one_time_password"), client_network(self.request.META)
        if code is not None and not second_factor.is_right(user, code, address):
            raise ValidationError(WRONG_CODE, code="wrong")
