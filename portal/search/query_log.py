"""Counts of what readers search for, without personal data.

Stored are words, day, number of searches and number without results; no network address, no time of day, no sequence
of searches. What looks like the number of a telephone, an account or a person, or like an e-mail address, is not
counted. A search writes nothing: counts are in this process's memory, bounded, until the housekeeper's next turn.
"""

import re
import threading
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone

from portal.search.models import Asked
from portal.search.query import ParsedQuery
from vietnamese.folding import clean_line

MAX_WAITING_QUERIES = 1_000  # different queries between two turns; more are not counted
MAX_QUERIES_A_DAY = 2_000  # different queries that are stored of a day
MAX_QUERY_WORDS = 12  # longer ones are unique to one reader
RETENTION = timedelta(days=30)
PERSONAL = re.compile(r"@|[0-9](?:[ .-]?[0-9]){5}")

UPSERT = """
    INSERT INTO search_asked (day, words, typed, times, times_in_vain) VALUES {rows}
    ON CONFLICT (day, words) DO UPDATE SET
    times = search_asked.times + excluded.times, times_in_vain = search_asked.times_in_vain + excluded.times_in_vain
"""


class QueryCounter:
    """Counts of this process that are not in the table yet."""

    def __init__(self):
        self._lock = threading.Lock()
        self._counts: dict[tuple[date, str], list] = {}
        self._cleared_on: date | None = None

    def count(self, query: ParsedQuery, typed: str, *, without_results: bool) -> None:
        """Count one search for a query, as it was typed."""
        words = " ".join(word.folded for word in query.words)
        if len(query.words) > MAX_QUERY_WORDS or PERSONAL.search(typed):
            return
        with self._lock:
            key = timezone.localdate(), words
            if key in self._counts or len(self._counts) < MAX_WAITING_QUERIES:
                row = self._counts.setdefault(key, [clean_line(typed).lower()[:200], 0, 0])
                row[1] += 1
                row[2] += without_results

    def write(self) -> None:
        """Add the counts to the table, and delete what is too old; for the housekeeper."""
        with self._lock:
            counts, self._counts = self._counts, {}
        if counts:
            try:
                _add([(*key, *row) for key, row in sorted(counts.items())])
            except BaseException:
                with self._lock:
                    self._counts = {**counts, **self._counts}
                raise
        today = timezone.localdate()
        if self._cleared_on != today:
            Asked.objects.filter(day__lte=today - RETENTION).delete()
            self._cleared_on = today


query_counter = QueryCounter()


@transaction.atomic
def _add(rows):
    """Rows are written in sorted order, so that two processes cannot deadlock."""
    today = rows[-1][0]
    if Asked.objects.filter(day=today).count() >= MAX_QUERIES_A_DAY:
        known = set(Asked.objects.filter(day=today).values_list("words", flat=True))
        rows = [row for row in rows if row[1] in known]
    written = [(connection.ops.adapt_datefield_value(day), *others) for day, *others in rows]
    if written:
        with connection.cursor() as cursor:
            places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(written))
            cursor.execute(UPSERT.format(rows=places), [value for row in written for value in row])
