"""Times at the desk: the button says what happens and when; what cannot be is refused with what to do."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from publishing.workflow import make_move
from tests.desk.forms import Fields, address, opened, sent
from tests.factories import make_article, make_user
from tests.publishing.editing import ALL

pytestmark = pytest.mark.django_db
MONDAY = {"at_0": "30/11/2099", "at_1": "08:00"}
AT = datetime(2099, 11, 30, 8, tzinfo=timezone.get_default_timezone())


@pytest.mark.parametrize(
    ("name", "state", "button"),
    [
        ("schedule", "approved", "Đăng lúc 08:00 thứ Hai 30/11/2099"),
        ("set_end", "published", "Tự gỡ lúc 08:00 thứ Hai 30/11/2099"),
    ],
)
def test_button_names_the_act_and_the_time_before_anything_is_done(client, sign_in, name, state, button):
    sign_in("Thư ký tòa soạn")
    article = make_article(state=state)

    page = client.post(address(article, f"move/{name}/"), MONDAY).text
    article.refresh_from_db()
    assert f'name="confirmed" value="1" class="default">{button}</button>' in page
    assert (article.state, article.unpublish_at) == (state, None)

    client.post(address(article, f"move/{name}/"), {**MONDAY, "confirmed": "1"})
    article.refresh_from_db()
    assert AT in {article.publish_at, article.unpublish_at}


@pytest.mark.parametrize("state", ["draft", "in_review"])
def test_text_that_is_not_approved_cannot_be_scheduled_and_is_told_what_to_do(client, sign_in, state):
    sign_in("Thư ký tòa soạn")

    page = client.get(address(make_article(state=state), "move/schedule/"), follow=True).text

    assert "Hãy gửi duyệt và chờ duyệt xong rồi mới hẹn giờ" in page


@pytest.mark.parametrize("name", ["schedule", "set_end"])
def test_past_time_is_refused(client, sign_in, name):
    sign_in("Thư ký tòa soạn")
    article = make_article(state="approved" if name == "schedule" else "published")

    data = {"at_0": "01/01/2020", "at_1": "08:00", "confirmed": "1"}
    page = client.post(address(article, f"move/{name}/"), data).text

    assert "ở sau lúc này." in page
    article.refresh_from_db()
    assert (article.is_scheduled, article.unpublish_at) == (False, None)


def test_past_end_of_a_draft_is_refused_in_the_form(client, sign_in):
    sign_in("Thư ký tòa soạn")
    article = make_article(state="draft")

    past = {"unpublish_at_0": "01/01/2020", "unpublish_at_1": "08:00"}
    page = sent(client, article, opened(client, article), **past).text

    assert "Thời điểm tự gỡ phải ở sau lúc này" in page


@pytest.mark.parametrize("name", ["publish", "schedule"])
def test_text_that_would_come_down_before_it_goes_up_is_not_sent_out(client, sign_in, name):
    sign_in("Thư ký tòa soạn")
    article = make_article(state="approved", unpublish_at=timezone.now() - timedelta(hours=1))

    page = client.post(address(article, f"move/{name}/"), {**MONDAY, "confirmed": "1"}, follow=True).text

    assert "Hãy sửa thời điểm tự gỡ rồi mới đăng." in page
    article.refresh_from_db()
    assert article.state == "approved"


def test_end_of_what_is_out_is_taken_away_again_and_stands_in_the_form(client, sign_in):
    sign_in("Thư ký tòa soạn")
    article = make_article(unpublish_at=AT)
    assert "Tự gỡ lúc <strong>08:00 thứ Hai 30/11/2099</strong>" in client.get(address(article)).text

    client.post(address(article, "move/clear_end/"), {"confirmed": "1"})

    article.refresh_from_db()
    assert article.unpublish_at is None


def test_form_of_what_is_scheduled_says_when_and_how_to_edit(client, sign_in):
    sign_in("Phóng viên")
    article = make_move("schedule", make_article(state="approved"), by=make_user(*ALL), at=AT)

    page = client.get(address(article)).text

    assert "lên trang lúc <strong>08:00 thứ Hai 30/11/2099</strong>" in page
    assert "_save" not in Fields(page).buttons
