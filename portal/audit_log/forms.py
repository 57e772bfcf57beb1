from datetime import timedelta

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone

from publishing.audit_log import ACTION_LABELS
from publishing.models import Event
from publishing.paging import MAX_MICROSECONDS, MAX_PK, moment_of, read_cursor

DEFAULT_PERIOD = timedelta(days=30)  # of the list without a filter
MAX_SEARCH_CHARACTERS = 100


def _day(label):
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"placeholder": "ngày/tháng/năm"}))


class AuditLogForm(forms.Form):
    """The filter of the audit log; its fields are the query parameters.

    Without any filter the list shows the last 30 days, so that a search stays fast however long the log is.
    """

    q = forms.CharField(
        label="Tìm",
        required=False,
        max_length=MAX_SEARCH_CHARACTERS,
        help_text="Trong nội dung, tên người làm, lý do, địa chỉ mạng.",
    )
    viec = forms.ChoiceField(label="Việc", required=False)
    loai = forms.ChoiceField(label="Loại", required=False)
    nguoi = forms.ModelChoiceField(
        get_user_model()._base_manager.order_by("username"), label="Người làm", required=False, empty_label="Mọi người"
    )
    tu = _day("Từ ngày")
    den = _day("Đến ngày")
    truoc = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, asked):
        first = timezone.localdate() - DEFAULT_PERIOD
        super().__init__(asked or {"tu": first.strftime("%d/%m/%Y")})
        self.fields["viec"].choices = [("", "Mọi việc"), *sorted(ACTION_LABELS.items(), key=lambda deed: deed[1])]
        kinds = ContentType.objects.get_for_models(*admin.site._registry).values()  # noqa: SLF001 -- as Django's own checks read it
        named = sorted((kind.model_class()._meta.verbose_name.capitalize(), kind.pk) for kind in kinds)
        self.fields["loai"].choices = [("", "Mọi loại"), *((pk, name) for name, pk in named)]

    def clean_truoc(self):
        try:
            return read_cursor(self.cleaned_data["truoc"], MAX_MICROSECONDS, MAX_PK)
        except Http404 as error:
            raise ValidationError(str(error)) from None

    def events(self):
        """The matching events, the latest first; none for an invalid filter."""
        if not self.is_valid():
            return Event.objects.none()
        asked = self.cleaned_data
        events = Event.objects.between(asked["tu"], asked["den"]).mentioning(asked["q"])
        exact = {"name": asked["viec"], "content_type": asked["loai"], "by": asked["nguoi"]}
        events = events.filter(**{field: value for field, value in exact.items() if value})
        if cursor := asked["truoc"]:
            events = events.older_than(moment_of(cursor[0]), cursor[1])
        return events.select_related("content_type").newest_first()
