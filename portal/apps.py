from urllib.parse import urlsplit

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import connections


class PortalConfig(AppConfig):
    """The only place where floors are connected."""

    name = "portal"
    verbose_name = "Cổng thông tin"

    def ready(self):
        from django.contrib import admin
        from django.db.models.signals import post_migrate, pre_migrate

        from media_library import checklist_rules, placement
        from portal import kind_views, link_rules
        from portal.accounts import password_policy, throttling, unused_accounts
        from publishing import checklist, checks, detail_responses, editor, preview, sealing
        from publishing.signals import changed
        from traffic import captured_response, edition, housekeeper, thing_keys

        managers = [model._default_manager for model in apps.get_models()]
        edition.next_instant_functions[:] = [rows.next_instant for rows in managers if hasattr(rows, "next_instant")]
        housekeeper.flushers[:] = [
            throttling.Sweeper(),
            unused_accounts.UnusedAccountsSweeper(),
            sealing.Sealer(),
            placement.mover,
        ]
        detail_responses.shown_listeners[:] = [captured_response.mark_view]
        preview.page_renderers[:] = [kind_views.preview_page]
        checklist.more_rules[:] = [checklist_rules.words_for_pictures, link_rules.links_to_unpublished]
        password_policy.context_texts[:] = [_site_names]
        checks.reserved_counted_as |= {thing_keys.SITE_KEY[0], thing_keys.FIGURE_KIND}
        changed.connect(_invalidate_pages, dispatch_uid="portal.move_on")
        _connect_notifications()
        _connect_removable_apps()

        pre_migrate.connect(_lift_statement_timeout, dispatch_uid="portal.lift_timeout")
        post_migrate.connect(_restore_statement_timeout, dispatch_uid="portal.bound_again")

        scripts = ("media_library/chooser_window.js", "media_library/editor_images.js")
        editor.extensions[:] = [editor.Extension(("picture", "album"), scripts, "media_library/library.css")]
        _name_through_tables()
        admin.site.site_header = "Quản trị cổng thông tin"
        admin.site.site_title = "Quản trị"
        admin.site.index_title = "Bàn làm việc"
        admin.site.enable_nav_sidebar = True


def _connect_notifications():
    """Tell staff of what the desk records, and the forms that are open of what is unread."""
    from portal.notifications import bell, listening, notifier
    from publishing import audit_log, comments, history
    from traffic import housekeeper

    housekeeper.flushers.append(notifier.Notifier())
    audit_log.recorded_listeners[:] = [listening.on_recorded]
    comments.written_listeners[:] = [listening.on_comment]
    history.presence_extras[:] = [bell.on_presence]


def _connect_removable_apps():
    """Tie what listens to lower floors in the apps that README says can be taken out, where they are installed."""
    from publishing.signals import changed
    from traffic import housekeeper

    if apps.is_installed("portal.search"):
        from portal.search import indexing, query_log

        housekeeper.flushers.append(query_log.query_counter.write)
        changed.connect(indexing.on_changed, dispatch_uid="portal.follow_in_search")
    if apps.is_installed("portal.watch"):
        from portal.watch import hosts
        from publishing import confirmations

        confirmations.questions[:] = [hosts.ask_about_new]
    if apps.is_installed("portal.legacy"):
        from portal.legacy import redirects

        changed.connect(redirects.on_changed, dispatch_uid="portal.follow_addresses")


def _invalidate_pages(thing, address_before, deleted, **kwargs):
    """Invalidate cached pages by a new generation; what may not be shown any more also goes on the purge list."""
    from traffic import generation, purge_list

    generation.advance()
    if address_before and (deleted or thing.purge_when_down()):
        purge_list.add(address_before)


def _site_names():
    """The names in the site's footer, which everybody knows."""
    from portal.pages.models import SiteSettings

    site = SiteSettings.current()
    names = str(site), site.tagline, site.responsible_person, site.address_line, site.contact_line, site.email
    return (*names, urlsplit(settings.SITE_URL).hostname)


def _lift_statement_timeout(using, **kwargs):
    """An index over a million articles takes longer than the five seconds allowed for a page's statement."""
    if connections[using].vendor == "postgresql":
        connections[using].cursor().execute("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0")


def _restore_statement_timeout(using, **kwargs):
    if connections[using].vendor == "postgresql":
        connections[using].cursor().execute("RESET statement_timeout; RESET idle_in_transaction_session_timeout")


def _name_through_tables():
    """Give the rows of through tables a Vietnamese name: the admin lists them before a deletion."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.auto_created:
            model._meta.verbose_name = model._meta.verbose_name_plural = "mối liên hệ"
            model.__str__ = _through_row_text


def _through_row_text(row):
    return " – ".join(str(getattr(row, field.name)) for field in row._meta.fields if field.remote_field)
