from django.contrib import admin
from django.urls import path

from portal.accounts import link_views, session_limits
from portal.accounts.session_views import own_sessions

urlpatterns = [
    *session_limits.urls(),
    path("phien-dang-nhap/", admin.site.admin_view(own_sessions), name="own_sessions"),
    path("quen-mat-khau/", link_views.forgotten_password, name="forgotten_password"),
    path("quen-mat-khau/da-nhan/", link_views.forgotten_password_sent, name="forgotten_password_sent"),
    path("dat-mat-khau/", link_views.new_password, name="new_password"),
    path("dat-mat-khau/xong/", link_views.new_password_set, name="new_password_set"),
]
