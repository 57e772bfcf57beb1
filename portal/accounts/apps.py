from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    verbose_name = "Tài khoản"

    def ready(self):
        from django.contrib import admin
        from django.db.models.signals import post_save

        from portal.accounts import (
            author_records,
            checks,  # noqa: F401 -- registers the checks
            name_limit,
            password_links,
            reauthentication,
            second_factor,
            session_limits,
            sessions,
            sign_in_log,
            staff_access,
            throttling,
        )
        from portal.accounts.forms import SignInForm

        listening = (
            *(author_records, name_limit, reauthentication, second_factor),
            *(session_limits, sessions, sign_in_log, staff_access),
        )
        for module in listening:
            module.connect_receivers()
        post_save.connect(
            throttling.unlock_on_new_password, sender=self.get_model("User"), dispatch_uid="accounts.unlock"
        )
        post_save.connect(
            password_links.void_link, sender=self.get_model("User"), dispatch_uid="accounts.void_password_link"
        )
        admin.site.login_form = SignInForm
