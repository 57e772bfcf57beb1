from django.urls import path

from media_library import views

urlpatterns = [
    path("video/", views.videos_page, name="videos"),
    path("video/<slug:slug>-<int:pk>/", views.video_page, name="video"),
    path("video/phu-de-<int:pk>.vtt", views.captions, name="captions"),
    path("chuyen-de/<slug:slug>/", views.programme_page, name="programme"),
    path("tep/<slug:slug>-<int:pk>.<slug:kind>", views.attachment, name="attachment"),
    path("media/<path:path>", views.media, name="media"),
]
