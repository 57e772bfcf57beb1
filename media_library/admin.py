from contextlib import suppress

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.forms import Script
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.html import format_html

from media_library import file_responses, programme_months, reference_index
from media_library.file_fields import MAX_DOCUMENT_BYTES, MAX_VIDEO_BYTES
from media_library.focal_point import render_submitted_points
from media_library.forms import AlbumForm, ImageChooserInput, ImageForm, MonthField, VideoAddressField, VideoForm
from media_library.image_library_admin import ImageLibraryAdmin, get_or_create_image
from media_library.image_processing import MAX_IMAGE_BYTES
from media_library.models import Album, Attachment, Image, Programme, Video
from media_library.renditions import drawable
from media_library.video_hosts import HOST_FIELDS, HOSTS
from media_library.video_upload import VideoUploadAdmin, checks_message
from publishing.admin import FoldedSearchMixin, LiveSlugMixin, PublishableAdmin
from publishing.bigints import parse_bigint
from publishing.conflict_admin import ConflictCheckedAdmin
from publishing.live_rows import LiveRowAdmin
from publishing.ordered_lists import OrderedListMixin
from publishing.unused_deletion import UnusedDeletionMixin
from traffic.admin import ViewsColumn
from vietnamese.dates import month_title
from vietnamese.numbers import format_integer

MAX_ALBUM_CHOICES = 24  # shown to choose from


def thumbnail(image, point=""):
    """A picture's thumbnail for lists, or nothing; without alternative text, since its title is beside it."""
    if not drawable(image):
        return ""
    address = image.responsive("lead", point).address(240, "webp")
    return format_html('<img src="{}" alt="" width="96" height="54" loading="lazy" class="thumbnail">', address)


class ImageChooserAdmin:
    """Mixin for the admin of models that have a picture of the library."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model is Image:
            kwargs["widget"] = ImageChooserInput(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def changeform_view(self, request, *args, **kwargs):
        if request.method == "POST" and (self.has_add_permission(request) or self.has_change_permission(request)):
            render_submitted_points(self.model, request.POST)
        return super().changeform_view(request, *args, **kwargs)


class CheckedUploadAdmin:
    """Mixin: a file is checked before the transaction begins: that takes seconds and would block other writers."""

    def changeform_view(self, request, *args, **kwargs):
        file = request.FILES.get("file")
        if file and (self.has_add_permission(request) or self.has_change_permission(request)):
            with suppress(ValidationError):  # the form shows the error at the field
                request.FILES["file"] = self.opts.get_field("file").clean_upload(file)
        return super().changeform_view(request, *args, **kwargs)


class UsedByAdmin:
    """Mixin for what texts refer to: the read-only field `used_by`."""

    @admin.display(description="dùng ở")
    def used_by(self, thing):
        things = reference_index.objects_using(thing) if thing.pk else []
        return render_to_string("media_library/admin/uses.html", {"things": things})


class MissingAltFilter(admin.SimpleListFilter):
    title = "chữ thay ảnh"
    parameter_name = "chu-thay-anh"

    def lookups(self, request, model_admin):
        return [("chua", "Chưa có")]

    def queryset(self, request, queryset):
        return queryset.without_alt_text() if self.value() else queryset


@admin.register(Image)
class ImageAdmin(
    *(ImageLibraryAdmin, UsedByAdmin, UnusedDeletionMixin, CheckedUploadAdmin),
    *(LiveRowAdmin, FoldedSearchMixin, ConflictCheckedAdmin),
):
    max_body_bytes = MAX_IMAGE_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    list_display = ["thumbnail", "title", "described", "dimensions", "credit", "created_at"]
    list_display_links = ["title"]
    list_filter = [MissingAltFilter]
    list_per_page = 30
    show_full_result_count = False
    date_hierarchy = "created_at"
    ordering = ["-pk"]
    change_list_template = "media_library/admin/image_list.html"
    change_form_template = "media_library/admin/image_form.html"
    form = ImageForm
    fieldsets = [
        ("Ảnh", {"fields": ["file", ("focus_x", "focus_y"), "dimensions", "created_at"]}),
        ("Mô tả", {"fields": ["title", "alt", "is_decorative", "caption", "credit", "licence", "taken_on"]}),
        ("Nơi dùng", {"fields": ["used_by"]}),
    ]
    readonly_fields = ["dimensions", "created_at", "used_by"]

    def uses_of(self, row):
        """Also old texts: a picture stays as long as one of them can be restored."""
        return reference_index.objects_using(row)

    @admin.display(description="xem trước")
    def thumbnail(self, image):
        return thumbnail(image)

    @admin.display(description="chữ thay ảnh")
    def described(self, image):
        return "trang trí" if image.is_decorative else "có" if image.alt else "chưa có"

    @admin.display(description="cỡ ảnh")
    def dimensions(self, image):
        return f"{image.width} × {image.height}" if image.width else "-"


@admin.register(Attachment)
class AttachmentAdmin(
    UnusedDeletionMixin, CheckedUploadAdmin, ViewsColumn, LiveRowAdmin, FoldedSearchMixin, ConflictCheckedAdmin
):
    max_body_bytes = MAX_DOCUMENT_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    list_display = ["title", "type_of_file", "file_size", "downloads", "created_at"]
    list_filter = ["kind"]
    date_hierarchy = "created_at"
    ordering = ["-pk"]
    fields = ["file", "title", "type_of_file", "file_size", "created_at", "carried_by"]
    readonly_fields = ["type_of_file", "file_size", "created_at", "carried_by"]
    view_on_site = False  # the form itself shows the public address

    def get_urls(self):
        preview = self.admin_site.admin_view(self.preview_view)
        return [path("<int:pk>/preview/", preview, name="media_library_attachment_preview"), *super().get_urls()]

    def preview_view(self, request, pk):
        """The document for staff, whether readers may have it or not."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        file = get_object_or_404(Attachment, pk=pk)
        return file_responses.download_response(
            request, file.file.name, file.download_name, inline=file.is_shown_by_browsers
        )

    @admin.display(description="nơi dùng")
    def carried_by(self, attachment):
        """Its carriers, and the address at which readers get it, if they can."""
        found = Attachment.objects.with_visibility().filter(pk=attachment.pk).first()
        context = {"file": found, "things": found.carriers() if found else []}
        return render_to_string("media_library/admin/carried_by.html", context)

    @admin.display(description="loại tệp", ordering="kind")
    def type_of_file(self, attachment):
        return attachment.kind.upper()

    @admin.display(description="cỡ tệp", ordering="size")
    def file_size(self, attachment):
        return filesizeformat(attachment.size)

    @admin.display(description="lượt tải")
    def downloads(self, attachment):
        return format_integer(attachment.read_times)


