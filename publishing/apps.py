from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = "Xuất bản"

    def ready(self):
        autodiscover_modules("kind")
        from publishing import checks  # noqa: F401 -- registers them
