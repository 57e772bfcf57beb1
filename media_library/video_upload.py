"""The video form's upload field: sent in chunks by its script, or with the form where there is no script.

Either way the file first becomes an upload (`chunked_uploads`), so that it is still there when the form is shown again.
"""

import re
from contextlib import suppress
from dataclasses import asdict

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.http import HttpResponseNotAllowed, JsonResponse, UnreadablePostError
from django.urls import path, reverse

from media_library import chunked_uploads
from media_library.checked_file_field import EMPTY_FILE, UploadFormField, log_refused
from media_library.file_fields import VideoFileField
from media_library.image_processing import reencode
from media_library.video_probe import extract_frame
from traffic.request_bodies import takes_files

REFUSAL_STATUSES = {
    "gone": 404,
    "offset": 409,
    "room": 507,
    "many": 409,
    "unanswered": 503,
}  # status of a refusal by its code; else 400
LOGGED_REFUSAL_CODES = {"size", "many", "room"}  # before the file is read; the check logs its own
NUMBER = re.compile("[0-9]{1,15}")


def checks_message(film):
    """The message with the checks that a film has passed."""
    if film.look is None:
        return "Đã kiểm tra khung tệp video; mã hình và thời lượng thì máy chủ chưa đọc được."
    return f"Đã kiểm tra khung tệp, mã hình ({film.look.codec}) và thời lượng của video."


class VideoUploadInput(AdminFileWidget):
    """A file input; its script sends the chosen file, and a hidden field names the upload."""

    template_name = "media_library/admin/video_upload_input.html"
    upload = None

    class Media:
        js = [forms.Script("media_library/video_upload.js", defer=True)]
        css = {"all": ["media_library/library.css"]}

    def value_from_datadict(self, data, files, name):
        sent = files if files.get(name) else {name: data.get(f"{name}-upload") or None}
        return super().value_from_datadict(data, sent, name)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        address = reverse("admin:media_library_video_upload")
        return {**context, "upload": self.upload, "address": address, "chunk": chunked_uploads.MAX_CHUNK_BYTES}


class VideoUploadField(UploadFormField):
    """Cleans to a `UploadedVideo`: of the upload that the form names, or of the file that came with it."""

    widget = VideoUploadInput
    by = None

    def __init__(self, **options):
        super().__init__(required=False, accept=VideoFileField.accept, error_messages={"empty": EMPTY_FILE}, **options)

    def to_python(self, data):
        if not isinstance(data, str):
            data = super().to_python(data)
            if data is None:
                return None
        upload = (
            chunked_uploads.find(data, self.by)
            if isinstance(data, str)
            else chunked_uploads.from_form_file(data, self.by)
        )
        self.widget.upload = upload
        if not upload.is_whole:
            part = 100 * upload.offset // upload.size
            raise ValidationError(f"Video “{upload.name}” mới lên được {part} %; hãy chọn lại đúng tệp ấy để gửi tiếp.")
        return chunked_uploads.UploadedVideo(upload)

    def discard_refused(self, *, can_retry):
        """Delete an upload whose content was refused; sending the same file again would not help."""
        upload = self.widget.upload
        if upload and upload.is_whole and not can_retry:
            upload.discard()
            self.widget.upload = None


