from django.contrib.auth.forms import UsernameField
from django.core.exceptions import ValidationError
from django.forms import CheckboxSelectMultiple, ModelForm

from portal.accounts.administrators import LAST_ADMINISTRATOR, administrators, is_administrator
from portal.accounts.models import User
from portal.accounts.roles import ROLES
from publishing.choice_fields import ManyChoiceField


class RolesField(ManyChoiceField):
    """Roles as check boxes, each with a line on what it may do."""

    widget = CheckboxSelectMultiple

    def __init__(self, *args, **kwargs):
        help_text = "Người này được làm mọi việc của các vai trò đã chọn."
        super().__init__(*args, **{**kwargs, "label": "Vai trò", "help_text": help_text})

    def label_from_instance(self, group):
        role = ROLES.get(group.name)
        return f"{group.name}: {role.summary}" if role else group.name


class AssigningForm:
    """A form that assigns roles and categories; `by` is the user who fills it in.

    Whoever may assign roles gives any of them to others, everybody else only roles they have. Nobody but a superuser
    changes their own.
    """

    def clean(self):
        cleaned = super().clean()
        for name in ("groups", "categories"):
            if name in cleaned and (changed := self._changed(name, cleaned[name])) and not self.by.is_superuser:
                self._check_assignment(name, changed)
        return cleaned

    def _changed(self, name, chosen):
        before = getattr(self.instance, name).all() if self.instance.pk else ()
        return {*chosen} ^ {*before}

    def _check_assignment(self, name, changed):
        if self.instance.pk == self.by.pk:
            self.add_error(name, "Không ai tự đổi vai trò và chuyên mục của mình. Hãy nhờ một người quản trị khác.")
        elif not self.by.has_perm("accounts.assign_roles") and (name == "categories" or changed - self._own_roles()):
            listed = ", ".join(f"“{one}”" for one in sorted(map(str, changed)))
            self.add_error(name, f"Bạn không được giao hay bỏ {listed}. Hãy nhờ người được giao vai trò.")

    def _own_roles(self):
        return {*self.by.groups.all()}


class LastAdministratorForm:
    """A form that never leaves the portal without somebody who may give others their rights.

    The admin has locked the administrators before: of two who would take each other's rights the second is refused.
    """

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and not self.errors and not self._stays_administrator(cleaned):
            left = administrators()
            if left.filter(pk=self.instance.pk).exists() and not left.exclude(pk=self.instance.pk).exists():
                self.add_error(None, LAST_ADMINISTRATOR)
        return cleaned

    def _stays_administrator(self, cleaned):
        return cleaned["is_active"] and is_administrator(self.instance, cleaned["groups"])


class UserForm(LastAdministratorForm, AssigningForm, ModelForm):
    """An account: who it is, what they may do. Its password is set by its owner alone."""

    class Meta:
        model = User
        fields = ["username", "last_name", "first_name", "email", "is_active", "groups", "categories"]
        field_classes = {"username": UsernameField}

    def clean_username(self):
        """No two names differ in their case alone."""
        name = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError("Đã có người dùng tên này. Hãy chọn tên đăng nhập khác.")
        return name
