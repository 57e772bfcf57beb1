"""Several processes tell and write at once: everybody is told once, and each letter is one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from portal.notifications import digests, telling
from portal.notifications.models import Notification, Occurrence
from portal.outbox.models import Letter
from tests.notifications.test_who_is_told import submitted

pytestmark = pytest.mark.django_db(transaction=True)
PROCESSES = 4


def at_once(task):
    def run(_):
        try:
            return task()
        finally:
            connection.close()

    with ThreadPoolExecutor(PROCESSES) as pool:
        return sum(pool.map(run, range(PROCESSES)))


def test_everybody_is_told_once_and_has_one_letter(staff, settings):
    settings.SENDS_MAIL = True
    editors, writer = [staff("Biên tập viên") for _ in range(3)], staff("Phóng viên")
    for _ in range(6):
        submitted(writer)

    assert at_once(telling.tell_what_happened) == 6
    assert Notification.objects.count() == 6 * len(editors)
    Notification.objects.update(at=timezone.now() - timedelta(minutes=1))
    assert at_once(digests.write_letters) == len(editors)

    assert sorted(Letter.objects.values_list("to", flat=True)) == sorted(user.email for user in editors)


def test_what_there_was_no_time_for_is_told_next_time(staff):
    staff("Biên tập viên")
    submitted(staff("Phóng viên"))

    assert telling.tell_what_happened(max_seconds=0) == 0
    assert telling.tell_what_happened() == 1


def test_act_that_is_undone_is_told_to_nobody(staff):
    writer = staff("Phóng viên")

    with transaction.atomic():
        submitted(writer)
        transaction.set_rollback(True)

    assert not Occurrence.objects.exists()
