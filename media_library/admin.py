import re
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

from media_library import delivery, mentions, months
from media_library.files import MAX_DOCUMENT_BYTES, MAX_VIDEO_BYTES
from media_library.film import FilmUploads, said_of
from media_library.focus import cut_what_is_sent
from media_library.forms import AlbumForm, ImageForm, MonthField, PictureChoice, VideoForm
from media_library.library import PictureLibrary, kept
from media_library.models import Album, Attachment, Image, Programme, Video
from media_library.pictures import MAX_BYTES, remake
from media_library.renditions import drawable
from publishing.admin import FoldedSearch, LiveSlug, PublishableAdmin, StateFilter
from publishing.conflict_admin import ConflictCheckedAdmin
from traffic.admin import ViewsColumn
from vietnamese.dates import month_title
from vietnamese.numbers import grouped

ALBUMS_SHOWN = 24  # to choose from


def thumbnail(image, point=""):
    """A picture as lists show it, or nothing; the name beside it says what it is."""
    if not drawable(image):
        return ""
    address = image.cut("lead", point).address(240, "webp")
    return format_html('<img src="{}" alt="" width="96" height="54" loading="lazy" class="thumbnail">', address)


class ChoosesPictures:
    """Mixed into the admin of what has a picture of the library."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model is Image:
            kwargs["widget"] = PictureChoice(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def changeform_view(self, request, *args, **kwargs):
        if request.method == "POST" and (self.has_add_permission(request) or self.has_change_permission(request)):
            cut_what_is_sent(self.model, request.POST)
        return super().changeform_view(request, *args, **kwargs)


class UndescribedFilter(admin.SimpleListFilter):
    title = "chữ thay ảnh"
    parameter_name = "chu-thay-anh"

    def lookups(self, request, model_admin):
        return [("chua", "Chưa có")]

    def queryset(self, request, queryset):
        return queryset.undescribed() if self.value() else queryset


@admin.register(Image)
class ImageAdmin(PictureLibrary, FoldedSearch, ConflictCheckedAdmin):
    max_body_bytes = MAX_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
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
class AttachmentAdmin(ViewsColumn, FoldedSearch, ConflictCheckedAdmin):
    max_body_bytes = MAX_DOCUMENT_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    list_display = ["title", "type_of_file", "weight", "downloads", "created_at"]
    list_filter = ["kind"]
    date_hierarchy = "created_at"
    ordering = ["-pk"]
    fields = ["file", "title", "type_of_file", "weight", "created_at", "carried_by"]
    readonly_fields = ["type_of_file", "weight", "created_at", "carried_by"]
    view_on_site = False  # the form says itself whether readers find it

    def changeform_view(self, request, *args, **kwargs):
        """Look into the document before the transaction begins, for nothing else should wait for that."""
        file = request.FILES.get("file")
        if file and (self.has_add_permission(request) or self.has_change_permission(request)):
            with suppress(ValidationError):  # the form says so in its place
                Attachment._meta.get_field("file").admit(file)
        return super().changeform_view(request, *args, **kwargs)

    def get_urls(self):
        preview = self.admin_site.admin_view(self.preview_view)
        return [path("<int:pk>/preview/", preview, name="media_library_attachment_preview"), *super().get_urls()]

    def preview_view(self, request, pk):
        """The document for staff, whether readers may have it or not."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        file = get_object_or_404(Attachment, pk=pk)
        return delivery.download(request, file.file.name, file.download_name, inline=file.is_shown_by_browsers)

    @admin.display(description="nơi dùng")
    def carried_by(self, attachment):
        """What carries it, and the address at which readers get it, if they do."""
        found = Attachment.objects.with_standing().filter(pk=attachment.pk).first()
        context = {"file": found, "things": found.carriers() if found else []}
        return render_to_string("media_library/admin/carried_by.html", context)

    @admin.display(description="loại tệp", ordering="kind")
    def type_of_file(self, attachment):
        return attachment.kind.upper()

    @admin.display(description="cỡ tệp", ordering="size")
    def weight(self, attachment):
        return filesizeformat(attachment.size)

    @admin.display(description="lượt tải")
    def downloads(self, attachment):
        return grouped(attachment.read_times)


