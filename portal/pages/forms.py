from django import forms
from django.utils import timezone

from portal.pages.models import Announcement

ALREADY_OVER_MESSAGE = "Thời điểm này đã qua nên thông báo sẽ không hiện. Hãy chọn một thời điểm sau lúc này."


class AnnouncementForm(forms.ModelForm):
    """A notice and its time; a current one may be ended at once, one that would never be shown is refused."""

    class Meta:
        model = Announcement
        fields = ["kind", "text", "url", "image", "starts_at", "ends_at"]

    def clean(self):
        cleaned, now = super().clean(), timezone.now()
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        was_to_be_seen = self.instance.pk and self.instance.ends_at > now
        if start and end and start < end <= now and "ends_at" in self.changed_data and not was_to_be_seen:
            self.add_error("ends_at", ALREADY_OVER_MESSAGE)
        return cleaned
