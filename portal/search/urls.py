from django.urls import path

from portal.search import views

urlpatterns = [
    path("tim-kiem/", views.search_page, name="search"),
    path("tim-kiem/goi-y/", views.suggestions_page, name="search_suggestions"),
]
