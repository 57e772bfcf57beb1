from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path

from portal.search.models import Asked
from publishing.audited_admin import AuditedAdmin

ROWS_A_LIST = 50


@admin.register(Asked)
class AskedAdmin(AuditedAdmin):
    """The search terms of readers: one page, read-only."""

    def get_urls(self):
        return [path("", self.admin_site.admin_view(self.changelist_view), name="search_asked_changelist")]

    def has_add_permission(self, request):
        return False

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = Asked.objects.recent()
        context = {
            **self.admin_site.each_context(request),
            "title": "Bạn đọc tìm gì",
            "opts": self.opts,
            "lists": [
                ("Không tìm thấy", "Chưa có câu tìm nào phải về tay không.", asked.without_results()[:ROWS_A_LIST]),
                ("Tìm nhiều nhất", "Chưa có ai tìm gì.", asked.most_asked()[:ROWS_A_LIST]),
            ],
        }
        return TemplateResponse(request, "search/admin/query_log.html", context)
