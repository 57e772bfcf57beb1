from django.apps import AppConfig


class LegacyConfig(AppConfig):
    name = "portal.legacy"
    verbose_name = "Trang cũ"
