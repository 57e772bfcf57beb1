"""A bound on how long the database may work for one reader."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from django.db import OperationalError, connection, transaction

STEPS = 10_000  # of SQLite's machine between two looks at the clock; less than a millisecond


class OutOfTime(Exception):
    """The database was stopped."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Stop what is asked of the database within when it takes longer, and raise `OutOfTime`.

    On PostgreSQL the bound is one for each statement; nothing may be written within.
    """
    ends_at = monotonic() + seconds
    try:
        with _postgresql(seconds) if connection.vendor == "postgresql" else _sqlite(ends_at):
            yield
    except OperationalError as error:
        if monotonic() < ends_at:
            raise  # the database has failed, which is another matter
        raise OutOfTime from error


@contextmanager
def _postgresql(seconds):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = %s", [int(seconds * 1000)])
        yield
        cursor.execute("SET LOCAL statement_timeout TO DEFAULT")  # for what follows in a transaction round this one


@contextmanager
def _sqlite(ends_at):
    connection.ensure_connection()
    connection.connection.set_progress_handler(lambda: monotonic() > ends_at, STEPS)
    try:
        yield
    finally:
        connection.connection.set_progress_handler(None, STEPS)
