from django.urls import path

from news import feeds, views
from traffic.pages import public_page

urlpatterns = [
    path("tin-tuc/", views.latest_page, name="latest"),
    path("rss/", public_page(feeds.LatestFeed()), name="latest_rss"),
    path("tin-tuc/rss/", public_page(feeds.LatestFeed()), name="news_rss"),
    path("chuyen-muc/<slug:slug>/", views.category_page, name="category"),
    path("chuyen-muc/<slug:slug>/rss/", public_page(feeds.CategoryFeed()), name="category_rss"),
    path("bai-viet/<slug:slug>-<int:pk>/", views.article_page, name="article"),
    path("tac-gia/<slug:slug>/", views.author_page, name="author"),
    path("tac-gia/<slug:slug>/rss/", public_page(feeds.AuthorFeed()), name="author_rss"),
    path("nguon/<slug:slug>/", views.source_page, name="source"),
    path("nguon/<slug:slug>/rss/", public_page(feeds.SourceFeed()), name="source_rss"),
    path("the/<slug:slug>/", views.tag_page, name="tag"),
    path("the/<slug:slug>/rss/", public_page(feeds.TagFeed()), name="tag_rss"),
]
