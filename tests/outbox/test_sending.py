"""Letters reach a mail server, or wait for one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.outbox.models import Letter
from portal.outbox.sending import CLAIM_SECONDS, MAX_RETRY_SECONDS, _claim, send_due_letters
from tests.factories import make_letter

pytestmark = pytest.mark.django_db


def let_time_pass(seconds):
    for letter in Letter.objects.exclude(next_attempt_at=None):
        letter.next_attempt_at -= timedelta(seconds=seconds)
        letter.save()


def wait_seconds(letter):
    letter.refresh_from_db()
    return (letter.next_attempt_at - timezone.now()).total_seconds()


def test_letter_arrives_once_with_its_words_and_keeps_no_text(mail_server):
    server = mail_server()
    letter = make_letter(subject="Thư mời", text="Kính gửi bà Mai, …")

    assert [send_due_letters(), send_due_letters()] == [1, 0]

    [received] = server.received
    assert (received["To"], received["Subject"]) == ("an@example.vn", "Thư mời")
    assert received["Message-ID"] == letter.message_id
    assert "Kính gửi bà Mai" in received.get_content()
    letter.refresh_from_db()
    assert (letter.text, letter.reason, letter.next_attempt_at) == ("", "", None)
    assert letter.sent_at


def test_dead_mail_server_loses_none(mail_server, caplog):
    mail_server().stop()
    first, second = make_letter(), make_letter()

    assert send_due_letters() == 0
    assert 55 < wait_seconds(first) < 61
    assert wait_seconds(second) <= 0  # not tried after the first
    let_time_pass(61)
    send_due_letters()
    assert "Máy chủ thư (EMAIL_URL) không dùng được" in caplog.text
    assert len(caplog.records) == 1

    server = mail_server()
    let_time_pass(3600)
    assert send_due_letters() == 2
    assert {letter["Message-ID"] for letter in server.received} == {first.message_id, second.message_id}
    assert "đã dùng lại được" in caplog.text


def test_waits_grow_to_an_hour_and_end_never(mail_server):
    mail_server().stop()
    letter = make_letter(attempts=5000)

    send_due_letters()

    assert MAX_RETRY_SECONDS - 5 < wait_seconds(letter) <= MAX_RETRY_SECONDS


def test_letter_that_cannot_be_built_stops_no_other(mail_server):
    server = mail_server()
    broken, letter = make_letter(subject="a\nb"), make_letter()

    assert send_due_letters() == 1

    assert [one["Message-ID"] for one in server.received] == [letter.message_id]
    broken.refresh_from_db()
    assert (broken.next_attempt_at, broken.reason) == (None, "Địa chỉ hoặc tiêu đề không gửi đi được.")


def test_letter_of_a_sender_that_died_is_sent_by_another_in_three_minutes(mail_server):
    server, letter = mail_server(), make_letter()
    _claim()

    assert send_due_letters() == 0
    let_time_pass(CLAIM_SECONDS)
    assert send_due_letters() == 1

    assert [one["Message-ID"] for one in server.received] == [letter.message_id]
