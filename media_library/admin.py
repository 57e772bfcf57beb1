from django.contrib import admin
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html

from media_library.forms import VideoForm
from media_library.models import Attachment, Image, Programme, Video
from publishing.admin import FoldedSearch, LiveSlug, PublishableAdmin, StateFilter
from publishing.recorded import RecordedAdmin
from traffic.admin import ViewsColumn
from vietnamese.dates import month_title


def thumbnail(image):
    """A picture as lists show it, or nothing; the name beside it says what it is."""
    if not image or not image.file:
        return ""
    return format_html('<img src="{}" alt="" width="96" height="54" loading="lazy" class="thumbnail">', image.file.url)


@admin.register(Image)
class ImageAdmin(FoldedSearch, RecordedAdmin):
    list_display = ["thumbnail", "title", "measures", "credit", "created_at"]
    list_display_links = ["title"]
    list_per_page = 30
    date_hierarchy = "created_at"
    ordering = ["-pk"]
    fields = ["file", "thumbnail", "title", "alt", "caption", "credit", "measures", "created_at"]
    readonly_fields = ["thumbnail", "measures", "created_at"]

    @admin.display(description="xem trước")
    def thumbnail(self, image):
        return thumbnail(image)

    @admin.display(description="cỡ ảnh")
    def measures(self, image):
        return f"{image.width} × {image.height}" if image.width else "-"


@admin.register(Attachment)
class AttachmentAdmin(FoldedSearch, RecordedAdmin):
    list_display = ["title", "type_of_file", "weight", "created_at"]
    list_filter = ["kind"]
    date_hierarchy = "created_at"
    ordering = ["-pk"]
    fields = ["file", "title", "type_of_file", "weight", "created_at"]
    readonly_fields = ["type_of_file", "weight", "created_at"]

    @admin.display(description="loại tệp", ordering="kind")
    def type_of_file(self, attachment):
        return attachment.kind.upper()

    @admin.display(description="cỡ tệp", ordering="size")
    def weight(self, attachment):
        return filesizeformat(attachment.size)


@admin.register(Programme)
class ProgrammeAdmin(FoldedSearch, LiveSlug, RecordedAdmin):
    list_display = ["name", "number_of_videos", "order"]
    ordering = ["order", "sort_key"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "description", "order"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(video_count=models.Count("videos"))

    @admin.display(description="số video", ordering="video_count")
    def number_of_videos(self, programme):
        return programme.video_count


@admin.register(Video)
class VideoAdmin(ViewsColumn, PublishableAdmin):
    list_display = ["picture", "title", "standing", "programme", "month", "views", "publish_at", "updated_at"]
    list_display_links = ["title"]
    list_filter = [StateFilter, "programme", "publish_at"]
    ordering = ["-pk"]
    form = VideoForm
    autocomplete_fields = ["programme", "poster"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        ("Nội dung", {"fields": ["title", "summary"]}),
        ("Chuyên đề", {"fields": ["programme", "issue_month"]}),
        ("Video", {"fields": ["file", "youtube_id", "poster", "duration", "transcript"]}),
        ("Địa chỉ và thời gian", {"fields": ["slug", "standing", "publish_at", "unpublish_at"]}),
    ]
    readonly_fields = ["publish_at"]

    @admin.display(description="ảnh", empty_value="")
    def picture(self, video):
        return thumbnail(video.poster)

    @admin.display(description="số của tháng", ordering="issue_month")
    def month(self, video):
        return month_title(video.issue_month) if video.issue_month else "-"
