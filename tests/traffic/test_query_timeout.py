from time import monotonic

import pytest
from django.db import OperationalError, connection
from psycopg2.extensions import set_wait_callback

from traffic.query_timeout import install_wait_callback, query_timeout

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


@pytest.fixture(autouse=True)
def installed():
    install_wait_callback()
    yield
    connection.close()  # psycopg2 has, when it was given up
    set_wait_callback(None)


def sleep(seconds):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s)", [seconds])


def test_answer_that_comes_in_time_is_waited_for():
    with query_timeout(3):
        sleep(0.3)


def test_wait_ends_by_our_own_clock_and_the_next_begins_anew():
    began = monotonic()

    with pytest.raises(OperationalError), query_timeout(0.2):
        sleep(4)

    connection.close()
    sleep(0)
    assert monotonic() - began < 3


def test_wait_ends_when_it_is_not_worth_while_any_more():
    answers = iter([True, False, False])

    with pytest.raises(OperationalError), query_timeout(4, keep_waiting=lambda: next(answers)):
        sleep(4)


def test_nothing_more_is_waited_for_once_patience_is_over():
    with query_timeout(0.2):
        with pytest.raises(OperationalError):
            sleep(4)
        connection.close()

        with pytest.raises(OperationalError):
            sleep(0)
