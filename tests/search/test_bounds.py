import pytest
from django.db import OperationalError, connection

from portal.search.bounds import OutOfTime, at_most

pytestmark = pytest.mark.django_db

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT count(*) FROM n"


def ask(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()


def test_database_is_stopped_in_time_and_works_on():
    with pytest.raises(OutOfTime), at_most(0.1):
        ask(ENDLESS)

    assert ask("SELECT 1") == (1,)


def test_bound_ends_with_its_block():
    with at_most(0.05):
        ask("SELECT 1")

    assert ask(ENDLESS.replace("1000000000", "300000")) == (300_000,)


def test_fault_of_the_database_is_no_matter_of_time():
    with pytest.raises(OperationalError), at_most(10):
        raise OperationalError("server closed the connection unexpectedly")
