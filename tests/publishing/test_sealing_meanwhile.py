"""While one transaction takes its time, others record and seal."""

import threading

import pytest
from django.db import connection, transaction

from publishing import sealing
from publishing.audit_log import record
from publishing.models import Seal
from publishing.sealing import seal_batch
from tests.publishing.sealed_log import complaint

pytestmark = pytest.mark.postgresql  # on SQLite only one writes at a time


def test_event_of_a_transaction_that_ends_late_is_sealed_late(transactional_db):
    is_recorded, may_end = threading.Event(), threading.Event()

    def act_slowly():
        with transaction.atomic():
            record("add", thing_text="Chậm")
            is_recorded.set()
            may_end.wait(20)
        connection.close()

    slow = threading.Thread(target=act_slowly)
    slow.start()
    is_recorded.wait(20)
    record("add", thing_text="Nhanh")
    assert seal_batch()
    may_end.set()
    slow.join()
    assert seal_batch()

    assert [entry["thing_text"] for seal in Seal.objects.order_by("number") for entry in seal.entries()] == [
        "Nhanh",
        "Chậm",
    ]
    assert complaint() == ""


def test_no_one_waits_for_the_lock(transactional_db):
    """While another process seals, an event is recorded and this process goes on with its turn."""
    held, may_end = threading.Event(), threading.Event()

    def seal_slowly():
        with transaction.atomic():
            assert sealing.try_lock()
            held.set()
            may_end.wait(20)
        connection.close()

    other = threading.Thread(target=seal_slowly)
    other.start()
    held.wait(20)
    record("add", thing_text="x")
    assert not seal_batch()
    may_end.set()
    other.join()

    assert seal_batch()
