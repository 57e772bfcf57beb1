from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from news.models import Highlight


class HighlightForm(forms.ModelForm):
    """An article at the top of a page, and until when; `by` is the user who fills it in."""

    class Meta:
        model = Highlight
        fields = ["article", "category", "order", "until"]

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until and until <= timezone.now():
            raise ValidationError("Chọn một thời điểm sau lúc này, hoặc để trống nếu không tự hết.")
        return until

    def clean(self):
        cleaned = super().clean()
        permission = f"news.{'change' if self.instance.pk else 'add'}_highlight"
        places = [self.instance] if self.instance.pk else []
        if "category" in cleaned:
            places.append(Highlight(category=cleaned["category"]))
        if not all(self.by.has_perm(permission, place) for place in places):
            raise ValidationError("Hãy chọn một trang chuyên mục mà bạn phụ trách.")
        return cleaned
