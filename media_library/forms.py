import re

from django import forms
from django.urls import reverse

from media_library import programme_months
from media_library.image_processing import CENTRE, digest_of
from media_library.models import Image
from media_library.models.album import MAX_ALBUM_IMAGES
from media_library.video_upload import VideoUploadField
from publishing.audited_admin import EditOnlyFormSet
from publishing.bigints import parse_bigint
from publishing.choice_fields import OrderedChoiceField
from publishing.forms import Autocomplete, PublishableForm
from publishing.row_conflict import RowConflictListForm
from vietnamese.folding import clean_line, fold

# Alternative texts that say nothing (folded): placeholder words, and below, file names of cameras and screenshots
MEANINGLESS_ALT_TEXTS = {
    "anh",
    "hinh",
    "hinh anh",
    "anh minh hoa",
    "hinh minh hoa",
    "anh dai dien",
    "image",
    "picture",
    "photo",
}
NUMBER_OR_ADDRESS = re.compile(r"(?:^|[\s,;/])([1-9][0-9]{0,17})(?=$|[\s,;/])")  # 12, or /…/image/12/change/
MAX_CAPTION_CHARS = 400
MAX_IMAGES_PER_FORM = 50  # uploads described on one page, whatever a forged TOTAL_FORMS says
FILE_NAME = re.compile(r"\S+\.(jpe?g|png|gif|webp|heic|bmp|tiff?)|(img|dsc|dscn|pxl|image|screenshot|zalo)[-_ ]?\d.*")


class MonthField(forms.DateField):
    """A month, typed 09/2020 or as any day of it; cleans to its first day."""

    def __init__(self, **options):
        options.setdefault("widget", forms.DateInput(format="%m/%Y", attrs={"placeholder": "tháng/năm"}))
        options.setdefault("help_text", "Tháng và năm, ví dụ 09/2020; chỉ khi thuộc chuyên đề.")
        super().__init__(
            input_formats=["%m/%Y", "%m-%Y", "%d/%m/%Y", "%d-%m-%Y"],
            error_messages={"invalid": "Hãy viết tháng/năm, ví dụ 09/2020."},
            **options,
        )

    def to_python(self, value):
        day = super().to_python(value)
        return day and day.replace(day=1)


class VideoAddressField(forms.CharField):
    """An address at a host, copied from the browser; cleans to the video's id."""

    def __init__(self, host):
        self.host = host
        help_text = "Cả địa chỉ; chỉ giữ lại mã video."
        super().__init__(label=f"Địa chỉ {host.name}", help_text=help_text, required=False, max_length=500)

    def clean(self, value):
        return self.host.parse_id(super().clean(value))


class VideoForm(PublishableForm):
    """A title left empty is made by the programme's pattern; a typed one is not changed."""

    issue_month = MonthField(label="Số của tháng", required=False)
    file = VideoUploadField(label="Tệp video")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].by = self.by
        if "title" in self.fields:  # a user who may only view gets the form without fields
            self.fields["title"].required = False
            self.fields["title"].help_text = "Để trống khi đã chọn chuyên đề và tháng: tiêu đề được ghép theo mẫu."
            if self.instance.file:
                self.fields["captions"].widget.attrs["data-film"] = self.instance.file.url
            if self.instance._state.adding:
                self.fields["issue_month"].widget.attrs["data-issues"] = reverse("admin:media_library_video_issues")

    def clean_title(self):
        return self.cleaned_data["title"] or self._title_by_pattern()

    def _title_by_pattern(self):
        programme, month = (self._typed(name) for name in ("programme", "issue_month"))
        if not (programme and month):
            raise forms.ValidationError("Hãy viết tiêu đề, hoặc chọn chuyên đề và tháng để tiêu đề được ghép.")
        return programme_months.title_for(programme, month)

    @property
    def new_video_file(self):
        """The newly uploaded file, or None."""
        return self.cleaned_data.get("file") or None if "file" in self.changed_data else None

    def _post_clean(self):
        super()._post_clean()
        if "file" in self.errors:
            self.fields["file"].discard_refused(can_retry=self.has_error("file", "unanswered"))
        elif self.new_video_file and self.new_video_file.look and not self.instance.duration:
            self.instance.duration = self.new_video_file.look.seconds

    def _typed(self, name):
        """The cleaned value of a later field, or None where it is invalid: that field shows its own error."""
        try:
            return self.fields[name].clean(self[name].data)
        except forms.ValidationError:
            return None


