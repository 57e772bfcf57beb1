from django.contrib import admin
from django.urls import path

from publishing import views

urlpatterns = [
    path("tim/", admin.site.admin_view(views.search_page), name="desk_search"),
    path("lich/", admin.site.admin_view(views.calendar_page), name="desk_calendar"),
    path("thung-rac/", admin.site.admin_view(views.trash_page), name="desk_trash"),
    path("thung-rac/<str:kind>/<int:pk>/", admin.site.admin_view(views.take_back), name="desk_take_back"),
]
