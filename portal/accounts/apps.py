from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    verbose_name = "Tài khoản"

    def ready(self):
        from django.contrib import admin

        from portal.accounts import recording
        from portal.accounts.forms import SignInForm

        recording.listen()
        admin.site.login_form = SignInForm
