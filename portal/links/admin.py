from django.contrib import admin

from portal.links.models import Link, LinkGroup
from publishing.admin import FoldedSearchMixin
from publishing.conflict_admin import ConflictCheckedAdmin
from publishing.ordered_lists import OrderedListMixin


@admin.register(LinkGroup)
class LinkGroupAdmin(OrderedListMixin, ConflictCheckedAdmin):
    list_display = ["name", "order"]
    fields = ["name", "order"]


@admin.register(Link)
class LinkAdmin(OrderedListMixin, FoldedSearchMixin, ConflictCheckedAdmin):
    list_display = ["title", "url", "group", "order", "status"]
    list_filter = ["group", "is_active"]
    list_select_related = ["group"]
    fields = ["title", "url", "group", "order", "is_active"]

    def order_group(self, row):
        return row.group_id

    @admin.display(description="tình trạng", ordering="is_active")
    def status(self, link):
        return "Đang hiện" if link.is_active else "Đang ẩn"
