"""The picture library's own pages in the admin: taking many pictures in, saying what they show, choosing some."""

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

from media_library.forms import MOST_AT_ONCE, DescriptionFormSet, DescriptionRow
from media_library.models import Image
from media_library.pictures import MAX_BYTES, digest_of, remake
from media_library.renditions import drawable
from publishing import lock
from publishing.conflict_admin import atomic_when_sent
from publishing.recorded import changes_of, row_of
from publishing.submissions import sent_once, spend
from traffic.request_bodies import takes_files
from vietnamese.folding import clean

PAGE = 24
WIDEST_THUMBNAIL = 240


class Received(NamedTuple):
    """What became of one uploaded file: a picture, new or known already, or a sentence that says what is wrong."""

    name: str
    image: Image | None = None
    known: bool = False
    refusal: str = ""


def receive(file) -> Received:
    """Take a picture into the library, or find it there."""
    if known := Image.objects.filter(digest=digest_of(file)).first():
        return Received(file.name, known, known=True)
    try:
        picture = remake(file)
    except ValidationError as refusal:
        return Received(file.name, refusal=refusal.messages[0])
    return Received(file.name, kept(picture, title_from(file.name)))


def kept(picture, title: str) -> Image:
    """The library's row of a picture made anew: the one it has of it, or a new one with this title."""
    with transaction.atomic():
        # Whoever sends the same picture at the same moment waits, and finds it
        ContentType.objects.select_for_update(no_key=True).get(app_label="media_library", model="image")
        return Image.objects.filter(digest=picture.digest).first() or Image.objects.create(file=picture, title=title)


def title_from(name: str) -> str:
    """A first title out of a file's name, which people often choose well."""
    words = clean(name).rpartition(".")[0].replace("_", " ").replace("-", " ").split()
    return truncatechars(" ".join(words), 200) or "Ảnh chưa có tên"


class PictureLibrary:
    """Mixed into the admin of pictures."""

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

    @takes_files(MOST_AT_ONCE * MAX_BYTES)
    def upload_view(self, request):
        """A page that takes many files; a script sends them one by one and asks for JSON."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        files = request.FILES.getlist("anh")
        if request.accepts("text/html"):
            return self._upload_page(request, files) if files else self._page(request, "upload", "Đưa ảnh lên")
        if len(files) != 1:
            return JsonResponse({"refusal": "Hãy chọn một tệp ảnh."}, status=400)
        received = self._receive(request, files[0])
        return JsonResponse(_as_json(received), status=400 if received.refusal else 200)

    def _receive(self, request, file):
        received = receive(file)
        if received.image and not received.known:
            self.log_addition(request, received.image, ({}, row_of(received.image)))
        return received

    def _upload_page(self, request, files):
        received = [self._receive(request, file) for file in files[:MOST_AT_ONCE]]
        if left := len(files) - len(received):
            messages.error(request, f"Mỗi lần nhận {MOST_AT_ONCE} ảnh; còn {left} ảnh cuối chưa đưa lên, hãy chọn lại.")
        for one in received:
            if one.refusal:
                messages.error(request, f"“{one.name}”: {one.refusal}")
            elif one.known:
                messages.info(request, f"“{one.name}” đã có trong thư viện: “{one.image}”.")
        numbers = ",".join(str(one.image.pk) for one in received if one.image)
        where = f"{reverse('admin:media_library_image_describe')}?anh={numbers}" if numbers else request.path
        return HttpResponseRedirect(where)

    @sent_once
    @atomic_when_sent
    def describe_view(self, request):
        """Title, alternative text and the rest of several pictures on one page."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            lock.hold(Image, _numbers(request))
        images = Image.objects.filter(pk__in=_numbers(request)).order_by("pk")
        formset = DescriptionFormSet(request.POST or None, queryset=images)
        if request.method == "POST" and formset.is_valid():
            for form in filter(DescriptionRow.has_changed, formset):
                form.save()
                self.log_change(request, form.instance, changes_of(form, form.instance))
            spend(request)
            messages.success(request, f"Đã lưu {len(formset.forms)} ảnh.")
            return HttpResponseRedirect(reverse("admin:media_library_image_changelist"))
        return self._page(request, "describe", "Mô tả ảnh", formset=formset, media=self.media + formset.media)

    def choose_view(self, request):
        """A part of a page: pictures to choose from, by words, by month, older by key."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        images = Image.objects.of_month(request.GET.get("thang", ""))
        if numbers := _numbers(request):
            images = images.filter(pk__in=numbers)
        images, _ = self.get_search_results(request, images, request.GET.get("q", "")[:200])
        before = request.GET.get("truoc", "")
        images = list((images.filter(pk__lt=int(before[:18])) if before.isdecimal() else images)[: PAGE + 1])
        context = {
            "images": images[:PAGE],
            "older": images[PAGE - 1].pk if len(images) > PAGE else None,
            "months": Image.objects.dates("created_at", "month", order="DESC"),
            "asked": request.GET,
            "may_add": self.has_add_permission(request),
        }
        return TemplateResponse(request, "media_library/admin/choose.html", context)

    def preview_view(self, request, pk):
        """The picture as the editor shows it; its address there is one that lasts."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        image = get_object_or_404(Image, pk=pk)
        if not drawable(image):
            raise Http404("Ảnh này không có tệp.")
        return HttpResponseRedirect(image.cut("full").address(720, "webp"))

    def _page(self, request, name, title, **context):
        context = {**self.admin_site.each_context(request), "title": title, "opts": self.opts, **context}
        return TemplateResponse(request, f"media_library/admin/{name}.html", {"media": self.media, **context})


def _numbers(request):
    """The pictures that `?anh=1,2,3` names."""
    named = [pk for pk in request.GET.get("anh", "").split(",") if pk.isdecimal() and len(pk) < 19]
    return [int(pk) for pk in named[:MOST_AT_ONCE]]


def _as_json(received):
    if received.refusal:
        return {"name": received.name, "refusal": received.refusal}
    image = received.image
    return {
        "name": received.name,
        "id": image.pk,
        "title": image.title,
        "known": received.known,
        "thumbnail": image.cut("card").address(WIDEST_THUMBNAIL, "webp") if drawable(image) else "",
    }
