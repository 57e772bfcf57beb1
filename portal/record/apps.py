from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "portal.record"
    verbose_name = "Nhật ký"
