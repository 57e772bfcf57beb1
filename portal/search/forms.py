from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from news.models import Category
from portal.search.indexing import searched_models
from portal.search.models import Entry
from portal.search.question import LONGEST, read_question
from vietnamese.collation import sort_key
from vietnamese.dates import parse_date
from vietnamese.folding import clean_line
from vietnamese.slugs import slugify


def kinds():
    """The searched models by what `loai` calls them: `bai-viet`, `video` …"""
    return {slugify(model._meta.verbose_name): model for model in searched_models()}


class TypedField(forms.CharField):
    """One line as anybody may type it."""

    def to_python(self, value):
        return clean_line(super().to_python(value))


class DayField(TypedField):
    """A day, written 11/02/2020."""

    def clean(self, value):
        typed = super().clean(value)
        try:
            return parse_date(typed) if typed else None
        except ValueError as mistake:
            raise forms.ValidationError(str(mistake)) from None


class SearchForm(forms.Form):
    """What `/tim-kiem/` is asked; its fields are named in the address with hyphens."""

    q = TypedField(label="Tìm những từ", required=False, max_length=LONGEST, widget=forms.TextInput({"type": "search"}))
    loai = forms.ChoiceField(label="Loại", required=False)
    chuyen_muc = forms.ModelChoiceField(
        Category.objects.all(),
        label="Chuyên mục",
        required=False,
        to_field_name="slug",
        empty_label="Mọi chuyên mục",
        error_messages={"invalid_choice": "Không có chuyên mục này. Hãy chọn trong danh sách."},
    )
    tu = DayField(label="Từ ngày", required=False)
    den = DayField(label="Đến ngày", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].error_messages["max_length"] = f"Câu tìm dài quá {LONGEST} ký tự. Hãy chỉ giữ vài từ chính."
        labels = {name: model._meta.verbose_name.capitalize() for name, model in kinds().items()}
        self.fields["loai"].choices = [("", "Mọi loại"), *sorted(labels.items(), key=lambda named: sort_key(named[1]))]
        self.fields["loai"].error_messages["invalid_choice"] = "Không có loại này. Hãy chọn trong danh sách."
        for name in ("tu", "den"):
            self.fields[name].widget.attrs["placeholder"] = "ngày/tháng/năm"

    def add_prefix(self, field_name):
        return field_name.replace("_", "-")

    def clean(self):
        first, last = self.cleaned_data.get("tu"), self.cleaned_data.get("den")
        if first and last and last < first:
            self.add_error("den", "Chọn ngày cuối không sớm hơn ngày đầu.")

    @property
    def question(self):
        """What is looked for, once the form is valid."""
        return read_question(self.cleaned_data["q"])

    def entries(self):
        """The entries among which it is looked for."""
        given = self.cleaned_data
        entries = Entry.objects.published().between(given["tu"], given["den"])
        if given["loai"]:
            entries = entries.of_model(kinds()[given["loai"]])
        return entries.in_category(given["chuyen_muc"]) if given["chuyen_muc"] else entries

    @property
    def address(self):
        """The address of the first page of results, without what was left empty."""
        return self._address(self.fields)

    @property
    def address_of_words(self):
        """The address of the same search without its filters."""
        return self._address(["q"])

    def _address(self, names):
        typed = {self.add_prefix(name): self[name].data for name in names}
        return f"{reverse('search')}?{urlencode({name: value for name, value in typed.items() if value})}"

    @property
    def is_narrowed(self):
        """Whether anything but words is asked."""
        return any(self.cleaned_data.get(name) for name in ("loai", "chuyen_muc", "tu", "den"))
