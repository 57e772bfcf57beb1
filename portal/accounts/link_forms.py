from django import forms
from django.contrib.auth.forms import SetPasswordForm

from portal.accounts.forms import RefusingForm
from portal.accounts.hashing import hashing_slot
from vietnamese.folding import clean_line


class ForgottenPasswordForm(forms.Form):
    name = forms.CharField(
        label="Tên đăng nhập hoặc e-mail",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )

    def clean_name(self):
        return clean_line(self.cleaned_data["name"])


class NewPasswordForm(RefusingForm, SetPasswordForm):
    """Sets the password on `user` without saving it; a stranger with a link waits for a hash like one who signs in."""

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            with self.refusing(), hashing_slot(is_sign_in=True):
                self.user.set_password(cleaned["new_password1"])
        return cleaned
