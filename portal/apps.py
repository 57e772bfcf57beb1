from urllib.parse import urlsplit

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import connections


class PortalConfig(AppConfig):
    """The only place where floors are wired together."""

    name = "portal"
    verbose_name = "Cổng thông tin"

    def ready(self):
        from django.contrib import admin
        from django.db.models.signals import post_migrate, pre_migrate

        from portal.accounts import password_policy, throttling
        from portal.legacy import addresses
        from portal.search import asking, indexing
        from publishing import editor
        from publishing.signals import changed
        from traffic import edition, housekeeper

        managers = [model._default_manager for model in apps.get_models()]
        edition.instants[:] = [rows.next_instant for rows in managers if hasattr(rows, "next_instant")]
        housekeeper.writers[:] = [asking.waiting.write, throttling.Sweeper()]
        password_policy.context_texts[:] = [_names_of_site]
        changed.connect(_move_on, dispatch_uid="portal.move_on")
        changed.connect(indexing.follow, dispatch_uid="portal.follow_in_search")
        changed.connect(addresses.follow, dispatch_uid="portal.follow_addresses")

        pre_migrate.connect(_let_statements_take_their_time, dispatch_uid="portal.lift_timeout")
        post_migrate.connect(_bound_statements_again, dispatch_uid="portal.bound_again")

        scripts = ("media_library/window.js", "media_library/choose.js")
        editor.extensions[:] = [editor.Extension(("picture", "album"), scripts, "media_library/library.css")]
        _name_link_tables()
        admin.site.site_header = "Quản trị cổng thông tin"
        admin.site.site_title = "Quản trị"
        admin.site.index_title = "Bàn làm việc"
        admin.site.enable_nav_sidebar = True


def _move_on(thing, address_before, deleted, **kwargs):
    """A new generation of public pages; what readers must not have any more is taken down where it is kept."""
    from traffic import generation, taken_down

    generation.advance()
    if address_before and (deleted or thing.must_not_linger()):
        taken_down.write_down(address_before)


def _names_of_site():
    """What anybody knows who has seen the site's foot."""
    from portal.pages.models import SiteSettings

    site = SiteSettings.current()
    names = str(site), site.tagline, site.responsible_person, site.address_line, site.contact_line, site.email
    return (*names, urlsplit(settings.SITE_URL).hostname)


def _let_statements_take_their_time(using, **kwargs):
    """An index over a million articles is not made in the five seconds that a page may wait."""
    if connections[using].vendor == "postgresql":
        connections[using].cursor().execute("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0")


def _bound_statements_again(using, **kwargs):
    if connections[using].vendor == "postgresql":
        connections[using].cursor().execute("RESET statement_timeout; RESET idle_in_transaction_session_timeout")


def _name_link_tables():
    """Give the rows that tie two things together a Vietnamese name: the admin lists them before a deletion."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.auto_created:
            model._meta.verbose_name = model._meta.verbose_name_plural = "mối liên hệ"
            model.__str__ = _tied_together


def _tied_together(row):
    return " – ".join(str(getattr(row, field.name)) for field in row._meta.fields if field.remote_field)
