from django.apps import AppConfig, apps


class PortalConfig(AppConfig):
    """The only place where floors are wired together."""

    name = "portal"
    verbose_name = "Cổng thông tin"

    def ready(self):
        from django.contrib import admin

        from publishing.signals import changed
        from traffic import generation

        changed.connect(lambda **kwargs: generation.advance(), weak=False, dispatch_uid="portal.advance_generation")

        _name_link_tables()
        admin.site.site_header = "Quản trị cổng thông tin"
        admin.site.site_title = "Quản trị"
        admin.site.index_title = "Bàn làm việc"
        admin.site.enable_nav_sidebar = True


def _name_link_tables():
    """Give the rows that tie two things together a Vietnamese name: the admin lists them before a deletion."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.auto_created:
            model._meta.verbose_name = model._meta.verbose_name_plural = "mối liên hệ"
            model.__str__ = _tied_together


def _tied_together(row):
    return " – ".join(str(getattr(row, field.name)) for field in row._meta.fields if field.remote_field)
