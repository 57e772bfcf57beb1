from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "portal.search"
    verbose_name = "Tìm kiếm"

    def ready(self):
        from portal.search import checks  # noqa: F401 -- registers them
