"""However many threads of the server answer, few connections to the database stay open."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from traffic.bulkhead import MAX_CONCURRENT_REQUESTS
from traffic.database_connections import ConnectionPool

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


def test_requests_at_once_leave_few_connections_open(door):
    before, together = open_connections(), threading.Barrier(THREADS)

    def read(number):
        together.wait()
        return door.get(f"/page/{number + 1}/").status

    with ThreadPoolExecutor(THREADS) as pool:
        assert {200} <= set(pool.map(read, range(THREADS))) <= {200, 503}  # on a slow machine some find no place
        assert open_connections() - before <= MAX_CONCURRENT_REQUESTS + 1


def test_more_connections_than_may_stay_open_are_closed(transactional_db):
    pool, together = ConnectionPool(most=1), threading.Barrier(3)

    def use(_):
        with pool.lent():
            connection.ensure_connection()
            together.wait()
            return connections[connection.alias]

    with ThreadPoolExecutor(3) as threads:
        used = list(threads.map(use, range(3)))
    open_at_last = [one for one in used if one.connection is not None]
    pool.close()

    assert len(open_at_last) == 1
    assert open_at_last[0].connection is None


def test_threads_answer_one_after_another_by_the_same_connection(door):
    before = open_connections()

    with ExitStack() as stack:
        for number in range(THREADS):
            thread = stack.enter_context(Thread(door, f"/page/{number + 1}/"))
            assert thread.status == 200
            assert open_connections() - before <= 2  # SQLite keeps a file open for the next who wants it


def test_thread_that_has_a_connection_of_its_own_keeps_it(door):
    connection.ensure_connection()
    own = connection.connection

    door.get("/page/1/")

    assert connection.connection is own


def test_connection_left_within_a_transaction_is_not_lent_again(transactional_db):
    pool, lent = ConnectionPool(), []

    def use():
        with pool.lent():
            connection.ensure_connection()
            lent.append(connection.connection)
            connection.in_atomic_block = len(lent) == 1

    for _ in range(3):
        thread = threading.Thread(target=use)
        thread.start()
        thread.join()
    pool.close()

    assert lent[0] is not lent[1]
    assert lent[1] is lent[2]
