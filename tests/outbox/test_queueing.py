"""A letter is there if the act is that it tells of."""

from contextlib import suppress

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.outbox.letters import queue_letter, tell_admins
from portal.outbox.models import Letter
from tests.factories import make_letter

pytestmark = pytest.mark.django_db


def test_letter_of_an_act_that_failed_is_never_sent(settings):
    settings.SENDS_MAIL = True

    with suppress(ZeroDivisionError), transaction.atomic():
        queue_letter("an@example.vn", "Thư mời", "…")
        raise ZeroDivisionError

    assert not Letter.objects.exists()


def test_nothing_waits_where_there_is_no_mail_server():
    queue_letter("an@example.vn", "Thư mời", "…")

    assert not Letter.objects.exists()


def test_subject_is_one_line_of_bounded_length(settings):
    settings.SENDS_MAIL = True

    queue_letter("an@example.vn", "Thư\r\nBcc: x@example.vn" + "ờ" * 300, "…")

    assert Letter.objects.get().subject == ("Thư Bcc: x@example.vn" + "ờ" * 300)[:200]


def test_each_of_the_admins_gets_a_letter_of_their_own(settings):
    settings.SENDS_MAIL, settings.ADMINS = True, [("a@example.vn", "a@example.vn"), ("b@example.vn", "b@example.vn")]

    tell_admins("Có người quản trị mới", "…")

    assert list(Letter.objects.order_by("pk").values_list("to", flat=True)) == ["a@example.vn", "b@example.vn"]


def test_letter_that_was_sent_keeps_no_text():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_letter(sent_at=timezone.now(), next_attempt_at=None, text="https://…/bi-mat")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_letter(sent_at=timezone.now(), text="")


def test_message_id_is_one_letters():
    make_letter(message_id="<1@example.vn>")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_letter(message_id="<1@example.vn>")
