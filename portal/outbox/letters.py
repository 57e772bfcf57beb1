"""Writing letters; `portal.outbox.sending` sends them."""

from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings

from portal.outbox.models import Letter
from vietnamese.folding import clean_line

MAX_SUBJECT_CHARACTERS = Letter._meta.get_field("subject").max_length


def queue_letter(to: str, subject: str, text: str) -> None:
    """Write a letter in the transaction of the act that it tells of, so that both are there or neither.

    Where no EMAIL_URL is set, and for who has no address, there are no letters.
    """
    if settings.SENDS_MAIL and to:
        message_id = make_msgid(domain=urlsplit(settings.SITE_URL).hostname)
        subject = clean_line(subject)[:MAX_SUBJECT_CHARACTERS]
        Letter.objects.create(to=to, subject=subject, text=text, message_id=message_id)


def tell_admins(subject: str, text: str) -> None:
    """Write to each address of ADMINS what those who answer for the portal should know; never a secret."""
    for _, address in settings.ADMINS:
        queue_letter(address, subject, text)
