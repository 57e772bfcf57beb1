"""A running site tells by itself, in the admin and by one letter."""

import pytest

from portal.notifications.models import Notification
from tests.notifications.test_who_is_told import submitted
from tests.outbox.test_sender_thread import server, wait_for  # noqa: F401 -- a fixture

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS_AT_MOST = 60


def test_editor_is_told_at_once_and_has_one_letter_within_a_minute(server, site, staff):  # noqa: F811 -- the fixture
    editor, writer = staff("Biên tập viên"), staff("Phóng viên")

    articles = [submitted(writer, title=f"Chưa ai biết {number}") for number in range(3)]

    assert wait_for(lambda: Notification.objects.filter(user=editor).count() == len(articles))
    assert wait_for(lambda: server.received, SECONDS_AT_MOST)
    [letter] = server.received
    assert (letter["To"], letter["Subject"]) == (editor.email, "Bàn làm việc: 3 việc mới")
    assert "Chưa ai biết" not in letter.get_content()
    assert site.stop() == 0
    assert "Traceback" not in site.log
