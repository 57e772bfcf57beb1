"""Who may open and post to what; see tests/portal/test_permission_matrix.py for how it is read."""

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from portal.machines.faces import card_address, cover_address
from portal.machines.sitemaps import IDS
from portal.pages.models import SiteSettings
from publishing.models import Revision
from tests.factories import (
    make_album,
    make_article,
    make_attachment,
    make_author,
    make_category,
    make_image,
    make_link,
    make_page,
    make_programme,
    make_source,
    make_tag,
    make_video,
)

COLUMNS = ["anonymous", "disabled", "Phóng_viên", "Biên_tập_viên", "Thư_ký_tòa_soạn", "Quản_trị"]

# Pages for readers: the same for everybody, only read.
PUBLIC = """
home latest latest_rss latest_atom news_rss news_atom archive_year archive_month
archive_day category category_rss category_atom article author author_rss
author_atom source source_rss source_atom tag tag_rss tag_atom videos videos_rss videos_atom video programme
albums albums_rss albums_atom album
programme_rss programme_atom programme_year media attachment
links link_departure page site_map robots security manifest search
search_suggestions sitemap_index sitemap_lists sitemap_news sitemap card site_card cover captions chapters
"""

TABLE = """
favicon                                  GET  302 302 302 302 302 302
favicon                                  POST 405 405 405 405 405 405
admin:index                              GET  in  in  200 200 200 200
admin:index                              POST in  in  200 200 200 200
admin:login                              GET  200 200 302 302 302 302
admin:login                              POST 200 200 200 200 200 200
admin:logout                             GET  302 302 405 405 405 405
admin:logout                             POST 302 302 200 200 200 200
admin:password_change                    GET  in  in  200 200 200 200
admin:password_change                    POST in  in  200 200 200 200
admin:password_change_done               GET  in  in  200 200 200 200
admin:password_change_done               POST in  in  405 405 405 405
admin:autocomplete                       GET  in  in  200 200 200 403
admin:autocomplete                       POST in  in  405 405 405 405
admin:jsi18n                             GET  in  in  200 200 200 200
admin:jsi18n                             POST in  in  405 405 405 405
admin:view_on_site                       GET  in  in  302 302 302 302
admin:view_on_site                       POST in  in  302 302 302 302
admin:app_list                           GET  in  in  200 200 200 404
admin:app_list                           POST in  in  200 200 200 404
admin:(?P<url>.*)$                       GET  in  in  404 404 404 404
admin:(?P<url>.*)$                       POST in  in  404 404 404 404
admin:<path:object_id>/                  GET  in  in  302 302 302 302
admin:<path:object_id>/                  POST in  in  302 302 302 302
admin:news_article_changelist            GET  in  in  200 200 200 403
admin:news_article_changelist            POST in  in  200 200 200 403
admin:news_article_add                   GET  in  in  200 200 200 403
admin:news_article_add                   POST in  in  200 200 200 403
admin:news_article_change                GET  in  in  200 200 200 403
admin:news_article_change                POST in  in  200 200 200 403
admin:news_article_history               GET  in  in  200 200 200 403
admin:news_article_history               POST in  in  200 200 200 403
admin:news_article_delete                GET  in  in  200 200 200 403
admin:news_article_delete                POST in  in  200 200 200 403
admin:news_article_notes                 GET  in  in  405 405 405 405
admin:news_article_notes                 POST in  in  302 302 302 403
admin:news_article_duplicate             GET  in  in  405 405 405 405
admin:news_article_duplicate             POST in  in  302 302 302 403
admin:news_article_move                  GET  in  in  200 200 200 403
admin:news_article_move                  POST in  in  200 200 200 403
admin:media_library_album_changelist     GET  in  in  200 200 200 403
admin:media_library_album_changelist     POST in  in  200 200 200 403
admin:media_library_album_add            GET  in  in  200 200 200 403
admin:media_library_album_add            POST in  in  200 200 200 403
admin:media_library_album_change         GET  in  in  200 200 200 403
admin:media_library_album_change         POST in  in  200 200 200 403
admin:media_library_album_history        GET  in  in  200 200 200 403
admin:media_library_album_history        POST in  in  200 200 200 403
admin:media_library_album_delete         GET  in  in  200 200 200 403
admin:media_library_album_delete         POST in  in  200 200 200 403
admin:media_library_album_notes          GET  in  in  405 405 405 405
admin:media_library_album_notes          POST in  in  302 302 302 403
admin:media_library_album_duplicate      GET  in  in  405 405 405 405
admin:media_library_album_duplicate      POST in  in  302 302 302 403
admin:media_library_album_move           GET  in  in  200 200 200 403
admin:media_library_album_move           POST in  in  200 200 200 403
admin:media_library_album_compare        GET  in  in  200 200 200 403
admin:media_library_album_compare        POST in  in  200 200 200 403
admin:media_library_album_take_up        GET  in  in  404 404 404 403
admin:media_library_album_take_up        POST in  in  302 302 302 403
admin:media_library_album_presence       GET  in  in  405 405 405 403
admin:media_library_album_presence       POST in  in  200 200 200 403
admin:media_library_album_choose         GET  in  in  200 200 200 403
admin:media_library_album_choose         POST in  in  200 200 200 403
admin:media_library_video_changelist     GET  in  in  200 200 200 403
admin:media_library_video_changelist     POST in  in  200 200 200 403
admin:media_library_video_add            GET  in  in  200 200 200 403
admin:media_library_video_add            POST in  in  200 200 200 403
admin:media_library_video_change         GET  in  in  200 200 200 403
admin:media_library_video_change         POST in  in  200 200 200 403
admin:media_library_video_history        GET  in  in  200 200 200 403
admin:media_library_video_history        POST in  in  200 200 200 403
admin:media_library_video_delete         GET  in  in  200 200 200 403
admin:media_library_video_delete         POST in  in  200 200 200 403
admin:media_library_video_notes          GET  in  in  405 405 405 405
admin:media_library_video_notes          POST in  in  302 302 302 403
admin:media_library_video_duplicate      GET  in  in  405 405 405 405
admin:media_library_video_duplicate      POST in  in  302 302 302 403
admin:media_library_video_move           GET  in  in  200 200 200 403
admin:media_library_video_move           POST in  in  200 200 200 403
admin:media_library_video_upload         GET  in  in  200 200 200 403
admin:media_library_video_upload         POST in  in  400 400 400 403
admin:media_library_video_upload_part    GET  in  in  404 404 404 403
admin:media_library_video_upload_part    POST in  in  404 404 404 403
admin:search_asked_changelist            GET  in  in  403 200 200 200
admin:search_asked_changelist            POST in  in  403 200 200 200
admin:news_category_changelist           GET  in  in  200 200 200 403
admin:news_category_changelist           POST in  in  200 200 200 403
admin:news_category_add                  GET  in  in  403 403 200 403
admin:news_category_add                  POST in  in  403 403 200 403
admin:news_category_change               GET  in  in  200 200 200 403
admin:news_category_change               POST in  in  403 403 200 403
admin:news_category_history              GET  in  in  200 200 200 403
admin:news_category_history              POST in  in  200 200 200 403
admin:news_category_delete               GET  in  in  403 403 403 403
admin:news_category_delete               POST in  in  403 403 403 403
admin:news_tag_changelist                GET  in  in  200 200 200 403
admin:news_tag_changelist                POST in  in  200 200 200 403
admin:news_tag_add                       GET  in  in  200 200 200 403
admin:news_tag_add                       POST in  in  200 200 200 403
admin:news_tag_change                    GET  in  in  200 200 200 403
admin:news_tag_change                    POST in  in  403 200 200 403
admin:news_tag_history                   GET  in  in  200 200 200 403
admin:news_tag_history                   POST in  in  200 200 200 403
admin:news_tag_delete                    GET  in  in  403 403 403 403
admin:news_tag_delete                    POST in  in  403 403 403 403
admin:news_author_changelist             GET  in  in  200 200 200 403
admin:news_author_changelist             POST in  in  200 200 200 403
admin:news_author_add                    GET  in  in  403 200 200 403
admin:news_author_add                    POST in  in  403 200 200 403
admin:news_author_change                 GET  in  in  200 200 200 403
admin:news_author_change                 POST in  in  403 200 200 403
admin:news_author_history                GET  in  in  200 200 200 403
admin:news_author_history                POST in  in  200 200 200 403
admin:news_author_delete                 GET  in  in  403 403 403 403
admin:news_author_delete                 POST in  in  403 403 403 403
admin:news_source_changelist             GET  in  in  200 200 200 403
admin:news_source_changelist             POST in  in  200 200 200 403
admin:news_source_add                    GET  in  in  403 200 200 403
admin:news_source_add                    POST in  in  403 200 200 403
admin:news_source_change                 GET  in  in  200 200 200 403
admin:news_source_change                 POST in  in  403 200 200 403
admin:news_source_history                GET  in  in  200 200 200 403
admin:news_source_history                POST in  in  200 200 200 403
admin:news_source_delete                 GET  in  in  403 403 403 403
admin:news_source_delete                 POST in  in  403 403 403 403
admin:news_highlight_changelist          GET  in  in  403 200 200 403
admin:news_highlight_changelist          POST in  in  403 200 200 403
admin:news_highlight_add                 GET  in  in  403 200 200 403
admin:news_highlight_add                 POST in  in  403 200 200 403
admin:news_highlight_change              GET  in  in  403 200 200 403
admin:news_highlight_change              POST in  in  403 200 200 403
admin:news_highlight_history             GET  in  in  403 200 200 403
admin:news_highlight_history             POST in  in  403 200 200 403
admin:news_highlight_delete              GET  in  in  403 200 200 403
admin:news_highlight_delete              POST in  in  403 200 200 403
admin:media_library_image_changelist     GET  in  in  200 200 200 200
admin:media_library_image_changelist     POST in  in  200 200 200 200
admin:media_library_image_add            GET  in  in  200 200 200 200
admin:media_library_image_add            POST in  in  200 200 200 200
admin:media_library_image_upload         GET  in  in  200 200 200 200
admin:media_library_image_upload         POST in  in  200 200 200 200
admin:media_library_image_describe       GET  in  in  200 200 200 403
admin:media_library_image_describe       POST in  in  200 200 200 403
admin:media_library_image_choose         GET  in  in  200 200 200 200
admin:media_library_image_choose         POST in  in  200 200 200 200
admin:media_library_image_preview        GET  in  in  302 302 302 302
admin:media_library_image_preview        POST in  in  302 302 302 302
admin:media_library_image_change         GET  in  in  200 200 200 200
admin:media_library_image_change         POST in  in  200 200 200 403
admin:media_library_image_history        GET  in  in  200 200 200 200
admin:media_library_image_history        POST in  in  200 200 200 200
admin:media_library_image_delete         GET  in  in  403 403 403 403
admin:media_library_image_delete         POST in  in  403 403 403 403
admin:media_library_attachment_changelist GET  in in  200 200 200 403
admin:media_library_attachment_changelist POST in in  200 200 200 403
admin:media_library_attachment_add       GET  in  in  200 200 200 403
admin:media_library_attachment_add       POST in  in  200 200 200 403
admin:media_library_attachment_change    GET  in  in  200 200 200 403
admin:media_library_attachment_change    POST in  in  200 200 200 403
admin:media_library_attachment_preview   GET  in  in  200 200 200 403
admin:media_library_attachment_preview   POST in  in  200 200 200 403
admin:media_library_attachment_history   GET  in  in  200 200 200 403
admin:media_library_attachment_history   POST in  in  200 200 200 403
admin:media_library_attachment_delete    GET  in  in  403 403 403 403
admin:media_library_attachment_delete    POST in  in  403 403 403 403
admin:media_library_programme_changelist GET  in  in  200 200 200 403
admin:media_library_programme_changelist POST in  in  200 200 200 403
admin:media_library_programme_add        GET  in  in  403 403 200 403
admin:media_library_programme_add        POST in  in  403 403 200 403
admin:media_library_programme_change     GET  in  in  200 200 200 403
admin:media_library_programme_change     POST in  in  403 403 200 403
admin:media_library_programme_history    GET  in  in  200 200 200 403
admin:media_library_programme_history    POST in  in  200 200 200 403
admin:media_library_programme_delete     GET  in  in  403 403 403 403
admin:media_library_programme_delete     POST in  in  403 403 403 403
admin:links_link_changelist              GET  in  in  403 403 403 200
admin:links_link_changelist              POST in  in  403 403 403 200
admin:links_link_add                     GET  in  in  403 403 403 200
admin:links_link_add                     POST in  in  403 403 403 200
admin:links_link_change                  GET  in  in  403 403 403 200
admin:links_link_change                  POST in  in  403 403 403 200
admin:links_link_history                 GET  in  in  403 403 403 200
admin:links_link_history                 POST in  in  403 403 403 200
admin:links_link_delete                  GET  in  in  403 403 403 200
admin:links_link_delete                  POST in  in  403 403 403 200
admin:links_linkgroup_changelist         GET  in  in  403 403 403 200
admin:links_linkgroup_changelist         POST in  in  403 403 403 200
admin:links_linkgroup_add                GET  in  in  403 403 403 200
admin:links_linkgroup_add                POST in  in  403 403 403 200
admin:links_linkgroup_change             GET  in  in  403 403 403 200
admin:links_linkgroup_change             POST in  in  403 403 403 200
admin:links_linkgroup_history            GET  in  in  403 403 403 200
admin:links_linkgroup_history            POST in  in  403 403 403 200
admin:links_linkgroup_delete             GET  in  in  403 403 403 200
admin:links_linkgroup_delete             POST in  in  403 403 403 200
admin:pages_sitesettings_changelist      GET  in  in  403 403 403 302
admin:pages_sitesettings_changelist      POST in  in  403 403 403 302
admin:pages_sitesettings_add             GET  in  in  403 403 403 403
admin:pages_sitesettings_add             POST in  in  403 403 403 403
admin:pages_sitesettings_change          GET  in  in  403 403 403 200
admin:pages_sitesettings_change          POST in  in  403 403 403 200
admin:pages_sitesettings_history         GET  in  in  403 403 403 200
admin:pages_sitesettings_history         POST in  in  403 403 403 200
admin:pages_sitesettings_delete          GET  in  in  403 403 403 403
admin:pages_sitesettings_delete          POST in  in  403 403 403 403
admin:pages_page_changelist              GET  in  in  200 200 200 403
admin:pages_page_changelist              POST in  in  200 200 200 403
admin:pages_page_add                     GET  in  in  200 200 200 403
admin:pages_page_add                     POST in  in  200 200 200 403
admin:pages_page_change                  GET  in  in  200 200 200 403
admin:pages_page_change                  POST in  in  200 200 200 403
admin:pages_page_history                 GET  in  in  200 200 200 403
admin:pages_page_history                 POST in  in  200 200 200 403
admin:pages_page_delete                  GET  in  in  200 200 200 403
admin:pages_page_delete                  POST in  in  200 200 200 403
admin:pages_page_notes                   GET  in  in  405 405 405 405
admin:pages_page_notes                   POST in  in  302 302 302 403
admin:pages_page_duplicate               GET  in  in  405 405 405 405
admin:pages_page_duplicate               POST in  in  302 302 302 403
admin:pages_page_move                    GET  in  in  200 200 200 403
admin:pages_page_move                    POST in  in  200 200 200 403
admin:news_article_compare               GET  in  in  200 200 200 403
admin:news_article_compare               POST in  in  200 200 200 403
admin:news_article_take_up               GET  in  in  404 404 404 403
admin:news_article_take_up               POST in  in  302 302 302 403
admin:news_article_presence              GET  in  in  405 405 405 403
admin:news_article_presence              POST in  in  200 200 200 403
admin:media_library_video_issues         GET  in  in  200 200 200 403
admin:media_library_video_issues         POST in  in  200 200 200 403
admin:media_library_video_compare        GET  in  in  200 200 200 403
admin:media_library_video_compare        POST in  in  200 200 200 403
admin:media_library_video_take_up        GET  in  in  404 404 404 403
admin:media_library_video_take_up        POST in  in  302 302 302 403
admin:media_library_video_presence       GET  in  in  405 405 405 403
admin:media_library_video_presence       POST in  in  200 200 200 403
admin:pages_page_compare                 GET  in  in  200 200 200 403
admin:pages_page_compare                 POST in  in  200 200 200 403
admin:pages_page_take_up                 GET  in  in  404 404 404 403
admin:pages_page_take_up                 POST in  in  302 302 302 403
admin:pages_page_presence                GET  in  in  405 405 405 403
admin:pages_page_presence                POST in  in  200 200 200 403
desk_calendar                            GET  in  in  200 200 200 403
desk_calendar                            POST in  in  200 200 200 403
desk_trash                               GET  in  in  200 200 200 403
desk_trash                               POST in  in  200 200 200 403
desk_take_back                           GET  in  in  404 404 404 404
desk_take_back                           POST in  in  302 302 302 404
admin:pages_menuitem_changelist          GET  in  in  403 403 403 200
admin:pages_menuitem_changelist          POST in  in  403 403 403 200
admin:pages_menuitem_add                 GET  in  in  403 403 403 200
admin:pages_menuitem_add                 POST in  in  403 403 403 200
admin:pages_menuitem_change              GET  in  in  403 403 403 200
admin:pages_menuitem_change              POST in  in  403 403 403 200
admin:pages_menuitem_history             GET  in  in  403 403 403 200
admin:pages_menuitem_history             POST in  in  403 403 403 200
admin:pages_menuitem_delete              GET  in  in  403 403 403 200
admin:pages_menuitem_delete              POST in  in  403 403 403 200
admin:pages_announcement_changelist      GET  in  in  403 403 403 200
admin:pages_announcement_changelist      POST in  in  403 403 403 200
admin:pages_announcement_add             GET  in  in  403 403 403 200
admin:pages_announcement_add             POST in  in  403 403 403 200
admin:pages_announcement_change          GET  in  in  403 403 403 200
admin:pages_announcement_change          POST in  in  403 403 403 200
admin:pages_announcement_history         GET  in  in  403 403 403 200
admin:pages_announcement_history         POST in  in  403 403 403 200
admin:pages_announcement_delete          GET  in  in  403 403 403 200
admin:pages_announcement_delete          POST in  in  403 403 403 200
admin:publishing_event_changelist        GET  in  in  403 403 403 200
admin:publishing_event_changelist        POST in  in  403 403 403 200
admin:publishing_event_export            GET  in  in  403 403 403 200
admin:publishing_event_export            POST in  in  403 403 403 200
admin:publishing_event_add               GET  in  in  403 403 403 403
admin:publishing_event_add               POST in  in  403 403 403 403
admin:publishing_event_change            GET  in  in  403 403 403 200
admin:publishing_event_change            POST in  in  403 403 403 403
admin:publishing_event_history           GET  in  in  403 403 403 200
admin:publishing_event_history           POST in  in  403 403 403 200
admin:publishing_event_delete            GET  in  in  403 403 403 403
admin:publishing_event_delete            POST in  in  403 403 403 403
admin:accounts_user_changelist           GET  in  in  403 403 403 200
admin:accounts_user_changelist           POST in  in  403 403 403 200
admin:accounts_user_add                  GET  in  in  403 403 403 200
admin:accounts_user_add                  POST in  in  403 403 403 200
admin:accounts_user_change               GET  in  in  403 403 403 200
admin:accounts_user_change               POST in  in  403 403 403 200
admin:accounts_user_history              GET  in  in  403 403 403 200
admin:accounts_user_history              POST in  in  403 403 403 200
admin:accounts_user_delete               GET  in  in  403 403 403 403
admin:accounts_user_delete               POST in  in  403 403 403 403
admin:auth_user_password_change          GET  in  in  403 403 403 200
admin:auth_user_password_change          POST in  in  403 403 403 200
"""


