from django.contrib import admin

from portal.links.models import Link, LinkGroup
from publishing.admin import FoldedSearchMixin
from publishing.conflict_admin import ConflictCheckedAdmin


@admin.register(LinkGroup)
class LinkGroupAdmin(ConflictCheckedAdmin):
    list_display = ["name", "order"]
    fields = ["name", "order"]


@admin.register(Link)
class LinkAdmin(FoldedSearchMixin, ConflictCheckedAdmin):
    list_display = ["title", "url", "group", "order", "status"]
    list_filter = ["group", "is_active"]
    list_select_related = ["group"]
    fields = ["title", "url", "group", "order", "is_active"]

    @admin.display(description="tình trạng", ordering="is_active")
    def status(self, link):
        return "Đang hiện" if link.is_active else "Đang ẩn"