class VideoUploadAdmin:
    """Mixin for the admin of videos: the addresses to which the form's script sends a film in chunks.

    `upload/` lists the uploads and begins one; `upload/<id>/` returns how much of it was received, takes the next chunk
    (PATCH, with `Upload-Offset` as in the tus protocol), checks it once it is complete (POST), deletes it (DELETE).
    """

    def changeform_view(self, request, *args, **kwargs):
        """Check the film and make its poster before the transaction: it takes seconds and would block other writers."""
        request.poster = None
        if request.method == "POST" and self._may_upload(request):
            with suppress(ValidationError):  # the form shows the error at the field
                request.poster = _prepare_upload(request)
        return super().changeform_view(request, *args, **kwargs)

    def get_urls(self):
        pages = {"upload/": (self.uploads_view, "upload"), "upload/<str:number>/": (self.upload_view, "upload_part")}
        ours = [
            path(route, self.admin_site.admin_view(view), name=f"media_library_video_{name}")
            for route, (view, name) in pages.items()
        ]
        return [*ours, *super().get_urls()]

    def uploads_view(self, request):
        self._require_permission(request)
        if request.method == "POST":
            try:
                return _begin(request)
            except ValidationError as refusal:
                return _refused(refusal)
        return JsonResponse({"uploads": [_as_json(upload) for upload in chunked_uploads.uploads_of(request.user)]})

    @takes_files(chunked_uploads.MAX_CHUNK_BYTES)
    def upload_view(self, request, number):
        self._require_permission(request)
        acts = {"GET": _show, "PATCH": _append, "POST": _finish, "DELETE": _discard}
        if request.method not in acts:
            return HttpResponseNotAllowed(acts)
        try:
            return acts[request.method](request, chunked_uploads.find(number, request.user))
        except ValidationError as refusal:
            return _refused(refusal)

    def _may_upload(self, request):
        return self.has_add_permission(request) or self.has_change_permission(request)

    def _require_permission(self, request):
        if not self._may_upload(request):
            raise PermissionDenied


def _as_json(upload):
    return {"id": upload.id, "name": upload.name, "size": upload.size, "offset": upload.offset}


def _refused(refusal):
    if getattr(refusal, "code", None) in LOGGED_REFUSAL_CODES:
        log_refused("video", 0, refusal)
    return JsonResponse(
        {"refusal": refusal.messages[0]}, status=REFUSAL_STATUSES.get(getattr(refusal, "code", None), 400)
    )


def _begin(request):
    name, size, key = (request.POST.get(part, "") for part in ("name", "size", "key"))
    upload = chunked_uploads.begin(request.user, name, int(size) if NUMBER.fullmatch(size) else 0, key[:100])
    return JsonResponse(_as_json(upload), status=201)


def _show(request, upload):
    return JsonResponse(_as_json(upload))


def _append(request, upload):
    offset, length = (request.headers.get(name, "") for name in ("Upload-Offset", "Content-Length"))
    if not NUMBER.fullmatch(offset):
        raise ValidationError(chunked_uploads.OFFSET_MISMATCH, "offset")
    if not NUMBER.fullmatch(length) or int(length) > chunked_uploads.MAX_CHUNK_BYTES:
        raise ValidationError(chunked_uploads.CHUNK_TOO_LARGE)

    def read(max_bytes):
        with suppress(UnreadablePostError):  # the connection was lost; `append` reports the short read
            return request.read(max_bytes)
        return b""

    upload.append(int(offset), int(length), read)
    return JsonResponse(_as_json(upload))


def _finish(request, upload):
    """Check the film now, while the user waits for the upload, and not in the transaction of the form."""
    if not upload.is_whole:
        raise ValidationError(chunked_uploads.OFFSET_MISMATCH, "offset")
    try:
        film = _check_upload(upload)
    except ValidationError as refusal:
        if refusal.code != "unanswered":
            upload.discard()
        raise
    return JsonResponse({**_as_json(upload), "said": checks_message(film)})


def _check_upload(upload):
    """The film of a complete upload, checked once; ValidationError for one that is refused."""
    film = chunked_uploads.UploadedVideo(upload)
    if not upload.kind:
        VideoFileField().clean_upload(film)
        upload.kind, upload.look = film.kind, asdict(film.look) if film.look else {}
        upload.save()
    return film


def _prepare_upload(request):
    """Turn a film that was sent with the form into an upload; return a poster where one is missing."""
    if file := request.FILES.get("file"):
        fields = request.POST.copy()
        fields["file-upload"] = chunked_uploads.from_form_file(file, request.user).id
        request.POST = fields
        del request.FILES["file"]
    number = request.POST.get("file-upload", "")
    upload = chunked_uploads.find(number, request.user) if number else None
    if upload is None or not upload.is_whole:
        return None
    film = _check_upload(upload)
    if request.POST.get("poster") or not film.look:
        return None
    frame = extract_frame(film, film.look.seconds // 3)
    return reencode(ContentFile(frame, name="poster.jpg")) if frame else None


def _discard(request, upload):
    upload.discard()
    return JsonResponse({})
