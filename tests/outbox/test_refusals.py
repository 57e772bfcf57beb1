"""What a mail server does not take."""

import pytest

from portal.outbox.sending import send_due_letters
from tests.factories import make_letter
from tests.outbox.test_sending import wait_seconds

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("silent_at", ["EHLO", "MAIL", "."])
def test_server_that_says_nothing_is_not_waited_for(mail_server, silent_at):
    mail_server(**{silent_at: None})
    letter = make_letter()

    assert send_due_letters() == 0

    letter.refresh_from_db()
    assert letter.reason == "Máy chủ thư không trả lời."
    assert wait_seconds(letter) > 0


def test_refused_recipient_is_given_up_with_the_reason_and_the_next_one_is_not(mail_server):
    mail_server(RCPT="550 no such user")
    first, second = make_letter(), make_letter(to="mail@example.vn")

    send_due_letters()

    for letter in (first, second):
        letter.refresh_from_db()
        assert (letter.attempts, letter.next_attempt_at) == (1, None)
        assert letter.reason == "Máy chủ thư không nhận địa chỉ này: 550 no such user"


@pytest.mark.parametrize("answers", [{"RCPT": "450 later"}, {".": "451 later"}, {"MAIL": "530 who are you?"}])
def test_what_may_pass_is_tried_again(mail_server, answers):
    mail_server(**answers)
    letter = make_letter()

    send_due_letters()

    assert wait_seconds(letter) > 0
    assert next(iter(answers.values())) in letter.reason
