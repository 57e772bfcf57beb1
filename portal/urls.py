from django.apps import apps
from django.contrib import admin
from django.urls import include, path

from portal import guide, kind_views, shared_previews, views

urlpatterns = [
    path("", views.home_page, name="home"),
    *kind_views.urlpatterns(),
    path("", include("news.urls")),
    path("", include("media_library.urls")),
    path("", include("portal.seo.urls")),
    *(path("", include(f"{app}.urls")) for app in ("portal.links", "portal.search") if apps.is_installed(app)),
    path("xem-truoc/<str:token>/", shared_previews.shared_preview, name="shared_preview"),
    path("admin/", include("publishing.urls")),
    path("admin/", include("portal.notifications.urls")),
    path("admin/huong-dan/", admin.site.admin_view(guide.guide_page), name="desk_guide"),
    path("admin/huong-dan/pictures/<slug:name>.webp", admin.site.admin_view(guide.picture), name="desk_guide_picture"),
    path("admin/", admin.site.urls),
]

if apps.is_installed("portal.legacy"):
    handler404 = "portal.legacy.views.not_found"
handler500 = "portal.views.server_error"
