"""The tally: every view this process has counted, and the numbers it shows.

A view is one increment in a mapped file (`tally_file`) under the process's lock: no database, nothing a kill can
lose, nothing a full disk can stop. The housekeeper takes what was gained, adds it to the tables and settles; a
transaction whose outcome is not known is settled or taken again when the mark has been read.

The number shown of a thing is what the tables hold plus this process's own views they do not hold yet. A reading
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

from traffic.slots import UNKNOWN, written
from traffic.tally_file import DayAndThing, TallyFile
from traffic.things import FIGURE, Thing

FRESH = 0.8  # seconds a number may be shown without another look at the tables
LATELY = 5  # seconds a thing that was shown is looked after by the housekeeper
LOOKED_AFTER = 1_000  # things at most
REMEMBERED = 20_000  # things whose number is kept at most, the rest is asked for again

log = logging.getLogger(__name__)


class Views:
    """One thing's number as this process shows it, and how much of it the tables do not hold yet."""

    __slots__ = ("count", "leaf", "own", "read_at", "shown", "text")

    def __init__(self):
        self.own = 0
        self.shown: int | None = None  # not known before the tables have been read
        self.read_at = -FRESH
        self.text = None, UNKNOWN  # the number as it was last written
        self.leaf: object = None  # of the tally when it was counted last, and which word of the file its count was
        self.count = 0


def texts(numbers: Iterable[Views]) -> list[bytes]:
    """The numbers to show now, as they are written; `UNKNOWN` while the tables have never been read for one."""
    found = []
    for views in numbers:
        text, shown = views.text, views.shown
        if text[0] != shown:
            views.text = text = shown, written(shown)
        found.append(text[1])
    return found


