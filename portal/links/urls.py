from django.urls import path

from portal.links import views

urlpatterns = [
    path("lien-ket/", views.directory_page, name="links"),
    path("lien-ket/di/", views.departure_page, name="link_departure"),
]
