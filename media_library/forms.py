import re

from django import forms
from django.urls import reverse

from media_library import months
from media_library.film import FilmField
from media_library.models import Image
from media_library.models.album import MOST_PICTURES
from media_library.pictures import CENTRE, digest_of
from media_library.sources import vimeo_id, youtube_id
from publishing.edit_conflict import EditConflictRow
from publishing.forms import Autocomplete, OrderedChoiceField, PublishableForm
from publishing.recorded import EditOnlyFormSet
from vietnamese.folding import clean_line, fold

# What people write to be rid of the field, folded; and what cameras and screens call their files
NOTHING_SAID = {"anh", "hinh", "hinh anh", "anh minh hoa", "hinh minh hoa", "anh dai dien", "image", "picture", "photo"}
NUMBER = re.compile("[1-9][0-9]{0,17}")
NUMBER_OR_ADDRESS = re.compile(
    r"(?:^|[\s,;/])([1-9][0-9]{0,17})(?=$|[\s,;/])"
)  # 12, or /admin/media_library/image/12/change/
LONGEST_CAPTION = 400
MOST_AT_ONCE = 50  # uploads described on one page; no forged number makes it draw more forms
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


class SourceField(forms.CharField):
    """An address copied from the browser; cleans to the id in it."""

    def __init__(self, *, id_in, **options):
        self.id_in = id_in
        super().__init__(required=False, max_length=500, **options)

    def clean(self, value):
        return self.id_in(super().clean(value))


class VideoForm(PublishableForm):
    """A title left empty is that of the programme's pattern; one that was typed stays as it is."""

    issue_month = MonthField(label="Số của tháng", required=False)
    youtube_id = SourceField(label="Địa chỉ YouTube", id_in=youtube_id, help_text="Cả địa chỉ; chỉ giữ lại mã video.")
    vimeo_id = SourceField(label="Địa chỉ Vimeo", id_in=vimeo_id, help_text="Cả địa chỉ; chỉ giữ lại mã video.")
    file = FilmField(label="Tệp video")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].by = self.by
        if "title" in self.fields:  # a reader of the form sees it without fields
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
        return months.title_for(programme, month)

    @property
    def new_film(self):
        """What has just come in, or None."""
        return self.cleaned_data.get("file") or None if "file" in self.changed_data else None

    def _post_clean(self):
        super()._post_clean()
        if "file" in self.errors:
            self.fields["file"].let_go(may_try_again=self.has_error("file", "unanswered"))
        elif self.new_film and self.new_film.look and not self.instance.duration:
            self.instance.duration = self.new_film.look.seconds

    def _typed(self, name):
        """What a field further down holds, or None where it is wrong: that field says so itself."""
        try:
            return self.fields[name].clean(self[name].data)
        except forms.ValidationError:
            return None


class PictureChoice(Autocomplete):
    """One picture: the admin's autocomplete, and with a script a window to choose it in or to send a new one."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        return {**super().build_attrs(base_attrs, extra_attrs), "data-picture-choice": ""}

    @property
    def media(self):
        ours = forms.Media(
            css={"all": ["media_library/library.css"]},
            js=["media_library/window.js", forms.Script("media_library/picture_choice.js", defer=True)],
        )
        return super().media + ours


class PicturesInOrder(forms.Widget):
    """Pictures with their places, captions and a way out for each; whole without a script, quicker with one.

    `name` holds the numbers as they stood, `name-place-7` where picture 7 is to stand, `name-out` those that go,
    `name-more` numbers or addresses of others, and `name-words-7` what is said of picture 7 (`WordsOfPictures`).
    """

    template_name = "media_library/admin/pictures_in_order.html"
    words = dict  # answers {number as text: caption}; given by the form

    class Media:
        css = {"all": ["media_library/library.css"]}
        js = ["media_library/window.js", forms.Script("media_library/album.js", defer=True)]

    def value_from_datadict(self, data, files, name):
        out = set(data.getlist(f"{name}-out"))
        stood = [number for number in data.getlist(name) if number not in out]
        places = {number: _whole(data.get(f"{name}-place-{number}")) for number in stood}
        kept = sorted(stood, key=lambda number: places[number])
        more = NUMBER_OR_ADDRESS.findall(data.get(f"{name}-more", ""))
        return list(dict.fromkeys([*kept, *more]))

    def value_omitted_from_data(self, data, files, name):
        return False  # an album without pictures sends none

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        numbers = [number for number in map(str, value or []) if NUMBER.fullmatch(number)]
        found, words = Image.objects.in_bulk(map(int, numbers)), self.words()
        images = [found[int(number)] for number in numbers if int(number) in found]
        context["places"] = [(image, words.get(str(image.pk), "")) for image in images]
        return context

    def id_for_label(self, id_):
        return ""


class WordsOfPictures(forms.HiddenInput):
    """What is said of each picture of a `PicturesInOrder`, which shows the inputs."""

    of = "pictures"

    def value_from_datadict(self, data, files, name):
        start = f"{self.of}-words-"
        said = {
            key.removeprefix(start): clean_line(data[key])[:LONGEST_CAPTION] for key in data if key.startswith(start)
        }
        return {number: words for number, words in said.items() if words and NUMBER.fullmatch(number)}


def _whole(typed):
    return int(typed) if NUMBER.fullmatch(typed or "") else MOST_PICTURES


class AlbumForm(PublishableForm):
    pictures = OrderedChoiceField(Image.objects.all(), label="Ảnh", required=False, widget=PicturesInOrder)
    captions = forms.Field(required=False, widget=WordsOfPictures)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "title" in self.fields:  # a reader of the form sees it without fields
            self.initial["captions"] = self.instance.captions
            self.fields["pictures"].widget.words = lambda: self["captions"].value() or {}

    def clean_pictures(self):
        pictures = self.cleaned_data["pictures"]
        if len(pictures) > MOST_PICTURES:
            raise forms.ValidationError(f"Mỗi album có nhiều nhất {MOST_PICTURES} ảnh; hãy chia thành nhiều album.")
        return pictures

    def clean(self):
        cleaned = super().clean()
        standing = {str(image.pk) for image in cleaned.get("pictures", [])}
        said = cleaned.get("captions") or {}
        self.instance.captions = cleaned["captions"] = {pk: words for pk, words in said.items() if pk in standing}
        return cleaned

    def _take_over(self, name, value):
        """What another wrote comes in place of all inputs that say the same here."""
        if name not in {"pictures", "captions"}:
            return super()._take_over(name, value)
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
    """What editors say about a picture; who cannot see it is told what it shows."""

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
        elif said in NOTHING_SAID or FILE_NAME.fullmatch(said):
            self.add_error("alt", f"“{alt}” chưa tả ảnh; hãy viết một câu nói ảnh cho thấy điều gì.")
        return self.cleaned_data


class ImageForm(DescriptionForm):
    """A picture and what is said about it; where no point of interest is given, its middle is meant."""

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


class DescriptionRow(EditConflictRow, DescriptionForm):
    """One of several pictures described on one page."""


DescriptionFormSet = forms.modelformset_factory(
    Image, form=DescriptionRow, formset=EditOnlyFormSet, extra=0, max_num=MOST_AT_ONCE, absolute_max=MOST_AT_ONCE
)
