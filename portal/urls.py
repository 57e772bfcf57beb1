from django.contrib import admin
from django.urls import include, path

from portal import views

urlpatterns = [
    path("", views.home_page, name="home"),
    path("", include("news.urls")),
    path("", include("media_library.urls")),
    path("", include("portal.links.urls")),
    path("", include("portal.machines.urls")),
    path("", include("portal.pages.urls")),
    path("", include("portal.search.urls")),
    path("admin/", include("publishing.urls")),
    path("admin/", admin.site.urls),
]

handler404 = "portal.legacy.views.not_found"
handler500 = "portal.views.server_error"
