from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction

from tests.traffic.stored_counts import stored_counts


def fail(*arguments):
    raise OperationalError("server closed the connection unexpectedly")


@contextmanager
def database_failing_at(statement, then=fail):
    """A database that is lost when it reads a statement that begins so, or `then` something else happens."""

    def execute(run, sql, *arguments):
        return then() if sql.strip().startswith(statement) else run(sql, *arguments)

    with connection.execute_wrapper(execute):
        yield


@pytest.mark.parametrize(
    ("statement", "standing"), [("SELECT", "down"), ("INSERT INTO traffic_dailyviews", "ok"), ("UPDATE", "ok")]
)
def test_views_wait_in_the_tally_while_the_database_fails_or_refuses_to_write(door, statement, standing):
    door.get("/page/7/")
    with database_failing_at(statement):
        door.turn()
    assert f"database: {standing}" in door.get("/readyz").text
    assert door.get("/page/7/").text == "Lượt xem: 2 / 2"

    door.turn()

    assert "database: ok" in door.get("/readyz").text
    assert stored_counts() == [[2], [2]]


def test_commit_whose_answer_was_lost_is_not_repeated(door):
    door.get("/page/7/")
    with database_failing_at("UPDATE", then=lambda: write_mark_and_lose_the_answer(door)):
        door.turn()
    assert stored_counts() == [[1], [1]]
    assert door.get("/page/7/").text == "Lượt xem: 2 / 2"

    door.turn()

    assert stored_counts() == [[2], [2]]


def write_mark_and_lose_the_answer(door):
    with connection.cursor() as cursor:
        cursor.cursor.execute("UPDATE traffic_tallymark SET turn = 1")
    transaction.on_commit(fail)


def test_page_asks_a_lost_database_nothing_before_the_housekeeper_has_found_it_again(door):
    door.get("/list/8-8/")
    with database_failing_at("SELECT"):
        door.turn()

    assert door.get("/list/8-8/").text == "0 lượt xem;"