class Tally:
    """What one process has counted; `name` is its mark's key and the beginning of its files' names."""

    def __init__(self, directory: Path):
        self.name = uuid4().hex
        self.turn = 0  # the last that is known to be committed
        self.directory = directory
        self._lock = threading.Lock()
        self._things: dict[Thing, Views] = {}
        self._lately: dict[Thing, float] = {}
        self._in_flight: Counter[Thing] = Counter()
        self._files_made = 0
        self._finished: list[TallyFile] = []  # full or of another day; deleted once all of it is added
        self._retiring: list[TallyFile] = []  # those of them that the take in flight has emptied
        self._disk_is_full = False
        self._leaf = object()  # stands for one day in one file
        self._begin_day()
        self._spare: TallyFile | None = None
        self._file = self._make_file() or TallyFile.in_memory()

    # Counting

    def count(self, *things: Thing) -> None:
        """Count one view of each, today."""
        with self._lock:
            if now() >= self._day_ends:
                self._begin_day()
                self._follow(self._spare)  # without one the old file goes on: its rows know their day
            known = self._things
            for thing in things:
                views = known.get(thing)
                if views is None:
                    views = known[thing] = Views()
                if views.leaf is self._leaf:
                    file, count = self._file, views.count
                    file.words[count] += 1
                    file.touched.add(count)
                else:
                    views.count = self._count_first(thing)
                    views.leaf = self._leaf
                views.own += 1
                if views.shown is not None:
                    views.shown += 1

    def _count_first(self, thing: Thing) -> int:
        """Count a view of what has no row of today that we know of; answer which word of the file is its count."""
        count = self._file.add(self._day, thing)
        if count is None:
            self._follow(self._spare or TallyFile.in_memory())
            count = self._file.add(self._day, thing)
        return count

    def _begin_day(self) -> None:
        self._leaf = object()
        today = timezone.localdate()
        midnight = datetime.combine(today + timedelta(days=1), time(), timezone.get_default_timezone())
        self._day, self._day_ends = today.toordinal(), midnight.timestamp()

    def _follow(self, file: TallyFile | None) -> None:
        if file is not None:
            self._finished.append(self._file)
            self._file, self._leaf = file, object()
            if file is self._spare:
                self._spare = None

    def prepare(self) -> None:
        """Have a file lie ready for when this one is full or its day is over; called outside requests."""
        if self._spare is None:
            spare = self._make_file()
            with self._lock:
                self._spare = spare
                if self._file.path is None:
                    self._follow(spare)

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

    # Handing over to the tables

    @property
    def has_gains(self) -> bool:
        """Whether there is anything to add."""
        with self._lock:
            return bool(self._finished) or self._file.has_gains

    def take(self) -> tuple[int, Counter[DayAndThing]]:
        """Return the next turn's number and what it adds, to be committed together with the mark.

        Only within a transaction that holds the mark, and after `agree`: the column written here must be that of
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
            self._retiring = list(self._finished)
            return turn, gains

    def agree(self, mark: int) -> None:
        """Learn from the mark in the database how the last attempt ended."""
        if mark == self.turn + 1:
            self.settle()
        elif mark != self.turn:
            log.warning("Dấu sổ đếm %s là %s thay vì %s: cơ sở dữ liệu đã bị thay.", self.name, mark, self.turn)

    def settle(self) -> None:
        """The turn in flight is committed."""
        with self._lock:
            self.turn += 1
            for thing, gained in self._in_flight.items():
                self._things[thing].own -= gained
            self._in_flight = Counter()
            for file in (*self._finished, self._file):
                file.settle()
            retiring, self._retiring = self._retiring, []
        gone = [file for file in retiring if file.delete()]
        with self._lock:
            self._finished = [file for file in self._finished if file not in gone]

    # Showing

    def number(self, thing: Thing) -> int | None:
        """The number to show now; None while the tables have never been read for it."""
        views = self._things.get(thing)
        return views and views.shown

    def show(self, figures: Mapping[Thing, int]) -> None:
        """Let these be shown as they are: figures that nobody counts."""
        for thing, number in figures.items():
            self._things.setdefault(thing, Views()).shown = number

    def views(self, things: Iterable[Thing]) -> list[Views]:
        """What is known of each; good for as long as they were said to be shown lately."""
        with self._lock:
            return [self._things.setdefault(thing, Views()) for thing in things]

    def unread(self, things: Iterable[Thing]) -> list[Thing]:
        """Note that these are shown, and return those whose number is not fresh."""
        at = monotonic()
        unread = []
        for thing in things:
            self._lately[thing] = at
            views = self._things.get(thing)
            if views is None or at - views.read_at > FRESH:
                unread.append(thing)
        return unread

    def shown_lately(self) -> list[Thing]:
        """The things to look after; forgets those nobody was shown for a while."""
        at = monotonic()
        with self._lock:
            for thing, shown_at in list(self._lately.items()):
                if at - shown_at > LATELY:
                    del self._lately[thing]
            if len(self._things) > REMEMBERED:
                self._things = {
                    thing: views
                    for thing, views in self._things.items()
                    if views.own or thing in self._lately or thing[0] == FIGURE
                }
            newest_first = sorted(self._lately, key=self._lately.__getitem__, reverse=True)
        return newest_first[:LOOKED_AFTER]

    def learn(self, mark: int, totals: Mapping[Thing, int], *, read_at: float, is_last_try: bool = False) -> bool:
        """Take over what the tables held under `mark`, read after the moment `read_at` of the monotonic clock.

        Returns False when another turn has been settled meanwhile: what of our own views is in the totals cannot
        be told any more, and they must be read again. The last try counts as read just now; a mark that is
        nowhere near means a database that was replaced.
        """
        with self._lock:
            if mark not in {self.turn, self.turn + 1} and not is_last_try:
                return False
            included = self._in_flight if mark == self.turn + 1 else Counter()
            for thing, total in totals.items():
                views = self._things.get(thing)
                if views is None:
                    views = self._things[thing] = Views()
                views.shown = max(views.shown or 0, total + views.own - included[thing])
                views.read_at = max(views.read_at, read_at)
            return True

    # Leaving

    def close(self) -> None:
        """Give up the files; what is not added waits in them for the next process."""
        with self._lock:
            for file in (self._file, self._spare, *self._finished):
                if file is not None and (file.has_gains or not file.delete()):
                    file.close()
            self._finished, self._spare = [], None
            self._file, self._leaf = TallyFile.in_memory(), object()

    def leave_to_parent(self) -> None:
        """Forget, in a forked child, what belongs to the process it was forked from; only descriptors are closed."""
        self._lock = threading.Lock()
        for file in (self._file, self._spare, *self._finished):
            if file is not None:
                file.close()
