import pytest
from django.db import OperationalError, connection

from portal.search.query_timeout import QueryTimeout, fetch_within

pytestmark = pytest.mark.django_db

COUNTING = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s) SELECT count(*) FROM n"


def test_database_is_stopped_in_time_and_works_on():
    with pytest.raises(QueryTimeout):
        fetch_within(0.1, COUNTING, [10**9])

    assert fetch_within(1, "SELECT %s", [1]) == [(1,)]


def test_bound_ends_with_its_statement():
    fetch_within(0.05, "SELECT %s", [1])

    with connection.cursor() as cursor:
        cursor.execute(COUNTING, [300_000])
        assert cursor.fetchone() == (300_000,)


def test_fault_of_the_database_is_no_matter_of_time():
    def break_off(run, *arguments):
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(break_off), pytest.raises(OperationalError):
        fetch_within(10, "SELECT %s", [1])


@pytest.mark.postgresql
def test_plans_of_a_search_are_its_own():
    fetch_within(1, "SELECT 1", [])

    with connection.cursor() as cursor:
        cursor.execute("SHOW enable_seqscan")
        assert cursor.fetchone() == ("on",)