def _on_site():
    article = make_article()
    return f"/admin/r/{ContentType.objects.get_for_model(article).pk}/{article.pk}/"


def _user_password():
    from tests.factories import make_user

    return f"/admin/accounts/user/{make_user().pk}/password/"


def _take_up(make):
    thing = make(state="draft")
    revision = Revision.objects.of(thing).get()
    names = thing._meta
    return reverse(f"admin:{names.app_label}_{names.model_name}_take_up", args=[thing.pk, revision.pk])


# Addresses that `reverse` cannot make from the name and one row of the admin's model.
ADDRESSES = {
    "category": lambda: make_category().get_absolute_url(),
    "category_rss": lambda: make_category().get_absolute_url() + "rss/",
    "category_atom": lambda: make_category().get_absolute_url() + "atom/",
    "article": lambda: make_article().get_absolute_url(),
    "archive_year": lambda: make_article() and f"/tin-tuc/{timezone.localdate():%Y}/",
    "archive_month": lambda: make_article() and f"/tin-tuc/{timezone.localdate():%Y/%m}/",
    "archive_day": lambda: make_article() and f"/tin-tuc/{timezone.localdate():%Y/%m/%d}/",
    "author": lambda: make_author().get_absolute_url(),
    "author_rss": lambda: make_author().get_absolute_url() + "rss/",
    "author_atom": lambda: make_author().get_absolute_url() + "atom/",
    "source": lambda: make_source().get_absolute_url(),
    "source_rss": lambda: make_source().get_absolute_url() + "rss/",
    "source_atom": lambda: make_source().get_absolute_url() + "atom/",
    "tag": lambda: make_tag().get_absolute_url(),
    "tag_rss": lambda: make_tag().get_absolute_url() + "rss/",
    "tag_atom": lambda: make_tag().get_absolute_url() + "atom/",
    "album": lambda: make_album().get_absolute_url(),
    "video": lambda: make_video().get_absolute_url(),
    "captions": lambda: f"/video/phu-de-{make_video(captions='WEBVTT').pk}.vtt",
    "chapters": lambda: f"/video/chuong-{make_video(chapters='0:00 Lời chào').pk}.vtt",
    "programme": lambda: make_programme().get_absolute_url(),
    "programme_year": lambda: (
        make_video(programme=make_programme(slug="x"), issue_month="2020-09-01") and "/chuyen-de/x/2020/"
    ),
    "programme_rss": lambda: make_programme().get_absolute_url() + "rss/",
    "programme_atom": lambda: make_programme().get_absolute_url() + "atom/",
    "media": lambda: make_image().file.url,
    "attachment": lambda: make_video(attachments=[make_attachment()]).attachments.get().get_absolute_url(),
    "sitemap": lambda: f"/sitemap-bai-viet-{make_article().pk // IDS}.xml",
    "card": lambda: card_address(SiteSettings.current(), make_article()),
    "cover": lambda: cover_address(SiteSettings.current(), make_programme()),
    "site_card": lambda: card_address(SiteSettings.current()),
    "link_departure": lambda: f"/lien-ket/di/?den={make_link().pk}",
    "page": lambda: make_page().get_absolute_url(),
    "admin:autocomplete": lambda: "/admin/autocomplete/?app_label=news&model_name=article&field_name=authors&term=an",
    "admin:view_on_site": _on_site,
    "admin:app_list": lambda: "/admin/news/",
    "admin:(?P<url>.*)$": lambda: "/admin/khong-co/",
    "admin:<path:object_id>/": lambda: f"/admin/news/article/{make_article().pk}/",
    "admin:auth_user_password_change": _user_password,
    "admin:news_article_take_up": lambda: _take_up(make_article),
    "admin:media_library_video_take_up": lambda: _take_up(make_video),
    "admin:media_library_album_take_up": lambda: _take_up(make_album),
    "admin:pages_page_take_up": lambda: _take_up(make_page),
    "desk_take_back": lambda: reverse("desk_take_back", args=["news.article", make_article(state="draft").pk]),
}
