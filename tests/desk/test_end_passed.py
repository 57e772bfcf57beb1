"""Bringing out what has an end that has passed: every page and button says why not, and what to do."""

import pytest
from django.utils import timezone

from tests.desk.forms import address, opened, sent
from tests.factories import make_article
from tests.publishing.withdrawn_and_expired import HOUR, WAYS_OUT, an_hour_ago, run_out

pytestmark = pytest.mark.django_db


def test_scheduling_past_the_end_is_refused_before_the_time_is_confirmed(client, sign_in):
    sign_in("Thư ký tòa soạn")
    article = make_article(state="approved", unpublish_at=timezone.now() + HOUR)

    page = client.post(address(article, "move/schedule/"), {"at_0": "30/11/2099", "at_1": "08:00"}).text

    assert "trước giờ hẹn đăng. Hãy sửa thời điểm tự gỡ rồi mới đăng." in page
    assert 'name="confirmed"' not in page


@pytest.mark.parametrize("name", ["restore", "publish"])
def test_page_and_form_say_what_to_do(client, sign_in, name):
    sign_in("Thư ký tòa soạn")
    thing = WAYS_OUT[name](make_article)

    said = client.post(address(thing, f"move/{name}/"), {"confirmed": "1"}, follow=True).text

    assert "Hãy mở trang sửa, bấm “Bỏ hẹn giờ gỡ” rồi mới đăng." in said
    assert "Muốn bạn đọc lại thấy nội dung này, hãy “Bỏ hẹn giờ gỡ” trước." in client.get(address(thing)).text


def test_button_of_the_form_that_publishes_says_it_too(client, sign_in):
    sign_in("Thư ký tòa soạn")
    article = make_article(state="approved", unpublish_at=an_hour_ago())

    page = sent(client, article, opened(client, article), _move="publish").text

    assert "Đã lưu, nhưng chưa “Đăng ngay”." in page


def test_bulk_act_says_it_of_each(client, sign_in):
    sign_in("Thư ký tòa soạn")
    article = run_out(state="withdrawn")

    page = client.post("/admin/news/article/", {"action": "restore", "_selected_action": article.pk}, follow=True).text

    assert "Chưa “Đăng lại”. Nội dung này hẹn tự gỡ lúc" in page
