"""However many threads of the server answer, few connections to the database stay open."""

import os
import threading
from contextlib import ExitStack
from pathlib import Path

from django.conf import settings
from django.db import connection

from traffic.bulkhead import MAX_CONCURRENT_REQUESTS
from traffic.database_connections import PersistentConnections

THREADS = 20


def open_connections():
    """How many this process has, the test's own among them."""
    if settings.IS_SQLITE:
        links = Path("/proc/self/fd").iterdir()
        return sum(os.path.realpath(link) == os.path.realpath(connection.settings_dict["NAME"]) for link in links)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()")
        return cursor.fetchone()[0]


class Thread:
    """One of the server's: it answers a request and stays, ready for another."""

    def __init__(self, door, path):
        self._answered, self._may_end = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._serve, args=[door, path])

    def _serve(self, door, path):
        self.status = door.get(path).status
        self._answered.set()
        self._may_end.wait(60)

    def __enter__(self):
        self._thread.start()
        assert self._answered.wait(30)
        return self

    def __exit__(self, *error):
        self._may_end.set()
        self._thread.join()


def test_threads_that_have_answered_keep_few_connections(door):
    before = open_connections()

    with ExitStack() as stack:
        threads = [stack.enter_context(Thread(door, f"/page/{number + 1}/")) for number in range(THREADS)]
        open_at_last = open_connections()

    assert {thread.status for thread in threads} == {200}
    assert open_at_last - before <= MAX_CONCURRENT_REQUESTS + 1  # SQLite keeps a file open for the next who wants it


def test_threads_that_have_ended_make_room_for_others(door):
    before = open_connections()

    for number in range(THREADS):
        with Thread(door, f"/page/{number + 1}/") as thread:
            pass

        assert thread.status == 200
        assert open_connections() - before <= MAX_CONCURRENT_REQUESTS + 1


def test_connection_of_a_thread_is_kept_for_its_next_request(door):
    door.get("/page/1/")
    kept = connection.connection

    door.get("/page/2/")

    assert kept is not None
    assert connection.connection is kept


def test_thread_without_a_connection_takes_no_place(transactional_db):
    persistent, has_released, may_end = PersistentConnections(most=1), threading.Event(), threading.Event()
    thread = threading.Thread(target=lambda: (persistent.release(), has_released.set(), may_end.wait(60)))
    thread.start()
    has_released.wait(30)

    connection.ensure_connection()
    persistent.release()
    may_end.set()

    assert connection.connection is not None
