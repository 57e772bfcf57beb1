import pytest

from tests.desk.conftest import sign_in  # noqa: F401 -- a fixture
from tests.outbox.mail_server import MailServer
from traffic.log_limits import Outage


@pytest.fixture
def mail_server(settings, monkeypatch):
    """`mail_server(RCPT="550 no such user")`: a running mail server that the portal sends by."""
    monkeypatch.setattr("portal.outbox.sending._outage", Outage("Máy chủ thư (EMAIL_URL)"))
    settings.SENDS_MAIL, settings.EMAIL_TIMEOUT = True, 0.2
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    running = []

    def start(**answers):
        running.append(MailServer(**answers))
        settings.EMAIL_PORT = running[-1].port
        return running[-1]

    yield start
    for server in running:
        server.stop()
