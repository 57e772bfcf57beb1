"""The picture library's own admin pages: uploading many pictures, describing them, choosing some."""

from typing import NamedTuple

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import truncatechars
from django.template.response import TemplateResponse
from django.urls import path, reverse

from media_library.forms import MAX_IMAGES_PER_FORM, DescriptionFormSet, DescriptionRow
from media_library.image_processing import MAX_IMAGE_BYTES, digest_of, reencode
from media_library.models import Image
from media_library.renditions import drawable
from publishing import live_rows, lock
from publishing.audited_admin import form_changes, row_values
from publishing.bigints import parse_bigint
from publishing.conflict_admin import atomic_post
from publishing.paging import MAX_PK, read_cursor
from publishing.submissions import idempotent, mark_saved
from traffic.request_bodies import takes_files
from vietnamese.folding import clean

IMAGES_PER_PAGE = 24
THUMBNAIL_WIDTH_PIXELS = 240


class UploadResult(NamedTuple):
    """The result of one uploaded file: a picture, new or known already, or a sentence that says what is wrong."""

    name: str
    image: Image | None = None
    known: bool = False
    refusal: str = ""


def add_to_library(file) -> UploadResult:
    """Add a picture to the library, or find it there."""
    if known := Image.objects.filter(digest=digest_of(file)).first():
        return UploadResult(file.name, known, known=True)
    try:
        picture = reencode(file)
    except ValidationError as refusal:
        return UploadResult(file.name, refusal=refusal.messages[0])
    return UploadResult(file.name, get_or_create_image(picture, title_from(file.name)))


def get_or_create_image(picture, title: str) -> Image:
    """The Image of a re-encoded picture: the existing one, or a new one with this title."""
    with transaction.atomic():
        # Locks a row, so that of two concurrent uploads of a picture the second finds the first's Image
        ContentType.objects.select_for_update(no_key=True).get(app_label="media_library", model="image")
        return Image.objects.filter(digest=picture.digest).first() or Image.objects.create(file=picture, title=title)


def title_from(name: str) -> str:
    """A first title from a file's name, which people often choose well."""
    words = clean(name).rpartition(".")[0].replace("_", " ").replace("-", " ").split()
    return truncatechars(" ".join(words), 200) or "Ảnh chưa có tên"


class ImageLibraryAdmin:
    """Mixin for the admin of pictures."""

    def get_urls(self):
        pages = {
            "upload/": (self.upload_view, "upload"),
            "describe/": (self.describe_view, "describe"),
            "choose/": (self.choose_view, "choose"),
            "<int:pk>/preview/": (self.preview_view, "preview"),
        }
        ours = [
            path(route, self.admin_site.admin_view(view), name=f"media_library_image_{name}")
            for route, (view, name) in pages.items()
        ]
        return [*ours, *super().get_urls()]

    @takes_files(MAX_IMAGES_PER_FORM * MAX_IMAGE_BYTES)
    def upload_view(self, request):
        """A page for uploading many files; a script sends them one by one and requests JSON."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        files = request.FILES.getlist("anh")
        if request.accepts("text/html"):
            return self._upload_page(request, files) if files else self._page(request, "upload", "Đưa ảnh lên")
        if len(files) != 1:
            return JsonResponse({"refusal": "Hãy chọn một tệp ảnh."}, status=400)
        received = self._add_and_log(request, files[0])
        return JsonResponse(_as_json(received), status=400 if received.refusal else 200)

    def _add_and_log(self, request, file):
        received = add_to_library(file)
        if received.image and not received.known:
            self.log_addition(request, received.image, ({}, row_values(received.image)))
        return received

    def _upload_page(self, request, files):
        received = [self._add_and_log(request, file) for file in files[:MAX_IMAGES_PER_FORM]]
        if left := len(files) - len(received):
            messages.error(
                request, f"Mỗi lần nhận {MAX_IMAGES_PER_FORM} ảnh; còn {left} ảnh cuối chưa đưa lên, hãy chọn lại."
            )
        for one in received:
            if one.refusal:
                messages.error(request, f"“{one.name}”: {one.refusal}")
            elif one.known:
                messages.info(request, f"“{one.name}” đã có trong thư viện: “{one.image}”.")
        numbers = ",".join(str(one.image.pk) for one in received if one.image)
        where = f"{reverse('admin:media_library_image_describe')}?anh={numbers}" if numbers else request.path
        return HttpResponseRedirect(where)

    @idempotent
    @atomic_post
    def describe_view(self, request):
        """Title, alternative text and the rest of several pictures on one page."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            lock.lock_rows(Image, _image_pks(request))
        images = self._may_describe(request, Image.objects.filter(pk__in=_image_pks(request)).order_by("pk"))
        formset = DescriptionFormSet(request.POST or None, queryset=images)
        if request.method == "POST" and formset.is_valid():
            for form in filter(DescriptionRow.has_changed, formset):
                form.save()
                self.log_change(request, form.instance, form_changes(form, form.instance))
            mark_saved(request)
            messages.success(request, f"Đã lưu {len(formset.forms)} ảnh.")
            return HttpResponseRedirect(reverse("admin:media_library_image_changelist"))
        return self._page(request, "describe", "Mô tả ảnh", formset=formset, media=self.media + formset.media)

    def _may_describe(self, request, images):
        """Those that this user may change now; the others are named with the reason."""
        refusals = {image.pk: live_rows.refusal_reason(image, request.user) for image in images}
        for reason in filter(None, refusals.values()):
            messages.warning(request, reason)
        return images.filter(pk__in=[pk for pk, reason in refusals.items() if not reason])

    def choose_view(self, request):
        """An HTML fragment: pictures to choose from, by words, by month, paged by key."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        images = Image.objects.of_month(request.GET.get("thang", ""))
        if numbers := _image_pks(request):
            images = images.filter(pk__in=numbers)
        images, _ = self.get_search_results(request, images, request.GET.get("q", "")[:200])
        cursor = read_cursor(request.GET.get("truoc", ""), MAX_PK)
        images = list((images.filter(pk__lt=cursor[0]) if cursor else images)[: IMAGES_PER_PAGE + 1])
        context = {
            "images": images[:IMAGES_PER_PAGE],
            "older": images[IMAGES_PER_PAGE - 1].pk if len(images) > IMAGES_PER_PAGE else None,
            "months": Image.objects.dates("created_at", "month", order="DESC"),
            "asked": request.GET,
            "may_add": self.has_add_permission(request),
        }
        return TemplateResponse(request, "media_library/admin/choose_image.html", context)

    def preview_view(self, request, pk):
        """The picture for the editor, at an address that does not change."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        image = get_object_or_404(Image, pk=pk)
        if not drawable(image):
            raise Http404("Ảnh này không có tệp.")
        return HttpResponseRedirect(image.responsive("full").address(720, "webp"))

    def _page(self, request, name, title, **context):
        context = {**self.admin_site.each_context(request), "title": title, "opts": self.opts, **context}
        return TemplateResponse(request, f"media_library/admin/{name}.html", {"media": self.media, **context})


def _image_pks(request):
    """The primary keys in `?anh=1,2,3`."""
    named = map(parse_bigint, request.GET.get("anh", "").split(","))
    return [pk for pk in named if pk is not None][:MAX_IMAGES_PER_FORM]


def _as_json(received):
    if received.refusal:
        return {"name": received.name, "refusal": received.refusal}
    image = received.image
    return {
        "name": received.name,
        "id": image.pk,
        "title": image.title,
        "known": received.known,
        "thumbnail": image.responsive("card").address(THUMBNAIL_WIDTH_PIXELS, "webp") if drawable(image) else "",
    }
