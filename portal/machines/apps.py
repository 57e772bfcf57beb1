from django.apps import AppConfig


class MachinesConfig(AppConfig):
    name = "portal.machines"
    verbose_name = "Cho máy đọc"
