from django import forms

from publishing.forms import PublishableForm


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


class VideoForm(PublishableForm):
    issue_month = MonthField(label="Số của tháng", required=False)
