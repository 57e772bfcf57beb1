from django.urls import path

from news import views

urlpatterns = [
    path("tin-tuc/", views.latest_page, name="latest"),
    path("chuyen-muc/<slug:slug>/", views.category_page, name="category"),
    path("bai-viet/<slug:slug>-<int:pk>/", views.article_page, name="article"),
    path("tac-gia/<slug:slug>/", views.author_page, name="author"),
    path("nguon/<slug:slug>/", views.source_page, name="source"),
    path("the/<slug:slug>/", views.tag_page, name="tag"),
]
