from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The only place where floors are wired together."""

    name = "portal"
    verbose_name = "Cổng thông tin"

    def ready(self):
        from django.contrib import admin

        from publishing.signals import changed
        from traffic.models import Generation

        changed.connect(lambda **kwargs: Generation.objects.create(), weak=False, dispatch_uid="portal.advance_generation")

        admin.site.site_header = "Quản trị cổng thông tin"
        admin.site.site_title = "Quản trị"
        admin.site.index_title = "Bàn làm việc"
        admin.site.enable_nav_sidebar = True