@admin.register(Album)
class AlbumAdmin(ViewsColumn, PublishableAdmin):
    list_display = ["picture", "title", "standing", "views", "publish_at", "updated_at"]
    list_display_links = ["title"]
    list_filter = [StateFilter, "publish_at"]
    ordering = ["-pk"]
    form = AlbumForm
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        ("Nội dung", {"fields": ["title", "summary", "pictures"]}),
        ("Địa chỉ và thời gian", {"fields": ["slug", "standing", "publish_at", "unpublish_at"]}),
        ("Nơi dùng", {"fields": ["used_by"]}),
    ]
    readonly_fields = ["publish_at", "used_by"]

    def get_urls(self):
        return [self._page("choose/", self.choose_view, "choose"), *super().get_urls()]

    def choose_view(self, request):
        """A part of a page: albums to put into a text, the newest, or by words."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        albums = Album.objects.not_trashed().for_listing().order_by("-pk")
        albums, _ = self.get_search_results(request, albums, request.GET.get("q", "")[:200])
        context = {"albums": albums[:ALBUMS_SHOWN], "asked": request.GET}
        return TemplateResponse(request, "media_library/admin/choose_album.html", context)

    def get_deleted_objects(self, objs, request):
        """What a text names stays out of the trash."""
        used_by = [thing for album in objs for thing in mentions.uses(album)]
        return [], {}, set(), [f"{thing._meta.verbose_name}: {thing}" for thing in used_by]

    @admin.display(description="dùng ở")
    def used_by(self, album):
        things = mentions.uses(album) if album.pk else []
        return render_to_string("media_library/admin/uses.html", {"things": things})

    @admin.display(description="ảnh", empty_value="")
    def picture(self, album):
        return thumbnail(album.cover)


@admin.register(Programme)
class ProgrammeAdmin(FoldedSearch, LiveSlug, ConflictCheckedAdmin):
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
        proposal = months.Proposal.of(programme)
        context = {"programme": programme, "next": proposal.month, "missing": proposal.missing}
        return render_to_string("media_library/admin/issues.html", context)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(video_count=models.Count("videos"))

    @admin.display(description="số video", ordering="video_count")
    def number_of_videos(self, programme):
        return programme.video_count


def _proposal(request):
    """What to propose for the programme, and perhaps the month, that an address names; None where it names none."""
    number, typed = (request.GET.get(name, "") for name in ("programme", "issue_month"))
    programme = Programme.objects.filter(pk=number).first() if re.fullmatch("[0-9]{1,18}", number) else None
    return months.Proposal.of(programme, _month(typed)) if programme else None


def _month(typed):
    """The month that an address names, or None."""
    try:
        return MonthField(required=False).clean(typed)
    except ValidationError:
        return None


@admin.register(Video)
class VideoAdmin(FilmUploads, ChoosesPictures, ViewsColumn, PublishableAdmin):
    max_body_bytes = MAX_VIDEO_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE  # from a browser without scripts
    list_display = ["picture", "title", "standing", "programme", "month", "views", "publish_at", "updated_at"]
    list_display_links = ["title"]
    list_filter = [StateFilter, "programme", "publish_at"]
    ordering = ["-pk"]
    form = VideoForm
    autocomplete_fields = ["programme", "poster", "attachments"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        ("Nội dung", {"fields": ["title", "summary"]}),
        ("Chuyên đề", {"fields": ["programme", "issue_month"]}),
        ("Video", {"fields": ["file", "youtube_id", "vimeo_id", "poster", "duration"]}),
        ("Lời và chương", {"fields": ["captions", "chapters", "transcript"]}),
        ("Tệp đính kèm", {"fields": ["attachments"]}),
        ("Địa chỉ và thời gian", {"fields": ["slug", "standing", "publish_at", "unpublish_at"]}),
    ]
    readonly_fields = ["publish_at"]

    class Media:
        js = [Script(f"media_library/{name}.js", defer=True) for name in ("captions", "issues")]
        css = {"all": ["media_library/captions.css"]}

    def get_urls(self):
        return [self._page("issues/", self.issues_view, "issues"), *super().get_urls()]

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
        """The same proposal for a form that is open, which months are missing, and what there is of that month."""
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
        if form.new_film:
            self._take_note_of(request, obj, form.new_film)
        super().save_model(request, obj, form, change)
        others = Video.objects.not_trashed().of_issue(obj.programme, obj.issue_month).exclude(pk=obj.pk)
        if other := others.first():
            month = month_title(obj.issue_month)
            messages.warning(request, f"“{obj.programme}” đã có một số khác của {month}: “{other}”. Hãy xem lại.")

    def _take_note_of(self, request, video, film):
        """Say which checks the new file went through, and give it a poster out of itself where that can be done."""
        messages.info(request, said_of(film))
        transaction.on_commit(film.upload.discard)
        if request.poster and video.poster is None:
            video.poster = kept(request.poster, f"Hình trong video: {video.title}"[:200])

    @admin.display(description="ảnh", empty_value="")
    def picture(self, video):
        return thumbnail(video.poster)

    @admin.display(description="số của tháng", ordering="issue_month")
    def month(self, video):
        return month_title(video.issue_month) if video.issue_month else "-"
