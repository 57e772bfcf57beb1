"""A bound on how long the database may work for one reader."""

from time import monotonic

from django.db import OperationalError, connection, transaction

STEPS = 10_000  # of SQLite's machine between two looks at the clock; less than a millisecond

# Together with the statement, so that they cost no way to the server. A plan that reads all rows, or compiles, is never
# better for a search: both are chosen for what a word in every text might cost, and is not asked for.
SET = """
    SET LOCAL statement_timeout = {milliseconds}; SET LOCAL enable_seqscan = off; SET LOCAL jit = off;
    SET LOCAL max_parallel_workers_per_gather = 0;
"""
RESET = "statement_timeout", "enable_seqscan", "jit", "max_parallel_workers_per_gather"


class OutOfTime(Exception):
    """The database was stopped."""


def rows_within(seconds: float, sql: str, values: list) -> list[tuple]:
    """Return what a statement finds; stop the database when it takes longer, and raise `OutOfTime`."""
    ends_at = monotonic() + seconds
    try:
        return (_postgresql if connection.vendor == "postgresql" else _sqlite)(seconds, sql, values)
    except OperationalError as error:
        if monotonic() < ends_at:
            raise  # the database has failed, which is another matter
        raise OutOfTime from error


def _postgresql(seconds, sql, values):
    is_within = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SET.format(milliseconds=int(seconds * 1000)) + sql, values)
        rows = cursor.fetchall()
        if is_within:  # what follows in the transaction round this one goes on as before
            cursor.execute("".join(f"SET LOCAL {name} TO DEFAULT;" for name in RESET))
        return rows


def _sqlite(seconds, sql, values):
    connection.ensure_connection()
    ends_at = monotonic() + seconds
    connection.connection.set_progress_handler(lambda: monotonic() > ends_at, STEPS)
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()
    finally:
        connection.connection.set_progress_handler(None, STEPS)
