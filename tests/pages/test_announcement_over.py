"""A notice whose time has passed before it was ever shown is refused with what to do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.pages.models import Announcement
from tests.desk.forms import opened, sent
from tests.factories import make_announcement

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
REFUSAL = "thông báo sẽ không hiện. Hãy chọn một thời điểm sau lúc này."


def times(**moments):
    """As the form's two fields for each moment hold them."""
    local = {name: timezone.localtime(moment) for name, moment in moments.items()}
    days = {f"{name}_0": f"{moment:%d/%m/%Y}" for name, moment in local.items()}
    return days | {f"{name}_1": f"{moment:%H:%M}" for name, moment in local.items()}


def test_new_notice_that_nobody_would_see_is_refused(client, sign_in):
    sign_in("Quản trị")
    now = timezone.now()
    over = times(starts_at=now - 3 * HOUR, ends_at=now - HOUR)

    page = client.post("/admin/pages/announcement/add/", {"kind": "notice", "text": "Nghỉ lễ", **over}).text

    assert REFUSAL in page
    assert not Announcement.objects.exists()


def test_notice_that_is_over_is_not_shown_again_until_another_past_time(client, sign_in):
    sign_in("Quản trị")
    now = timezone.now()
    notice = make_announcement(starts_at=now - 9 * HOUR, ends_at=now - 5 * HOUR)

    assert REFUSAL in sent(client, notice, opened(client, notice), **times(ends_at=now - HOUR)).text


@pytest.mark.parametrize("typed", ["end", "text"])
def test_running_notice_is_ended_at_once_and_an_old_one_corrected(client, sign_in, typed):
    sign_in("Quản trị")
    now = timezone.now()
    end = (now + HOUR if typed == "end" else now - HOUR).replace(second=0, microsecond=0)
    notice = make_announcement(starts_at=now - 9 * HOUR, ends_at=end)

    changes = times(ends_at=now - timedelta(minutes=1)) if typed == "end" else {"text": "Sửa"}
    sent(client, notice, opened(client, notice), **changes)

    notice.refresh_from_db()
    assert (notice.ends_at < now, notice.text == "Sửa") == (True, typed == "text")
