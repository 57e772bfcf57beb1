"""What is going to be published or taken down, as a list and as a month."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories import make_article, make_video

pytestmark = pytest.mark.django_db
AT = datetime(2099, 11, 30, 8, tzinfo=timezone.get_default_timezone())


def test_calendar_lists_what_goes_out_and_what_comes_down(client, sign_in):
    sign_in("Phóng viên")
    make_article(title="Bài sắp lên", publish_at=AT)
    make_video(title="Video sắp gỡ", unpublish_at=AT + timedelta(days=1))
    make_article(title="Đang nằm yên")

    page = client.get("/admin/lich/?thang=2099-11").text
    month = page[page.index('id="month"') :]

    assert "08:00 thứ Hai 30/11/2099" in page
    assert "08:00 lên</span>" in month
    assert "08:00 gỡ</span>" in month  # on the first of December, which stands in the last week
    assert "Đang nằm yên" not in page
    assert "Bài sắp lên" not in client.get("/admin/lich/?thang=2099-10").text.split('id="month"')[1]


@pytest.mark.parametrize("month", ["2026-13", "0000-01", "9999-12", "abc", "2026-1", "-1-01"])
def test_month_that_is_none_shows_this_one(client, sign_in, month):
    sign_in("Phóng viên")

    assert f"Tháng {timezone.localdate():%-m/%Y}" in client.get("/admin/lich/", {"thang": month}).text


def test_calendar_asks_no_more_for_more(client, sign_in, django_assert_max_num_queries):
    sign_in("Phóng viên")
    for number in range(12):
        make_article(publish_at=AT + timedelta(hours=number), unpublish_at=AT + timedelta(days=30))

    with django_assert_max_num_queries(14):
        client.get("/admin/lich/")
