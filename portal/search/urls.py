from django.urls import path

from portal.search import views

urlpatterns = [
    path("tim-kiem/", views.search_page, name="search"),
]
