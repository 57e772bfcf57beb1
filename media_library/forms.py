import re

from django import forms

from media_library import months
from media_library.film import FilmField
from media_library.models import Image
from media_library.pictures import CENTRE, digest_of
from media_library.sources import vimeo_id, youtube_id
from publishing.forms import PublishableForm
from vietnamese.folding import fold

# What people write to be rid of the field, folded; and what cameras and screens call their files
NOTHING_SAID = {"anh", "hinh", "hinh anh", "anh minh hoa", "hinh minh hoa", "anh dai dien", "image", "picture", "photo"}
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


DescriptionFormSet = forms.modelformset_factory(Image, form=DescriptionForm, extra=0)
