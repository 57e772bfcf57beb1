"""Committed events are sealed within a turn of the housekeeper, once each, and what waits too long is told."""

import logging

import pytest
from django.db import IntegrityError, transaction

from publishing import sealing
from publishing.audit_log import record
from publishing.models import Event, Seal, UnsealedEvent
from publishing.models.seal import NO_DIGEST
from publishing.sealing import Sealer, seal_batch
from tests.factories import make_article
from tests.publishing.sealed_log import complaint, newest

LOGGER = "publishing.sealing"


def sealed_keys():
    return [entry["id"] for seal in Seal.objects.order_by("number") for entry in seal.entries()]


def test_turn_of_the_housekeeper_seals_what_was_recorded(door):
    make_article()
    door.turn()
    record("add", thing_text="Sau")
    door.turn()
    door.turn()

    first, second = Seal.objects.order_by("number")
    assert (first.number, first.previous) == (1, NO_DIGEST)
    assert (second.number, second.previous, second.is_complete) == (2, first.digest, True)
    assert sorted(sealed_keys()) == sorted(Event.objects.values_list("pk", flat=True))
    assert not UnsealedEvent.objects.exists()
    assert complaint() == ""


def test_every_head_is_a_line_in_the_log(door, caplog):
    with caplog.at_level(logging.INFO, LOGGER):
        record("add", thing_text="x")
        door.turn()

    assert [one.getMessage() for one in caplog.records if one.name == LOGGER] == [
        f"Niêm phong nhật ký, đầu chuỗi {newest().head}"
    ]


@pytest.mark.django_db
def test_what_was_rolled_back_does_not_wait():
    with transaction.atomic():
        record("add")
        transaction.set_rollback(True)

    assert seal_batch()
    assert not Seal.objects.exists()


def test_event_that_cannot_wait_for_a_seal_is_not_written(transactional_db):
    UnsealedEvent.objects.create(event_id=record("add").pk + 1)

    with pytest.raises(IntegrityError):
        record("add")

    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_many_are_sealed_in_several_batches(monkeypatch):
    monkeypatch.setattr(sealing, "BATCH_EVENTS", 2)
    pks = [record("add", thing_text=str(number)).pk for number in range(3)]

    assert [seal_batch(), seal_batch(), seal_batch()] == [False, True, True]
    assert sealed_keys() == pks
    assert complaint() == ""


@pytest.mark.django_db
def test_waiting_too_long_is_told_once_and_so_is_its_end(monkeypatch, caplog):
    clock = [100.0]
    monkeypatch.setattr(sealing, "monotonic", lambda: clock[0])
    monkeypatch.setattr(sealing, "BATCH_EVENTS", 1)
    sealer = Sealer()
    for _ in range(5):
        record("add")

    for _ in range(7):
        clock[0] += 2
        sealer()

    said = [one.getMessage() for one in caplog.records if one.name == LOGGER and one.levelno == logging.WARNING]
    assert said == ["Có việc trong nhật ký chờ niêm phong quá 5 giây.", "Nhật ký đã niêm phong hết các việc chờ."]
