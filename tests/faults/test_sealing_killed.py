"""Several processes seal what several threads record, and are killed in the middle: each event is sealed once."""

import os
import signal
import threading
import time

import pytest
from django.db import connection

from publishing.audit_log import record
from publishing.models import Event, Seal, UnsealedEvent
from publishing.sealing import seal_batch
from tests.faults.outcome_table import ROUNDS
from tests.installation import Installation
from tests.publishing.sealed_log import complaint
from tests.running_site import database_url

pytestmark = pytest.mark.faults
THREADS, EVENTS_A_THREAD = 4, 150
SEAL_ON = """
import time
from publishing.sealing import seal_batch
print("seals", flush=True)
while True:
    seal_batch()
    time.sleep(0.01)
"""


@pytest.fixture
def start_sealing(transactional_db, tmp_path):
    """`start_sealing()`: a process that does nothing but seal."""
    place, running = Installation(tmp_path, database_url()), []

    def start():
        running.append(place.start("shell", "--no-imports", "--command", SEAL_ON))
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.communicate()


def sealed_keys():
    return [entry["id"] for seal in Seal.objects.order_by("number") for entry in seal.entries()]


def record_many():
    for number in range(EVENTS_A_THREAD):
        record("add", thing_text=str(number))
    connection.close()


def test_each_event_is_sealed_once_by_two_processes(start_sealing, outcome):
    processes = [start_sealing(), start_sealing()]
    for process in processes:
        assert process.stdout.readline() == "seals\n"
    threads = [threading.Thread(target=record_many) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while not seal_batch():
        pass

    keys = sealed_keys()
    assert sorted(keys) == sorted(Event.objects.values_list("pk", flat=True))
    assert len(keys) == THREADS * EVENTS_A_THREAD
    assert complaint() == ""
    outcome(
        "two processes seal", requests=len(keys), errors=0, lost=0, doubled=0, remark=f"{Seal.objects.count()} seals"
    )


def test_killed_process_leaves_whole_seals(start_sealing, outcome):
    thread = threading.Thread(target=record_many)
    thread.start()
    for number in range(ROUNDS):
        process, sealed = start_sealing(), Seal.objects.count()
        record("add", thing_text="x")
        while Seal.objects.count() == sealed and process.poll() is None:
            time.sleep(0.002)
        time.sleep(0.01 * number)
        os.kill(process.pid, signal.SIGKILL)
        record("add", thing_text="y")
    thread.join()
    assert complaint() == ""

    while not seal_batch():
        pass

    assert sorted(sealed_keys()) == sorted(Event.objects.values_list("pk", flat=True))
    assert not UnsealedEvent.objects.exists()
    assert complaint() == ""
    outcome("killed while sealing", requests=Event.objects.count(), errors=0, lost=0, doubled=0)
