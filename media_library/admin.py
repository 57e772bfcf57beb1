import re
from contextlib import suppress

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils.html import format_html

from media_library import mentions, months
from media_library.film import FilmUploads, said_of
from media_library.forms import ImageForm, MonthField, VideoForm
from media_library.library import PictureLibrary
from media_library.models import Attachment, Image, Programme, Video
from media_library.pictures import remake
from publishing.admin import FoldedSearch, LiveSlug, PublishableAdmin, StateFilter
from publishing.recorded import RecordedAdmin
from traffic.admin import ViewsColumn
from vietnamese.dates import month_title


def thumbnail(image):
    """A picture as lists show it, or nothing; the name beside it says what it is."""
    if not image or not image.file:
        return ""
    address = image.cut("lead").address(240, "webp")
    return format_html('<img src="{}" alt="" width="96" height="54" loading="lazy" class="thumbnail">', address)


class UndescribedFilter(admin.SimpleListFilter):
    title = "chữ thay ảnh"
    parameter_name = "chu-thay-anh"

    def lookups(self, request, model_admin):
        return [("chua", "Chưa có")]

    def queryset(self, request, queryset):
        return queryset.undescribed() if self.value() else queryset


@admin.register(Image)
class ImageAdmin(PictureLibrary, FoldedSearch, RecordedAdmin):
    list_display = ["thumbnail", "title", "described", "measures", "credit", "created_at"]
    list_display_links = ["title"]
    list_filter = [UndescribedFilter]
    list_per_page = 30
    show_full_result_count = False
    date_hierarchy = "created_at"
    ordering = ["-pk"]
    change_list_template = "media_library/admin/image_list.html"
    change_form_template = "media_library/admin/image_form.html"
    form = ImageForm
    fieldsets = [
        ("Ảnh", {"fields": ["file", ("focus_x", "focus_y"), "measures", "created_at"]}),
        ("Mô tả", {"fields": ["title", "alt", "is_decorative", "caption", "credit", "licence", "taken_on"]}),
        ("Nơi dùng", {"fields": ["used_by"]}),
    ]
    readonly_fields = ["measures", "created_at", "used_by"]

    def changeform_view(self, request, *args, **kwargs):
        """Make the picture anew before the transaction begins, for nothing else should wait for that."""
        file = request.FILES.get("file")
        if file and (self.has_add_permission(request) or self.has_change_permission(request)):
            with suppress(ValidationError):  # the form says so in its place
                request.FILES["file"] = remake(file)
        return super().changeform_view(request, *args, **kwargs)

    @admin.display(description="dùng ở")
    def used_by(self, image):
        things = mentions.uses(image) if image.pk else []
        return render_to_string("media_library/admin/uses.html", {"things": things})

    @admin.display(description="xem trước")
    def thumbnail(self, image):
        return thumbnail(image)

    @admin.display(description="chữ thay ảnh")
    def described(self, image):
        return "trang trí" if image.is_decorative else "có" if image.alt else "chưa có"

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
    fields = ["name", "slug", "description", "title_pattern", "order", "issues"]
    readonly_fields = ["issues"]

    @admin.display(description="các số")
    def issues(self, programme):
        """The next month and those that are missing, each a link to its form."""
        if not programme.pk:
            return "Lưu chuyên đề trước đã."
        known = programme.videos.issue_months()
        context = {"programme": programme, "next": months.next_month(known), "missing": months.missing(known)}
        return render_to_string("media_library/admin/issues.html", context)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(video_count=models.Count("videos"))

    @admin.display(description="số video", ordering="video_count")
    def number_of_videos(self, programme):
        return programme.video_count


def _month(typed):
    """The month that an address names, or None."""
    try:
        return MonthField(required=False).clean(typed)
    except ValidationError:
        return None


@admin.register(Video)
class VideoAdmin(FilmUploads, ViewsColumn, PublishableAdmin):
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
        ("Video", {"fields": ["file", "youtube_id", "vimeo_id", "poster", "duration", "captions", "transcript"]}),
        ("Địa chỉ và thời gian", {"fields": ["slug", "standing", "publish_at", "unpublish_at"]}),
    ]
    readonly_fields = ["publish_at"]

    def get_changeform_initial_data(self, request):
        """`?programme=1` proposes that programme's next month and its title; `&issue_month=09/2020` another month."""
        initial = super().get_changeform_initial_data(request)
        number = initial.pop("programme", "")
        programme = Programme.objects.filter(pk=number).first() if re.fullmatch("[0-9]{1,18}", number) else None
        if programme:
            month = _month(initial.get("issue_month", "")) or months.next_month(programme.videos.issue_months())
            initial |= {
                "programme": number,
                "issue_month": month,
                "title": initial.get("title") or months.title_for(programme, month),
            }
        return initial

    def save_model(self, request, obj, form, change):
        if form.new_film:
            self._take_note_of(request, obj, form.new_film)
        super().save_model(request, obj, form, change)
        others = Video.objects.of_issue(obj.programme, obj.issue_month).exclude(pk=obj.pk)
        if other := others.first():
            month = month_title(obj.issue_month)
            messages.warning(request, f"“{obj.programme}” đã có một số khác của {month}: “{other}”. Hãy xem lại.")

    def _take_note_of(self, request, video, film):
        """Say which checks the new file went through, and give it a poster out of itself where that can be done."""
        messages.info(request, said_of(film))
        transaction.on_commit(film.upload.discard)
        if request.poster and video.poster is None:
            known = Image.objects.filter(digest=request.poster.digest).first()
            video.poster = known or Image.objects.create(
                file=request.poster, title=f"Hình trong video: {video.title}"[:200]
            )

    @admin.display(description="ảnh", empty_value="")
    def picture(self, video):
        return thumbnail(video.poster)

    @admin.display(description="số của tháng", ordering="issue_month")
    def month(self, video):
        return month_title(video.issue_month) if video.issue_month else "-"
