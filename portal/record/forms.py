from datetime import timedelta

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from publishing.models import Event
from publishing.record import deeds

BACK = timedelta(days=30)  # how far the list looks unless it is asked to look further
LONGEST = 100  # characters that are looked for


def _day(label):
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"placeholder": "ngày/tháng/năm"}))


class RecordForm(forms.Form):
    """Which part of the record is shown; its fields are the names in the address.

    As long as nothing is asked it is the last month, so that a search reads little however long the record is.
    """

    q = forms.CharField(
        label="Tìm", required=False, max_length=LONGEST, help_text="Trong nội dung, tên người làm, lý do, địa chỉ mạng."
    )
    viec = forms.ChoiceField(label="Việc", required=False)
    loai = forms.ChoiceField(label="Loại", required=False)
    nguoi = forms.ModelChoiceField(
        get_user_model()._base_manager.order_by("username"), label="Người làm", required=False, empty_label="Mọi người"
    )
    tu = _day("Từ ngày")
    den = _day("Đến ngày")
    truoc = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, asked):
        first = timezone.localdate() - BACK
        super().__init__(asked or {"tu": first.strftime("%d/%m/%Y")})
        self.fields["viec"].choices = [("", "Mọi việc"), *sorted(deeds().items(), key=lambda deed: deed[1])]
        kinds = ContentType.objects.get_for_models(*admin.site._registry).values()  # noqa: SLF001 -- as Django's own checks read it
        named = sorted((kind.model_class()._meta.verbose_name.capitalize(), kind.pk) for kind in kinds)
        self.fields["loai"].choices = [("", "Mọi loại"), *((pk, name) for name, pk in named)]

    def events(self):
        """What was asked for, the latest first; nothing for a question that cannot be understood."""
        if not self.is_valid():
            return Event.objects.none()
        asked = self.cleaned_data
        events = Event.objects.between(asked["tu"], asked["den"]).mentioning(asked["q"])
        exact = {"name": asked["viec"], "content_type": asked["loai"], "by": asked["nguoi"]}
        events = events.filter(**{field: value for field, value in exact.items() if value})
        if last := asked["truoc"] and Event.objects.filter(pk=asked["truoc"]).first():
            events = events.older_than(last.at, last.pk)
        return events.select_related("content_type").newest_first()
