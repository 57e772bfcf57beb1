"""Sends the letters that are due, from any number of threads, processes and machines.

A sender claims a letter in a short transaction by moving its next attempt past the longest time that sending takes; no
lock is held meanwhile. Whoever dies while sending leaves a letter that is due again then. Only if that happens between
the mail server's yes and the note of it is a letter sent twice, with the same Message-ID.
"""

import logging
import smtplib
import threading
from datetime import timedelta
from time import monotonic, sleep

from django.core.mail import EmailMessage
from django.db import Error, connection, transaction
from django.utils import timezone

from portal.outbox.models import Letter
from traffic.log_limits import Outage

CLAIM_SECONDS = 180  # longer than a dozen steps of SMTP, each with EMAIL_TIMEOUT
FIRST_RETRY_SECONDS, MAX_RETRY_SECONDS = 60, 3600  # doubled at each attempt, without end
NOTE_SECONDS = 120  # in which a database that has gone away is waited for, to note that a letter was sent
KEPT_AFTER_SENDING = timedelta(days=30)
SECONDS_BETWEEN_TURNS = 3
STOP_TIMEOUT_SECONDS = 5  # for the letter that is being sent
MAX_REASON_CHARACTERS = Letter._meta.get_field("reason").max_length

_outage = Outage("Máy chủ thư (EMAIL_URL)")
log = logging.getLogger(__name__)


def send_due_letters(go_on=lambda: True) -> int:
    """Send what is due and return how many were sent; ends at the first letter for which no mail server answers.

    `go_on` is asked before each letter.
    """
    sent = 0
    while go_on() and (letter := _claim()):
        try:
            _hand_over(letter)
        except (OSError, ValueError) as error:  # smtplib's are OSErrors; a letter that cannot be built is a ValueError
            if not _put_off(letter, error):
                break
        else:
            _note_sent(letter)
            _outage.ends()
            sent += 1
    if sent:
        Letter.objects.filter(sent_at__lt=timezone.now() - KEPT_AFTER_SENDING).delete()
    return sent


def _claim() -> Letter | None:
    """The next letter that is due, which no other sender takes for CLAIM_SECONDS."""
    due = Letter.objects.due()
    if not due.exists():  # without a transaction, which on SQLite is the right to write
        return None
    with transaction.atomic():
        letter = due.select_for_update(skip_locked=True).first()
        if letter:
            letter.attempts += 1
            letter.next_attempt_at = timezone.now() + timedelta(seconds=CLAIM_SECONDS)
            letter.save(update_fields=["attempts", "next_attempt_at"])
    return letter


def _hand_over(letter: Letter) -> None:
    message = EmailMessage(letter.subject, letter.text, to=[letter.to], headers={"Message-ID": letter.message_id})
    message.send()


def _note_sent(letter: Letter) -> None:
    ends_at = monotonic() + NOTE_SECONDS
    while True:
        try:
            Letter.objects.filter(pk=letter.pk).update(sent_at=timezone.now(), next_attempt_at=None, text="", reason="")
        except Error:
            connection.close_if_unusable_or_obsolete()
            if monotonic() > ends_at:
                raise
            sleep(1)
        else:
            return


def _put_off(letter: Letter, error: Exception) -> bool:
    """Note why it was not sent, and when to try again; return whether the mail server answers at all."""
    is_refused, reason = _refusal(error)
    wait = min(FIRST_RETRY_SECONDS * 2 ** min(letter.attempts - 1, 10), MAX_RETRY_SECONDS)
    Letter.objects.filter(pk=letter.pk, sent_at=None).update(
        next_attempt_at=None if is_refused else timezone.now() + timedelta(seconds=wait),
        reason=reason[:MAX_REASON_CHARACTERS],
    )
    answers = isinstance(error, (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, ValueError))
    if not answers:
        _outage.begins(error)
    return answers


def _refusal(error: Exception) -> tuple[bool, str]:
    """Whether trying again is of no use, and the reason in words."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()))
        return code >= 500, f"Máy chủ thư không nhận địa chỉ này: {_words(code, answer)}"
    if isinstance(error, smtplib.SMTPDataError):
        return error.smtp_code >= 500, f"Máy chủ thư không nhận thư này: {_words(error.smtp_code, error.smtp_error)}"
    if isinstance(error, smtplib.SMTPResponseException):
        return False, f"Máy chủ thư từ chối cổng thông tin: {_words(error.smtp_code, error.smtp_error)}"
    if isinstance(error, ValueError):
        return True, "Địa chỉ hoặc tiêu đề không gửi đi được."
    return False, "Máy chủ thư không trả lời."


def _words(code: int, answer: bytes | str) -> str:
    return f"{code} {answer.decode(errors='replace') if isinstance(answer, bytes) else answer}"


class Sender:
    """A thread of a server process that sends what is due, with a database connection of its own."""

    def __init__(self):
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End after the letter that is being sent."""
        self._stopping.set()
        self._thread.join(STOP_TIMEOUT_SECONDS)

    def _run(self) -> None:
        while not self._stopping.wait(SECONDS_BETWEEN_TURNS):
            try:
                send_due_letters(go_on=lambda: not self._stopping.is_set())
            except Error:
                connection.close_if_unusable_or_obsolete()  # the housekeeper logs that the database is away
            except Exception:  # the thread must survive every error
                log.exception("Lỗi khi gửi thư, sẽ thử lại.")
        connection.close()
