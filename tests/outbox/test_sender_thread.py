"""The server sends by itself what any process has written."""

import time

import pytest

from portal.outbox.models import Letter
from tests.factories import make_letter
from tests.outbox.mail_server import MailServer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(monkeypatch):
    """A mail server that `site` is started with."""
    running = MailServer()
    monkeypatch.setenv("EMAIL_URL", f"smtp://127.0.0.1:{running.port}")
    yield running
    running.stop()


def wait_for(condition, seconds=15):
    ends_at = time.monotonic() + seconds
    while not condition() and time.monotonic() < ends_at:
        time.sleep(0.1)
    return condition()


def test_running_site_sends_what_is_due_and_stops_in_time(server, site):
    make_letter()

    assert wait_for(lambda: Letter.objects.exclude(sent_at=None).exists())

    assert len(server.received) == 1
    assert site.stop() == 0
    assert "Traceback" not in site.log
