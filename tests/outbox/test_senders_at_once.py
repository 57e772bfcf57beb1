"""Several senders, a killed one, and a database that goes away: a letter is sent once, or again with the same id."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings as used
from django.db import OperationalError, connection
from django.utils import timezone

from portal.outbox import sending
from portal.outbox.models import Letter
from tests.factories import make_letter
from tests.running_site import database_url

pytestmark = pytest.mark.django_db(transaction=True)
SENDERS = 4


def test_senders_at_once_send_each_letter_once(mail_server):
    server = mail_server()
    letters = [make_letter() for _ in range(20)]

    def send(_):
        try:
            return sending.send_due_letters()
        finally:
            connection.close()

    with ThreadPoolExecutor(SENDERS) as pool:
        sent = list(pool.map(send, range(SENDERS)))

    assert sum(sent) == len(letters) == len(server.received)
    assert {one["Message-ID"] for one in server.received} == {letter.message_id for letter in letters}


def test_sender_killed_after_the_yes_sends_again_with_the_same_id(mail_server, tmp_path):
    server = mail_server(**{".": None})  # it has said yes as far as it is concerned
    letter = make_letter()
    own = {"DATA_DIR": str(tmp_path), "SECRET_KEY": used.SECRET_KEY, "EMAIL_URL": f"smtp://127.0.0.1:{server.port}"}
    command = [sys.executable, used.BASE_DIR / "manage.py", "send_letters"]
    with subprocess.Popen(command, env={**os.environ, "DATABASE_URL": database_url(), **own}) as process:
        while not server.received and process.poll() is None:
            time.sleep(0.05)
        process.kill()
    server.answers["."] = "250 taken"
    Letter.objects.update(next_attempt_at=timezone.now() - timedelta(seconds=1))

    assert sending.send_due_letters() == 1

    assert [one["Message-ID"] for one in server.received] == [letter.message_id] * 2


def test_database_that_is_away_after_the_yes_is_waited_for(mail_server, monkeypatch):
    server = mail_server()
    make_letter()
    update, failures = type(Letter.objects.all()).update, iter([OperationalError, OperationalError])

    def away(rows, **values):
        if error := next(failures, None):
            raise error
        return update(rows, **values)

    monkeypatch.setattr(type(Letter.objects.all()), "update", away)
    monkeypatch.setattr(sending, "sleep", lambda seconds: None)

    assert sending.send_due_letters() == 1

    assert len(server.received) == 1
    assert Letter.objects.get().sent_at


def test_letters_sent_a_month_ago_are_forgotten(mail_server):
    mail_server()
    make_letter(sent_at=timezone.now() - timedelta(days=31), next_attempt_at=None, text="")
    make_letter()

    sending.send_due_letters()

    assert Letter.objects.count() == 1
