import datetime as dt
import json
import re

import pytest
from django import forms
from django.contrib.admin.utils import display_for_value
from django.contrib.admin.widgets import AdminDateWidget, AdminTimeWidget
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("11/02/2020", dt.date(2020, 2, 11)),
        ("25/12/2025", dt.date(2025, 12, 25)),
        ("1/2/2020", dt.date(2020, 2, 1)),
        ("25-12-2025", dt.date(2025, 12, 25)),
        ("25.12.2025", dt.date(2025, 12, 25)),
        ("2025-12-25", dt.date(2025, 12, 25)),
    ],
)
def test_form_reads_a_date_day_first(typed, day):
    assert forms.DateField().clean(typed) == day


def test_form_refuses_a_date_month_first_and_says_how_to_write_it():
    with pytest.raises(ValidationError, match="ngày/tháng/năm"):
        forms.DateField().clean("12/25/2025")


@pytest.mark.parametrize("typed", ["25/12/2025 14:30", "25/12/2025 14:30:00", "25/12/2025 14h30", "2025-12-25 14:30"])
def test_form_reads_a_moment_in_local_time_of_24_hours(typed):
    moment = forms.DateTimeField().clean(typed)

    assert timezone.localtime(moment).isoformat() == "2025-12-25T14:30:00+07:00"


@pytest.mark.parametrize(
    "typed",
    ["17:30", "17h30", "17g30", "17H30", "17 h 30", "17 giờ 30", "17 giờ 30 phút", "17giờ30", "17h30p"],
)
def test_form_reads_the_clock_as_people_write_it(typed):
    assert forms.TimeField().clean(typed) == dt.time(17, 30)
    moment = forms.SplitDateTimeField().clean(["25/12/2025", typed])
    assert timezone.localtime(moment).isoformat() == "2025-12-25T17:30:00+07:00"


@pytest.mark.parametrize("typed", ["8h", "8g", "8 giờ", "08 h", "8:00", "8h00"])
def test_form_reads_a_full_hour(typed):
    assert forms.TimeField().clean(typed) == dt.time(8)
    assert timezone.localtime(forms.DateTimeField().clean(f"25/12/2025 {typed}")).hour == 8


@pytest.mark.parametrize("typed", ["25h", "8", "giờ", "17h60"])
def test_form_refuses_what_is_no_time(typed):
    with pytest.raises(ValidationError):
        forms.TimeField().clean(typed)


def test_admin_widgets_print_what_they_read():
    assert 'value="25/12/2025"' in AdminDateWidget().render("day", dt.date(2025, 12, 25))
    assert 'value="14:05"' in AdminTimeWidget().render("time", dt.time(14, 5))


def test_admin_columns_and_templates_print_day_month_year():
    moment = dt.datetime(2020, 2, 11, 7, 30, tzinfo=dt.UTC)

    assert display_for_value(dt.date(2020, 2, 11), "-") == "11/02/2020"
    assert display_for_value(moment, "-") == "11/02/2020 14:30"
    assert Template("{{ at }} {{ at|date }}").render(Context({"at": moment})) == "11/02/2020 14:30 11/02/2020"


def test_archive_headings_say_month_and_year():
    template = Template('{{ day|date:"YEAR_MONTH_FORMAT" }}, {{ day|date:"MONTH_DAY_FORMAT" }}')

    assert template.render(Context({"day": dt.date(2020, 2, 11)})) == "tháng 2/2020, 11/02"


def test_thousands_are_parted_by_points_and_decimals_by_a_comma():
    assert number_format(1234567.5, force_grouping=True) == "1.234.567,5"
    assert forms.DecimalField(localize=True).clean("1234,5") == forms.DecimalField().clean("1234.5")


def test_calendar_in_the_admin_begins_on_monday(admin_client):
    script = admin_client.get(reverse("admin:jsi18n")).text

    formats = json.loads(re.search(r"django\.formats = (\{.*?\n {2}\});", script, re.DOTALL)[1])

    assert formats["FIRST_DAY_OF_WEEK"] == 1
    assert formats["DATE_INPUT_FORMATS"][0] == "%d/%m/%Y"
    assert formats["TIME_INPUT_FORMATS"][0] == "%H:%M"
