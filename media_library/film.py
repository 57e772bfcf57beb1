"""How the video form takes a film in: sent bit by bit by its script, or with the form where there is none.

Either way it is an upload (`incoming`) before it is anything else, and the form that is shown again still has it.
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

from media_library import incoming
from media_library.files import VideoFileField
from media_library.pictures import remake
from media_library.probing import frame_of
from media_library.uploads import EMPTY, UploadFormField, log_refused
from traffic.request_bodies import takes_files

STATUS = {
    "gone": 404,
    "offset": 409,
    "room": 507,
    "many": 409,
    "unanswered": 503,
}  # of a refusal, by its code; else 400
REFUSED_UNREAD = {"size", "many", "room"}  # the others are told by the check, or are a step out of order
NUMBER = re.compile("[0-9]{1,15}")


def said_of(film):
    """Which checks a film went through."""
    if film.look is None:
        return "Đã kiểm tra khung tệp video; mã hình và thời lượng thì máy chủ chưa đọc được."
    return f"Đã kiểm tra khung tệp, mã hình ({film.look.codec}) và thời lượng của video."


class FilmInput(AdminFileWidget):
    """A file chooser; its script sends what is chosen, and a hidden field names what has been sent."""

    template_name = "media_library/admin/film_input.html"
    upload = None

    class Media:
        js = [forms.Script("media_library/film.js", defer=True)]
        css = {"all": ["media_library/library.css"]}

    def value_from_datadict(self, data, files, name):
        sent = files if files.get(name) else {name: data.get(f"{name}-upload") or None}
        return super().value_from_datadict(data, sent, name)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        address = reverse("admin:media_library_video_upload")
        return {**context, "upload": self.upload, "address": address, "chunk": incoming.CHUNK}


class FilmField(UploadFormField):
    """Cleans to a `Film`: of the upload that the form names, or of the file that came with it."""

    widget = FilmInput
    by = None

    def __init__(self, **options):
        super().__init__(required=False, accept=VideoFileField.accept, error_messages={"empty": EMPTY}, **options)

    def to_python(self, data):
        if not isinstance(data, str):
            data = super().to_python(data)
            if data is None:
                return None
        upload = incoming.find(data, self.by) if isinstance(data, str) else incoming.adopt(data, self.by)
        self.widget.upload = upload
        if not upload.is_whole:
            part = 100 * upload.offset // upload.size
            raise ValidationError(f"Video “{upload.name}” mới lên được {part} %; hãy chọn lại đúng tệp ấy để gửi tiếp.")
        return incoming.Film(upload)

    def let_go(self, *, may_try_again):
        """The form was refused for the film itself; one that is whole is of no more use."""
        upload = self.widget.upload
        if upload and upload.is_whole and not may_try_again:
            upload.discard()
            self.widget.upload = None


class FilmUploads:
    """Mixed into the admin of videos: where the script of the form sends a film, a chunk at a time.

    `upload/` answers which uploads there are and begins one; `upload/<id>/` answers how much of it is there, takes the
    next chunk (PATCH, with `Upload-Offset` as in the tus protocol), checks it once it is whole (POST), lets it go
    (DELETE).
    """

    def changeform_view(self, request, *args, **kwargs):
        """Look at a film and make its poster before the transaction begins, for nothing else should wait for that."""
        request.poster = None
        if request.method == "POST" and self._may_send(request):
            with suppress(ValidationError):  # the form says so in its place
                request.poster = _prepared(request)
        return super().changeform_view(request, *args, **kwargs)

    def get_urls(self):
        pages = {"upload/": (self.uploads_view, "upload"), "upload/<str:number>/": (self.upload_view, "upload_part")}
        ours = [
            path(route, self.admin_site.admin_view(view), name=f"media_library_video_{name}")
            for route, (view, name) in pages.items()
        ]
        return [*ours, *super().get_urls()]

    def uploads_view(self, request):
        self._see_to_rights(request)
        if request.method == "POST":
            try:
                return _begin(request)
            except ValidationError as refusal:
                return _refused(refusal)
        return JsonResponse({"uploads": [_as_json(upload) for upload in incoming.of(request.user)]})

    @takes_files(incoming.CHUNK)
    def upload_view(self, request, number):
        self._see_to_rights(request)
        acts = {"GET": _tell, "PATCH": _append, "POST": _finish, "DELETE": _discard}
        if request.method not in acts:
            return HttpResponseNotAllowed(acts)
        try:
            return acts[request.method](request, incoming.find(number, request.user))
        except ValidationError as refusal:
            return _refused(refusal)

    def _may_send(self, request):
        return self.has_add_permission(request) or self.has_change_permission(request)

    def _see_to_rights(self, request):
        if not self._may_send(request):
            raise PermissionDenied


def _as_json(upload):
    return {"id": upload.id, "name": upload.name, "size": upload.size, "offset": upload.offset}


def _refused(refusal):
    if getattr(refusal, "code", None) in REFUSED_UNREAD:
        log_refused("video", 0, refusal)
    return JsonResponse({"refusal": refusal.messages[0]}, status=STATUS.get(getattr(refusal, "code", None), 400))


def _begin(request):
    name, size, key = (request.POST.get(part, "") for part in ("name", "size", "key"))
    upload = incoming.begin(request.user, name, int(size) if NUMBER.fullmatch(size) else 0, key[:100])
    return JsonResponse(_as_json(upload), status=201)


def _tell(request, upload):
    return JsonResponse(_as_json(upload))


def _append(request, upload):
    offset, length = (request.headers.get(name, "") for name in ("Upload-Offset", "Content-Length"))
    if not NUMBER.fullmatch(offset):
        raise ValidationError(incoming.OUT_OF_STEP, "offset")
    if not NUMBER.fullmatch(length) or int(length) > incoming.CHUNK:
        raise ValidationError(incoming.CHUNK_TOO_LARGE)

    def read(most):
        with suppress(UnreadablePostError):  # the line is gone, as after the last byte
            return request.read(most)
        return b""

    upload.append(int(offset), int(length), read)
    return JsonResponse(_as_json(upload))


def _finish(request, upload):
    """Check the film now, while whoever sent it is looking, and not in the transaction of the form."""
    if not upload.is_whole:
        raise ValidationError(incoming.OUT_OF_STEP, "offset")
    try:
        film = _checked(upload)
    except ValidationError as refusal:
        if refusal.code != "unanswered":
            upload.discard()
        raise
    return JsonResponse({**_as_json(upload), "said": said_of(film)})


def _checked(upload):
    """The film of a whole upload, looked at once and for all; ValidationError for one that is refused."""
    film = incoming.Film(upload)
    if not upload.kind:
        VideoFileField().admit(film)
        upload.kind, upload.look = film.kind, asdict(film.look) if film.look else {}
        upload.keep()
    return film


def _prepared(request):
    """Let a form that came with its film name an upload as others do; answer a poster where one is missing."""
    if file := request.FILES.get("file"):
        fields = request.POST.copy()
        fields["file-upload"] = incoming.adopt(file, request.user).id
        request.POST = fields
        del request.FILES["file"]
    number = request.POST.get("file-upload", "")
    upload = incoming.find(number, request.user) if number else None
    if upload is None or not upload.is_whole:
        return None
    film = _checked(upload)
    if request.POST.get("poster") or not film.look:
        return None
    frame = frame_of(film, film.look.seconds // 3)
    return remake(ContentFile(frame, name="poster.jpg")) if frame else None


def _discard(request, upload):
    upload.discard()
    return JsonResponse({})
