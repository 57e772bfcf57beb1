from django.contrib import admin
from django.utils.decorators import method_decorator

from publishing.admin import PublishableAdmin, StateFilter
from publishing.editor import editor_page
from tests.sample_kind.models import Decree


@admin.register(Decree)
@method_decorator(editor_page, name="changeform_view")
class DecreeAdmin(PublishableAdmin):
    list_display = ["title", "number", "status", "publish_at"]
    list_filter = [StateFilter]
    ordering = ["-pk"]
    autocomplete_fields = ["attachments"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        ("Nội dung", {"fields": ["title", "number", "summary", "body", "attachments"]}),
        ("Địa chỉ và thời gian", {"fields": ["slug", "status", "publish_at", "unpublish_at"]}),
    ]
    readonly_fields = ["publish_at"]
