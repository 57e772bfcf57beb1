"""What readers look for, counted without anything of who they are.

Kept are the words, the day, how often, and how often nothing was found: no address, no hour, no order of one search
after another. What looks like a telephone's, an account's or a person's number, or like an address of e-mail, is not
counted. A search writes nothing: this process's counts wait in its memory, bounded, for the housekeeper's next turn.
"""

import re
import threading
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone

from portal.search.models import Asked
from portal.search.question import Question
from vietnamese.folding import clean_line

MOST_WAITING = 1_000  # different questions between two turns; what comes beyond is not counted
MOST_A_DAY = 2_000  # different questions that are kept of a day
MOST_WORDS = 12  # longer ones are nobody else's question
KEPT = timedelta(days=30)
PERSONAL = re.compile(r"@|[0-9](?:[ .-]?[0-9]){5}")

ADD = """
    INSERT INTO search_asked (day, words, typed, times, times_in_vain) VALUES {rows}
    ON CONFLICT (day, words) DO UPDATE SET
    times = search_asked.times + excluded.times, times_in_vain = search_asked.times_in_vain + excluded.times_in_vain
"""


class Waiting:
    """Counts of this process that the table does not hold yet."""

    def __init__(self):
        self._lock = threading.Lock()
        self._counts: dict[tuple[date, str], list] = {}
        self._cleared_on: date | None = None

    def count(self, question: Question, typed: str, *, in_vain: bool) -> None:
        """Count one asking of a question, as it was typed; in vain, when nothing was found."""
        words = " ".join(word.folded for word in question.words)
        if len(question.words) > MOST_WORDS or PERSONAL.search(typed):
            return
        with self._lock:
            key = timezone.localdate(), words
            if key in self._counts or len(self._counts) < MOST_WAITING:
                row = self._counts.setdefault(key, [clean_line(typed).lower()[:200], 0, 0])
                row[1] += 1
                row[2] += in_vain

    def write(self) -> None:
        """Add what waits to the table, and clear away what is too old; for the housekeeper."""
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
            Asked.objects.filter(day__lte=today - KEPT).delete()
            self._cleared_on = today


waiting = Waiting()


@transaction.atomic
def _add(rows):
    """In sorted order, so that two processes never wait for each other's rows in a circle."""
    today = rows[-1][0]
    if Asked.objects.filter(day=today).count() >= MOST_A_DAY:
        known = set(Asked.objects.filter(day=today).values_list("words", flat=True))
        rows = [row for row in rows if row[1] in known]
    written = [(connection.ops.adapt_datefield_value(day), *others) for day, *others in rows]
    if written:
        with connection.cursor() as cursor:
            places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(written))
            cursor.execute(ADD.format(rows=places), [value for row in written for value in row])
