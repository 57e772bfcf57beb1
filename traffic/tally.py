"""The tally: every view this process has counted, and the numbers it shows.

A view is one increment in a mapped file (`tally_file`) under the process's lock: no database, nothing a kill can
lose, nothing a full disk can stop. The housekeeper takes the gains, adds them to the tables in a transaction and
commits; after an unknown outcome the mark in the database tells whether to commit or to take again.

The number shown of a thing is what the tables hold plus this process's pending views they do not hold yet. A reading
of the tables therefore comes together with the mark it was made under, from one statement: the mark tells whether
the views in flight are in it.
"""

import logging
import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from time import monotonic
from time import time as now
from uuid import uuid4

from django.utils import timezone

from traffic.count_slots import UNKNOWN_COUNT, formatted_count
from traffic.tally_file import DayAndThing, TallyFile
from traffic.thing_keys import FIGURE_KIND, ThingKey

FRESH_SECONDS = 0.8  # a number may be shown so long without reading the tables again
SHOWN_LATELY_SECONDS = 5  # a thing that was shown is refreshed by the housekeeper for so long
MAX_REFRESHED_THINGS = 1_000  # in one turn
MAX_REMEMBERED_THINGS = 20_000  # things whose number is kept; those of others are read again

log = logging.getLogger(__name__)


class ViewCount:
    """One thing's number as this process shows it, and how much of it the tables do not hold yet."""

    __slots__ = ("count", "file_day", "pending", "read_at", "shown", "text")

    def __init__(self):
        self.pending = 0
        self.shown: int | None = None  # not known before the tables have been read
        self.read_at = -FRESH_SECONDS
        self.text = None, UNKNOWN_COUNT  # the number as it was last formatted
        self.file_day: object = None  # the tally's token of the last count; while it is current, `count` is valid
        self.count = 0


def count_texts(numbers: Iterable[ViewCount]) -> list[bytes]:
    """The numbers to show now, formatted; `UNKNOWN_COUNT` while the tables have never been read for one."""
    found = []
    for views in numbers:
        text, shown = views.text, views.shown
        if text[0] != shown:
            views.text = text = shown, formatted_count(shown)
        found.append(text[1])
    return found


