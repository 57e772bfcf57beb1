from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import lazy

from portal.pages.forms import AnnouncementForm
from portal.pages.menu import MenuEntry, default_lists
from portal.pages.models import Announcement, MenuItem, Page, SiteSettings, places
from publishing.admin import FoldedSearchInMemory, PublishableAdmin
from publishing.conflict_admin import ConflictCheckedAdmin
from publishing.editor import editor_page
from publishing.ordered_lists import OrderedListMixin

LEVEL_INDENT = "— "  # before a name in a list, for each level above it


@admin.register(SiteSettings)
class SiteSettingsAdmin(ConflictCheckedAdmin):
    """A single row: its list redirects to its form."""

    autocomplete_fields = ["emblem"]
    fieldsets = [
        ("Tên gọi", {"fields": ["organisation", "province", "tagline", "emblem"]}),
        ("Chịu trách nhiệm", {"fields": ["responsible_person", "licence"]}),
        (
            "Liên hệ",
            {"fields": ["address_line", "map_url", "working_hours", "phone", "email", "contact_line"]},
        ),
        ("Mạng xã hội", {"fields": ["facebook_url", "youtube_url", "zalo_url"]}),
    ]

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_or_change_permission(request):
            return super().changelist_view(request, extra_context)
        if not SiteSettings.objects.filter(pk=1).exists():
            SiteSettings(pk=1).save()
        return HttpResponseRedirect(reverse("admin:pages_sitesettings_change", args=[1]))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Page)
@method_decorator(editor_page, name="changeform_view")
class PageAdmin(PublishableAdmin):
    list_display = ["title_in_tree", "status", "address", "writer", "last_change", "publish_at"]
    ordering = ["position"]
    autocomplete_fields = ["parent"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        ("Nội dung", {"fields": ["title", "summary", "body"]}),
        ("Vị trí trong cây trang", {"fields": ["parent", "order", "slug", "address"]}),
        ("Thời gian", {"fields": ["status", "publish_at", "unpublish_at"]}),
    ]
    readonly_fields = ["publish_at", "address"]

    @admin.display(description="tiêu đề", ordering="position")
    def title_in_tree(self, page):
        return LEVEL_INDENT * (page.level - 1) + page.title

    @admin.display(description="địa chỉ", ordering="path")
    def address(self, page):
        return page.get_absolute_url() if page.path else "-"


def _menu_help():
    lists = []
    for entry in default_lists({name: MenuEntry(title) for name, title in places()}):
        below = ", ".join(child.title for child in entry.children)
        lists.append(f"{entry.title} (với {below})" if below else entry.title)
    return (
        "Chọn một nơi. Mục ở cấp trên cùng có thể để trống để làm tiêu đề cho các mục con. "
        "Nơi chưa có nội dung thì tự ẩn: chuyên mục chưa có bài, trang chưa đăng, chuyên đề chưa có video. "
        f"Khi chưa lưu mục nào, trình đơn gồm Trang chủ, các chuyên mục cấp trên cùng có bài, {', '.join(lists)} "
        "và Liên kết website."
    )


@admin.register(MenuItem)
class MenuItemAdmin(OrderedListMixin, ConflictCheckedAdmin):
    list_display = ["name_in_tree", "leads_to", "order"]
    is_tree = True
    list_select_related = ["parent", "category", "page", "programme"]
    fieldsets = [
        (None, {"fields": ["title", "parent", "order"]}),
        (
            "Dẫn đến",
            {
                "fields": ["category", "page", "programme", "place", "url"],
                "description": lazy(_menu_help, str)(),  # when the form is shown, and all kinds are registered
            },
        ),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).in_tree_order()

    def order_group(self, row):
        return row.parent_id

    @admin.display(description="mục")
    def name_in_tree(self, item):
        return f"{LEVEL_INDENT if item.parent_id else ''}{item}"

    @admin.display(description="dẫn đến")
    def leads_to(self, item):
        if item.target:
            return f"{item.target._meta.verbose_name}: {item.target}"
        return item.get_place_display() or item.url or "-"


@admin.register(Announcement)
class AnnouncementAdmin(FoldedSearchInMemory, ConflictCheckedAdmin):
    list_display = ["text", "kind", "status", "starts_at", "ends_at"]
    list_filter = ["kind"]
    search_fields = ["text"]
    form = AnnouncementForm
    autocomplete_fields = ["image"]
    fieldsets = [
        (
            None,
            {
                "fields": ["kind", "text", "url", "image"],
                "description": "“Chế độ tang lễ” chuyển cả cổng sang màu xám và tạm thay cho “chào mừng”.",
            },
        ),
        ("Thời gian hiện", {"fields": ["starts_at", "ends_at"]}),
    ]

    @admin.display(description="tình trạng", ordering="starts_at")
    def status(self, announcement):
        now = timezone.now()
        if announcement.starts_at > now:
            return "Sắp hiện"
        return "Đang hiện" if announcement.ends_at > now else "Đã thôi hiện"
