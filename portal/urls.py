from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path

from media_library.sitemaps import ProgrammeSitemap, VideoSitemap
from news.sitemaps import ArticleSitemap, CategorySitemap
from portal import views
from traffic.pages import public_page

SITEMAPS = {
    "bai-viet": ArticleSitemap,
    "chuyen-muc": CategorySitemap,
    "video": VideoSitemap,
    "chuyen-de": ProgrammeSitemap,
}

urlpatterns = [
    path("", views.home_page, name="home"),
    path("", include("news.urls")),
    path("", include("media_library.urls")),
    path("", include("portal.links.urls")),
    path("", include("portal.search.urls")),
    path("robots.txt", views.robots_txt, name="robots"),
    path(
        "sitemap.xml",
        public_page(sitemaps.index),
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"},
        "sitemap_index",
    ),
    path("sitemap-<section>.xml", public_page(sitemaps.sitemap), {"sitemaps": SITEMAPS}, "sitemap"),
    path("admin/", admin.site.urls),
]

handler500 = "portal.views.server_error"
