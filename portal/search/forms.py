from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils import timezone

from news.models import Category
from portal.search.fulltext import Scope
from portal.search.indexing import searched_models
from portal.search.query import MAX_QUERY_CHARACTERS, parse_query
from vietnamese.collation import sort_key
from vietnamese.dates import parse_date
from vietnamese.folding import clean_line
from vietnamese.slugs import slugify

NEWEST = "moi-nhat"


def kinds():
    """The searched models by what `loai` calls them: `bai-viet`, `video` …"""
    return {kind_slug(model): model for model in searched_models()}


def kind_slug(model):
    return slugify(model._meta.verbose_name)


class TypedField(forms.CharField):
    """One line of any text, truncated before it is processed."""

    def to_python(self, value):
        return clean_line(super().to_python(value)[:MAX_QUERY_CHARACTERS])


class DayField(TypedField):
    """A day, written 11/02/2020."""

    def clean(self, value):
        typed = super().clean(value)
        try:
            return parse_date(typed) if typed else None
        except ValueError as mistake:
            raise forms.ValidationError(str(mistake)) from None


class SearchForm(forms.Form):
    """The query parameters of `/tim-kiem/`, which are its fields with hyphens."""

    q = TypedField(
        label="Tìm những từ",
        required=False,
        widget=forms.TextInput({"type": "search", "maxlength": MAX_QUERY_CHARACTERS}),
    )
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
    xep = forms.ChoiceField(
        label="Thứ tự",
        required=False,
        choices=[("", "Phù hợp nhất"), (NEWEST, "Mới nhất")],
        error_messages={"invalid_choice": "Không có thứ tự này. Hãy chọn trong danh sách."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
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
    def query(self):
        """The parsed query, once the form is valid."""
        return parse_query(self.cleaned_data["q"])

    def scope(self):
        """The Scope: the entries that are searched."""
        given = self.cleaned_data
        return Scope.of(
            timezone.now(),
            kinds=[kinds()[given["loai"]]._meta.label_lower] if given["loai"] else (),
            categories=given["chuyen_muc"].descendant_ids() if given["chuyen_muc"] else (),
            first=given["tu"],
            last=given["den"],
        )

    @property
    def is_newest_first(self):
        return self.cleaned_data["xep"] == NEWEST

    @property
    def address(self):
        """The address of the first page of results, without empty parameters."""
        return self._address(self.fields)

    @property
    def unfiltered_address(self):
        """The address of the same search without its filters."""
        return self._address(["q"])

    def _address(self, names):
        typed = {self.add_prefix(name): self[name].data for name in names}
        return f"{reverse('search')}?{urlencode({name: value for name, value in typed.items() if value})}"

    @property
    def has_filters(self):
        """Whether anything but words is given."""
        return any(self.cleaned_data.get(name) for name in ("loai", "chuyen_muc", "tu", "den"))
