from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path

from portal.search.models import Asked
from publishing.recorded import RecordedAdmin

SHOWN = 50


@admin.register(Asked)
class AskedAdmin(RecordedAdmin):
    """What readers look for: one page, only read."""

    def get_urls(self):
        return [path("", self.admin_site.admin_view(self.changelist_view), name="search_asked_changelist")]

    def has_add_permission(self, request):
        return False

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = Asked.objects.lately()
        context = {
            **self.admin_site.each_context(request),
            "title": "Bạn đọc tìm gì",
            "opts": self.opts,
            "lists": [
                ("Không tìm thấy", "Chưa có câu tìm nào phải về tay không.", asked.in_vain()[:SHOWN]),
                ("Tìm nhiều nhất", "Chưa có ai tìm gì.", asked.most_asked()[:SHOWN]),
            ],
        }
        return TemplateResponse(request, "search/admin/asked.html", context)
