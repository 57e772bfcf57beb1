from django.urls import path

from media_library import feeds, views
from traffic.pages import public_page

urlpatterns = [
    path("video/", views.videos_page, name="videos"),
    path("video/rss/", public_page(feeds.VideosFeed()), name="videos_rss"),
    path("video/<slug:slug>-<int:pk>/", views.video_page, name="video"),
    path("chuyen-de/<slug:slug>/", views.programme_page, name="programme"),
    path("chuyen-de/<slug:slug>/rss/", public_page(feeds.ProgrammeFeed()), name="programme_rss"),
    path("media/<path:path>", views.media, name="media"),
]
