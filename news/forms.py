from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from news.models import Highlight


class HighlightForm(forms.ModelForm):
    class Meta:
        model = Highlight
        fields = ["article", "category", "order", "until"]

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until and until <= timezone.now():
            raise ValidationError("Chọn một thời điểm sau lúc này, hoặc để trống nếu không tự hết.")
        return until
