import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.dates import long_date, month_title, parse_date
from vietnamese.numbers import format_integer


def test_week_of_long_dates_runs_from_monday_to_sunday():
    week = [long_date(datetime.date(2026, 11, day)).split(", ")[0] for day in range(23, 30)]

    assert week == ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"]


def test_dates_are_written_without_noughts_in_front():
    assert long_date(datetime.date(2020, 2, 1)) == "Thứ Bảy, ngày 1 tháng 2 năm 2020"
    assert month_title(datetime.date(2020, 2, 1)) == "tháng 2/2020"


@pytest.mark.parametrize("text", ["11/02/2020", "11/2/2020", " 11-02-2020\n", "11.2.2020"])
def test_day_comes_before_month(text):
    assert parse_date(text) == datetime.date(2020, 2, 11)


NOT_DATES = """11/02 11/02/20 2020-02-11 11/02-2020 31/02/2020 25/13/2020 0/1/2020 1/1/0000 11//02/2020 -1/2/2020
11/02/2020T08:00 ١١/٠٢/٢٠٢٠ hôm_nay""".split()


@pytest.mark.parametrize("text", [*NOT_DATES, "", "\ud800", "11 /02/2020", "1" * 5000])
def test_what_is_not_a_date_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match="ví dụ 11/02/2020"):
        parse_date(text)


@given(st.dates())
def test_written_date_is_read_back(date):
    assert parse_date(f"{date.day}/{date.month}/{date.year:04}") == date


@given(st.integers())
def test_written_number_has_its_digits_in_groups_of_three(number):
    first, *groups = format_integer(number).removeprefix("-").split(".")

    assert "".join([first, *groups]) == str(abs(number))
    assert 1 <= len(first) <= 3
    assert {len(group) for group in groups} <= {3}
