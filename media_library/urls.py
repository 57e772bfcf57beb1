from django.urls import path, re_path

from media_library import views

urlpatterns = [
    path("video/phu-de-<int:pk>.vtt", views.captions, name="captions"),
    path("video/chuong-<int:pk>.vtt", views.chapters, name="chapters"),
    path("chuyen-de/<slug:slug>/", views.programme_page, name="programme"),
    re_path(r"^chuyen-de/(?P<slug>[-\w]+)/(?P<year>[0-9]{4})/$", views.programme_year_page, name="programme_year"),
    path("tep/<slug:slug>-<int:pk>.<slug:kind>", views.attachment, name="attachment"),
    path("media/<path:path>", views.media, name="media"),
]
