from django.apps import apps
from django.contrib import admin
from django.urls import include, path

from portal import kind_views, views

urlpatterns = [
    path("", views.home_page, name="home"),
    *kind_views.urlpatterns(),
    path("", include("news.urls")),
    path("", include("media_library.urls")),
    path("", include("portal.seo.urls")),
    *(path("", include(f"{app}.urls")) for app in ("portal.links", "portal.search") if apps.is_installed(app)),
    path("admin/", include("publishing.urls")),
    path("admin/", admin.site.urls),
]

if apps.is_installed("portal.legacy"):
    handler404 = "portal.legacy.views.not_found"
handler500 = "portal.views.server_error"
