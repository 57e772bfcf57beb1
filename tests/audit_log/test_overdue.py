"""What waits too long for its seal is marked in the list."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.audit_log import record
from publishing.sealing import MAX_WAIT_SECONDS, seal_batch

pytestmark = pytest.mark.django_db
LIST = "/admin/publishing/event/"
MARK = "chưa niêm phong"


@pytest.fixture
def overdue_event(sign_in, monkeypatch):
    """For an administrator: an event recorded longer ago than a seal may take."""
    sign_in("Quản trị")
    seal_batch()
    at = timezone.now() - timedelta(seconds=MAX_WAIT_SECONDS + 1)
    with monkeypatch.context() as clock:
        clock.setattr(timezone, "now", lambda: at)
        return record("add", thing_text="Đã lâu")


def test_event_that_waits_too_long_is_marked_until_it_is_sealed(client, overdue_event):
    record("add", thing_text="Vừa xong")

    assert client.get(LIST).text.count(MARK) == 1

    seal_batch()
    assert MARK not in client.get(LIST).text
