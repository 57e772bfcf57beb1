from django.contrib import admin
from django.urls import path

from portal.notifications.views import notifications_page

urlpatterns = [path("thong-bao/", admin.site.admin_view(notifications_page), name="notifications")]