class ImageChooserInput(Autocomplete):
    """One picture: the admin's autocomplete, and with a script a dialog to choose it or to upload a new one."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        return {**super().build_attrs(base_attrs, extra_attrs), "data-picture-choice": ""}

    @property
    def media(self):
        ours = forms.Media(
            css={"all": ["media_library/library.css"]},
            js=["media_library/chooser_window.js", forms.Script("media_library/image_chooser.js", defer=True)],
        )
        return super().media + ours


class OrderedImagesInput(forms.Widget):
    """Pictures with order, caption and a remove box each; works without a script.

    `name` holds the ids in their old order, `name-place-7` the new position of picture 7, `name-out` the removed ids,
    `name-more` ids or addresses of added pictures, and `name-words-7` the caption of picture 7 (`ImageCaptionsInput`).
    """

    template_name = "media_library/admin/ordered_images.html"
    words = dict  # returns {id as text: caption}; set by the form

    class Media:
        css = {"all": ["media_library/library.css"]}
        js = [
            "media_library/chooser_window.js",
            *(forms.Script(name, defer=True) for name in ("publishing/ordering.js", "media_library/album.js")),
        ]

    def value_from_datadict(self, data, files, name):
        out = set(data.getlist(f"{name}-out"))
        stood = [number for number in data.getlist(name) if number not in out]
        places = {number: _position(data.get(f"{name}-place-{number}")) for number in stood}
        kept = sorted(stood, key=lambda number: places[number])
        more = NUMBER_OR_ADDRESS.findall(data.get(f"{name}-more", ""))
        return list(dict.fromkeys([*kept, *more]))

    def value_omitted_from_data(self, data, files, name):
        return False  # an album without pictures sends no input

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        pks = [parse_bigint(str(key)) for key in value or []]
        found, words = Image.objects.in_bulk(pk for pk in pks if pk is not None), self.words()
        images = [found[pk] for pk in pks if pk in found]
        context["places"] = [(image, words.get(str(image.pk), "")) for image in images]
        return context

    def id_for_label(self, id_):
        return ""


class ImageCaptionsInput(forms.HiddenInput):
    """The captions of the pictures of an `OrderedImagesInput`, which renders the inputs."""

    of = "pictures"

    def value_from_datadict(self, data, files, name):
        start = f"{self.of}-words-"
        said = {
            key.removeprefix(start): clean_line(data[key])[:MAX_CAPTION_CHARS] for key in data if key.startswith(start)
        }
        return {number: words for number, words in said.items() if words and parse_bigint(number) is not None}


def _position(typed):
    place = parse_bigint(typed or "")
    return MAX_ALBUM_IMAGES if place is None else place


class AlbumForm(PublishableForm):
    pictures = OrderedChoiceField(Image.objects.all(), label="Ảnh", required=False, widget=OrderedImagesInput)
    captions = forms.Field(required=False, widget=ImageCaptionsInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "title" in self.fields:  # a user who may only view gets the form without fields
            self.initial["captions"] = self.instance.captions
            self.fields["pictures"].widget.words = lambda: self["captions"].value() or {}

    def clean_pictures(self):
        pictures = self.cleaned_data["pictures"]
        if len(pictures) > MAX_ALBUM_IMAGES:
            raise forms.ValidationError(f"Mỗi album có nhiều nhất {MAX_ALBUM_IMAGES} ảnh; hãy chia thành nhiều album.")
        return pictures

    def clean(self):
        cleaned = super().clean()
        chosen_pks = {str(image.pk) for image in cleaned.get("pictures", [])}
        said = cleaned.get("captions") or {}
        self.instance.captions = cleaned["captions"] = {pk: words for pk, words in said.items() if pk in chosen_pks}
        return cleaned

    def _take_theirs(self, name, value):
        """The other editor's value replaces all inputs of this field."""
        if name not in {"pictures", "captions"}:
            return super()._take_theirs(name, value)
        said = name == "captions"
        for key in [
            key for key in self.data if key.startswith("pictures-") and key.startswith("pictures-words-") is said
        ]:
            del self.data[key]
        if said:
            self.data.update({f"pictures-words-{pk}": words for pk, words in value.items()})
        else:
            self.data.setlist(name, [str(pk) for pk in value])
        return None


class DescriptionForm(forms.ModelForm):
    """The description of a picture; the alternative text is for readers who cannot see it."""

    class Meta:
        model = Image
        fields = ["title", "alt", "is_decorative", "caption", "credit", "licence", "taken_on"]

    def clean(self):
        alt, is_decorative = self.cleaned_data.get("alt", ""), self.cleaned_data.get("is_decorative")
        said = fold(alt)
        if is_decorative and alt:
            self.add_error("alt", "Ảnh chỉ để trang trí thì không có chữ thay ảnh; hãy bỏ một trong hai.")
        elif not (is_decorative or alt or "alt" in self.errors):
            self.add_error("alt", "Hãy tả ảnh bằng một câu, hoặc đánh dấu “chỉ để trang trí”.")
        elif said in MEANINGLESS_ALT_TEXTS or FILE_NAME.fullmatch(said):
            self.add_error("alt", f"“{alt}” chưa tả ảnh; hãy viết một câu nói ảnh cho thấy điều gì.")
        return self.cleaned_data


class ImageForm(DescriptionForm):
    """A picture and its description; without a focal point its centre is used."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not getattr(file, "_committed", False):
            digest = getattr(file, "digest", None) or digest_of(file)
            if known := Image.objects.filter(digest=digest).exclude(pk=self.instance.pk).first():
                raise forms.ValidationError(f"Ảnh này đã có trong thư viện với tên “{known}”; hãy dùng ảnh ấy.")
        return file

    def clean_focus_x(self):
        return CENTRE[0] if self.cleaned_data["focus_x"] is None else self.cleaned_data["focus_x"]

    def clean_focus_y(self):
        return CENTRE[1] if self.cleaned_data["focus_y"] is None else self.cleaned_data["focus_y"]


class DescriptionRow(RowConflictListForm, DescriptionForm):
    """One of several pictures described on one page."""


DescriptionFormSet = forms.modelformset_factory(
    Image,
    form=DescriptionRow,
    formset=EditOnlyFormSet,
    extra=0,
    max_num=MAX_IMAGES_PER_FORM,
    absolute_max=MAX_IMAGES_PER_FORM,
)
