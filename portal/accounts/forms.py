from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm, UserChangeForm


class UserPasswordForm(AdminPasswordChangeForm):
    """Django's, with the one sentence that stands outside its catalogue in Vietnamese."""

    usable_password_help_text = AdminPasswordChangeForm.usable_password_help_text.replace(
        "If disabled, the current password for this user will be lost.",
        "Nếu tắt, mật khẩu hiện tại của người dùng này sẽ mất.",
    )


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