@admin.register(Album)
class AlbumAdmin(UsedByAdmin, ViewsColumn, PublishableAdmin):
    list_display = ["picture", "title", "status", "writer", "last_change", "views", "publish_at"]
    list_display_links = ["title"]
    ordering = ["-pk"]
    form = AlbumForm
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        ("Nội dung", {"fields": ["title", "summary", "pictures"]}),
        ("Địa chỉ và thời gian", {"fields": ["slug", "status", "publish_at", "unpublish_at"]}),
        ("Nơi dùng", {"fields": ["used_by"]}),
    ]
    readonly_fields = ["publish_at", "used_by"]

    def get_urls(self):
        return [self._page("choose/", self.choose_view, "choose"), *super().get_urls()]

    def choose_view(self, request):
        """An HTML fragment: albums to put into a text, the newest, or those found by words."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        albums = Album.objects.not_trashed().for_listing().order_by("-pk")
        albums, _ = self.get_search_results(request, albums, request.GET.get("q", "")[:200])
        context = {"albums": albums[:MAX_ALBUM_CHOICES], "asked": request.GET}
        return TemplateResponse(request, "media_library/admin/choose_album.html", context)

    def get_deleted_objects(self, objs, request):
        """An album that a text refers to cannot be put into the trash."""
        used_by = [thing for album in objs for thing in reference_index.objects_using(album)]
        return [], {}, set(), [f"{thing._meta.verbose_name}: {thing}" for thing in used_by]

    @admin.display(description="ảnh", empty_value="")
    def picture(self, album):
        return thumbnail(album.cover)


@admin.register(Programme)
class ProgrammeAdmin(OrderedListMixin, UnusedDeletionMixin, FoldedSearchMixin, LiveSlugMixin, ConflictCheckedAdmin):
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
        proposal = programme_months.IssueProposal.of(programme)
        context = {"programme": programme, "next": proposal.month, "missing": proposal.missing}
        return render_to_string("media_library/admin/issues.html", context)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(video_count=models.Count("videos"))

    @admin.display(description="số video", ordering="video_count")
    def number_of_videos(self, programme):
        return getattr(programme, "video_count", 0)  # a row that a forged form adds was not counted


def _proposal(request):
    """The IssueProposal for the programme, and the month, if any, in the query; None where there is none."""
    number, typed = (request.GET.get(name, "") for name in ("programme", "issue_month"))
    programme = Programme.objects.filter(pk=parse_bigint(number)).first()
    return programme_months.IssueProposal.of(programme, _month(typed)) if programme else None


def _month(typed):
    """The month in the query, or None."""
    try:
        return MonthField(required=False).clean(typed)
    except ValidationError:
        return None


@admin.register(Video)
class VideoAdmin(VideoUploadAdmin, ImageChooserAdmin, ViewsColumn, PublishableAdmin):
    max_body_bytes = MAX_VIDEO_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE  # by a browser without scripts
    list_display = ["picture", "title", "status", "programme", "month", "writer", "last_change", "views", "publish_at"]
    list_display_links = ["title"]
    list_filter = ["programme"]
    ordering = ["-pk"]
    form = VideoForm
    autocomplete_fields = ["programme", "poster", "attachments"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        ("Nội dung", {"fields": ["title", "summary"]}),
        ("Chuyên đề", {"fields": ["programme", "issue_month"]}),
        ("Video", {"fields": ["file", *HOST_FIELDS, "poster", "duration"]}),
        ("Lời và chương", {"fields": ["captions", "chapters", "transcript"]}),
        ("Tệp đính kèm", {"fields": ["attachments"]}),
        ("Địa chỉ và thời gian", {"fields": ["slug", "status", "publish_at", "unpublish_at"]}),
    ]
    readonly_fields = ["publish_at"]

    class Media:
        js = [Script(f"media_library/{name}.js", defer=True) for name in ("captions", "issues")]
        css = {"all": ["media_library/captions.css"]}

    def get_urls(self):
        return [self._page("issues/", self.issues_view, "issues"), *super().get_urls()]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        for host in HOSTS:
            if host.field == db_field.name:
                return VideoAddressField(host)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request):
        """`?programme=1` proposes that programme's next month and its title; `&issue_month=09/2020` another month."""
        initial = super().get_changeform_initial_data(request)
        initial.pop("programme", "")
        if proposal := _proposal(request):
            initial |= {
                "programme": proposal.programme.pk,
                "issue_month": proposal.month,
                "title": initial.get("title") or proposal.title,
            }
        return initial

    def issues_view(self, request):
        """The same proposal for an open form, the missing months, and the existing segments of that month."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        proposal = _proposal(request)
        if proposal is None:
            return JsonResponse({})
        taken = Video.objects.not_trashed().of_issue(proposal.programme, proposal.month).first()
        return JsonResponse(
            {
                "month": f"{proposal.month:%m/%Y}",
                "title": proposal.title,
                "missing": [f"{month:%m/%Y}" for month in proposal.missing],
                "taken": str(taken or ""),
            }
        )

    def save_model(self, request, obj, form, change):
        if form.new_video_file:
            self._report_upload(request, obj, form.new_video_file)
        super().save_model(request, obj, form, change)
        others = Video.objects.not_trashed().of_issue(obj.programme, obj.issue_month).exclude(pk=obj.pk)
        if other := others.first():
            month = month_title(obj.issue_month)
            messages.warning(request, f"“{obj.programme}” đã có một số khác của {month}: “{other}”. Hãy xem lại.")

    def _report_upload(self, request, video, film):
        """Show which checks the new file passed, and make a poster from a frame of it where possible."""
        messages.info(request, checks_message(film))
        transaction.on_commit(film.upload.discard)
        if request.poster and video.poster is None:
            video.poster = get_or_create_image(request.poster, f"Hình trong video: {video.title}"[:200])

    @admin.display(description="ảnh", empty_value="")
    def picture(self, video):
        return thumbnail(video.poster)

    @admin.display(description="số của tháng", ordering="issue_month")
    def month(self, video):
        return month_title(video.issue_month) if video.issue_month else "-"