class Tally:
    """What one process has counted; `name` is its mark's key and the beginning of its files' names."""

    def __init__(self, directory: Path):
        self.name = uuid4().hex
        self.turn = 0  # the last that is known to be committed
        self.directory = directory
        self._lock = threading.Lock()
        self._things: dict[ThingKey, ViewCount] = {}
        self._shown_at: dict[ThingKey, float] = {}
        self._in_flight: Counter[ThingKey] = Counter()
        self._files_made = 0
        self._finished: list[TallyFile] = []  # full or of another day; deleted once all of it is added
        self._emptied: list[TallyFile] = []  # those of them that the take in flight has emptied
        self._disk_is_full = False
        self._file_day = object()  # token that changes with the day and with the file
        self._begin_day()
        self._spare: TallyFile | None = None
        self._file = self._make_file() or TallyFile.in_memory()

    # Counting

    def count(self, *things: ThingKey) -> None:
        """Count one view of each, today."""
        with self._lock:
            if now() >= self._day_ends:
                self._begin_day()
                self._switch_file(self._spare)  # without one the old file is used further: its rows have their day
            known = self._things
            for thing in things:
                views = known.get(thing)
                if views is None:
                    views = known[thing] = ViewCount()
                if views.file_day is self._file_day:
                    file, count = self._file, views.count
                    file.words[count] += 1
                    file.changed.add(count)
                else:
                    views.count = self._count_first(thing)
                    views.file_day = self._file_day
                views.pending += 1
                if views.shown is not None:
                    views.shown += 1

    def _count_first(self, thing: ThingKey) -> int:
        """Count a view of a thing that has no known row of today; return which word of the file is its count."""
        count = self._file.add(self._day, thing)
        if count is None:
            self._switch_file(self._spare or TallyFile.in_memory())
            count = self._file.add(self._day, thing)
        return count

    def _begin_day(self) -> None:
        self._file_day = object()
        today = timezone.localdate()
        midnight = datetime.combine(today + timedelta(days=1), time(), timezone.get_default_timezone())
        self._day, self._day_ends = today.toordinal(), midnight.timestamp()

    def _switch_file(self, file: TallyFile | None) -> None:
        if file is not None:
            self._finished.append(self._file)
            self._file, self._file_day = file, object()
            if file is self._spare:
                self._spare = None

    def prepare(self) -> None:
        """Create the next file before this one is full or its day is over; called outside requests."""
        if self._spare is None:
            spare = self._make_file()
            with self._lock:
                self._spare = spare
                if self._file.path is None:
                    self._switch_file(spare)

    def _make_file(self) -> TallyFile | None:
        self._files_made += 1
        try:
            self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = TallyFile.make(self.directory / f"{self.name}-{self._files_made}.tally")
        except OSError as error:
            if not self._disk_is_full:
                log.error("Không tạo được tệp đếm trong %s (%s); đếm tiếp trong bộ nhớ.", self.directory, error)
            self._disk_is_full = True
            return None
        if self._disk_is_full:
            log.warning("Đã tạo lại được tệp đếm trong %s.", self.directory)
        self._disk_is_full = False
        return file

    # Adding to the tables

    @property
    def has_gains(self) -> bool:
        """Whether there is anything to add."""
        with self._lock:
            return bool(self._finished) or self._file.has_gains

    def take(self) -> tuple[int, Counter[DayAndThing]]:
        """Return the next turn's number and what it adds, to be committed together with the mark.

        Only within a transaction that holds the mark, and after `reconcile`: the column written here must be that of
        no turn that may yet be committed.
        """
        with self._lock:
            turn = self.turn + 1
            gains: Counter[DayAndThing] = Counter()
            for file in (*self._finished, self._file):
                gains.update(file.take(turn))
            self._in_flight = Counter()
            for (_day, thing), gained in gains.items():
                self._in_flight[thing] += gained
            self._emptied = list(self._finished)
            return turn, gains

    def reconcile(self, mark: int) -> None:
        """Find out from the mark in the database whether the last attempt was committed, and commit it here too."""
        if mark == self.turn + 1:
            self.commit()
        elif mark != self.turn:
            log.warning("Dấu sổ đếm %s là %s thay vì %s: cơ sở dữ liệu đã bị thay.", self.name, mark, self.turn)

    def commit(self) -> None:
        """The turn in flight is committed."""
        with self._lock:
            self.turn += 1
            for thing, gained in self._in_flight.items():
                self._things[thing].pending -= gained
            self._in_flight = Counter()
            for file in (*self._finished, self._file):
                file.commit()
            emptied, self._emptied = self._emptied, []
        gone = [file for file in emptied if file.delete()]
        with self._lock:
            self._finished = [file for file in self._finished if file not in gone]

    # Showing

    def number(self, thing: ThingKey) -> int | None:
        """The number to show now; None while the tables have never been read for it."""
        views = self._things.get(thing)
        return views and views.shown

    def set_figures(self, figures: Mapping[ThingKey, int]) -> None:
        """Set numbers that are computed rather than counted."""
        for thing, number in figures.items():
            self._things.setdefault(thing, ViewCount()).shown = number

    def views(self, things: Iterable[ThingKey]) -> list[ViewCount]:
        """The ViewCount of each; it stays current while `stale_counts` is called for the things."""
        with self._lock:
            return [self._things.setdefault(thing, ViewCount()) for thing in things]

    def stale_counts(self, things: Iterable[ThingKey]) -> list[ThingKey]:
        """Note that these are shown, and return those whose number is not fresh."""
        at = monotonic()
        stale_counts = []
        for thing in things:
            self._shown_at[thing] = at
            views = self._things.get(thing)
            if views is None or at - views.read_at > FRESH_SECONDS:
                stale_counts.append(thing)
        return stale_counts

    def shown_lately(self) -> list[ThingKey]:
        """The things to refresh; forgets those that were not shown for a while."""
        at = monotonic()
        with self._lock:
            for thing, shown_at in list(self._shown_at.items()):
                if at - shown_at > SHOWN_LATELY_SECONDS:
                    del self._shown_at[thing]
            if len(self._things) > MAX_REMEMBERED_THINGS:
                self._things = {
                    thing: views
                    for thing, views in self._things.items()
                    if views.pending or thing in self._shown_at or thing[0] == FIGURE_KIND
                }
            newest_first = sorted(self._shown_at, key=self._shown_at.__getitem__, reverse=True)
        return newest_first[:MAX_REFRESHED_THINGS]

    def update_counts(
        self, mark: int, totals: Mapping[ThingKey, int], *, read_at: float, is_last_try: bool = False
    ) -> bool:
        """Take over what the tables held under `mark`, read after the moment `read_at` of the monotonic clock.

        Returns False when another turn has been committed meanwhile: which pending views are in the totals cannot
        be told any more, and they must be read again. The last try counts as read just now; a mark that is
        far from our turn means a database that was replaced.
        """
        with self._lock:
            if mark not in {self.turn, self.turn + 1} and not is_last_try:
                return False
            included = self._in_flight if mark == self.turn + 1 else Counter()
            for thing, total in totals.items():
                views = self._things.get(thing)
                if views is None:
                    views = self._things[thing] = ViewCount()
                views.shown = max(views.shown or 0, total + views.pending - included[thing])
                views.read_at = max(views.read_at, read_at)
            return True

    # Closing

    def close(self) -> None:
        """Close the files; what is not added stays in them for orphan recovery."""
        with self._lock:
            for file in (self._file, self._spare, *self._finished):
                if file is not None and (file.has_gains or not file.delete()):
                    file.close()
            self._finished, self._spare = [], None
            self._file, self._file_day = TallyFile.in_memory(), object()

    def forget_after_fork(self) -> None:
        """Forget, in a forked child, what belongs to the process it was forked from; only descriptors are closed."""
        self._lock = threading.Lock()
        for file in (self._file, self._spare, *self._finished):
            if file is not None:
                file.close()
