"""A limit on the time that the database may work for one search."""

from time import monotonic

from django.db import OperationalError, connection, transaction

INSTRUCTIONS_A_CHECK = 10_000  # of SQLite's virtual machine between two checks of the time; less than a millisecond

# The settings are sent in the same round trip as the statement. Sequential scans and JIT are switched off: the planner
# estimates them for the most common word, and for a search they are never faster.
SET_LOCAL = """
    SET LOCAL statement_timeout = {milliseconds}; SET LOCAL enable_seqscan = off; SET LOCAL jit = off;
    SET LOCAL max_parallel_workers_per_gather = 0;
"""
RESET = "statement_timeout", "enable_seqscan", "jit", "max_parallel_workers_per_gather"


class QueryTimeout(Exception):
    """The database was interrupted."""


def fetch_within(seconds: float, sql: str, values: list) -> list[tuple]:
    """Return the rows of a statement; interrupt it when it takes longer, and raise `QueryTimeout`."""
    ends_at = monotonic() + seconds
    try:
        return (_postgresql if connection.vendor == "postgresql" else _sqlite)(seconds, sql, values)
    except OperationalError as error:
        if monotonic() < ends_at:
            raise  # another database error
        raise QueryTimeout from error


def _postgresql(seconds, sql, values):
    is_within = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SET_LOCAL.format(milliseconds=int(seconds * 1000)) + sql, values)
        rows = cursor.fetchall()
        if is_within:  # so that the surrounding transaction continues as before
            cursor.execute("".join(f"SET LOCAL {name} TO DEFAULT;" for name in RESET))
        return rows


def _sqlite(seconds, sql, values):
    connection.ensure_connection()
    ends_at = monotonic() + seconds
    connection.connection.set_progress_handler(lambda: monotonic() > ends_at, INSTRUCTIONS_A_CHECK)
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()
    finally:
        connection.connection.set_progress_handler(None, INSTRUCTIONS_A_CHECK)
