from django.apps import AppConfig


class SeoConfig(AppConfig):
    name = "portal.seo"
    verbose_name = "Cho máy đọc"
