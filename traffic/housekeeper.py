"""The housekeeper: a thread of every server process that takes the tally to the tables and looks at them.

It has a database connection of its own. When the database fails it says so once, leaves the views in the tally,
keeps `database_up` false so that no request waits for a database that is gone, and tries again at its next turn.
"""

import logging
import threading
from collections.abc import Callable, Iterable
from time import monotonic, time

from django.db import Error, connection, transaction

from traffic import adoption, edition, generation, statistics, tables, taken_down
from traffic.patience import patience
from traffic.tally import Tally
from traffic.things import SITE, Thing

BEAT = 0.4  # seconds between turns: added by one process and read by another within a second
TURNS_BETWEEN_ROUNDS = 12  # about five seconds between looks for the files of dead processes
LAST_TURN = 5  # seconds a stop waits for
PATIENCE = 2.0  # seconds without an answer after which the database counts as gone
PATIENCE_FOR_NUMBERS = 1.0  # seconds, in a request that could be answered but for a number

# Each takes to the database what requests have left in the process's memory; wired in portal/apps.py
writers: list[Callable[[], None]] = []

log = logging.getLogger(__name__)


class Housekeeper:
    """Keeps one tally and the tables in step."""

    def __init__(
        self,
        tally: Tally,
        chore: Callable[[], None] = lambda: None,
        take_down: Callable[[list[str]], None] = lambda addresses: None,
    ):
        """`chore` is done about every five seconds, also while the database is down; it must not raise.

        `take_down` is told the addresses that were taken down, once the new edition has begun.
        """
        self.tally = tally
        self._chore, self._take_down = chore, take_down
        self._news = taken_down.News()
        self.database_up = True
        self.edition = edition.nothing_known()
        self.has_turned = threading.Event()  # set after the first turn, whatever came of it
        self._turns = 0
        self._read_before: dict[Thing, int] = {}
        self._last_mistake = ""
        self._turning = threading.Lock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="housekeeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Take a last turn and end; without one the views would wait in their file for another process."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(LAST_TURN)
        else:
            self.turn()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self.turn()
            self._stopping.wait(BEAT)
        self.turn()
        connection.close()

    def turn(self) -> None:
        """Add what was gained, then read what there is; never raises.

        A database that refuses to write, such as one whose disk is full, is there as long as it can be read.
        """
        with self._turning, patience(PATIENCE):
            refused: list[Error] = []
            try:
                self.tally.prepare()
                self._write(self._add, refused)
                self._follow(self._read([SITE, *self.tally.shown_lately()]).generation)
                if self._turns % TURNS_BETWEEN_ROUNDS == 0:
                    self._read_before = statistics.read_before()
                    self._write(self._tidy, refused)
                self._show_figures()
                for write in writers:
                    self._write(write, refused)
            except Error as error:
                self._database_failed(error)
            except Exception as error:  # noqa: BLE001 -- the thread must outlive whatever it meets
                self._something_failed(error)
            else:
                self._database_answered()
                self._tell_of(refused)
            if self._turns % TURNS_BETWEEN_ROUNDS == 0:
                self._chore()
            self._turns += 1
            self.has_turned.set()

    def _write(self, write: Callable[[], None], refused: list[Error]) -> None:
        try:
            write()
        except Error as error:
            connection.close_if_unusable_or_obsolete()
            refused.append(error)

    def _tidy(self) -> None:
        adoption.adopt(self.tally.directory)
        generation.fold()
        taken_down.forget()

    def look_up(self, things: Iterable[Thing]) -> None:
        """Read the numbers of things in a request's own thread and connection; quiet when the database is gone."""
        if not self.database_up:
            return
        try:
            with patience(PATIENCE_FOR_NUMBERS):
                connection.close_if_unusable_or_obsolete()
                self._read(things)
        except Error as error:
            self._database_failed(error)

    def _add(self) -> None:
        if not self.tally.has_gains:
            return
        with transaction.atomic():
            self.tally.agree(tables.hold_mark(self.tally.name))
            turn, gains = self.tally.take()
            tables.add(gains)
            tables.write_mark(self.tally.name, turn)
        self.tally.settle()

    def _read(self, things: Iterable[Thing]) -> tables.Reading:
        for tries_left in (2, 1, 0):
            read_at = monotonic()
            reading = tables.Reading(self.tally.name, things)
            if self.tally.learn(reading.mark, reading.totals, read_at=read_at, is_last_try=not tries_left):
                break
        return reading

    def _show_figures(self) -> None:
        ever = self.tally.number(SITE) or 0
        self.tally.show({thing: ever - before for thing, before in self._read_before.items()})

    def _follow(self, generation: int) -> None:
        """Begin a new edition when the last has ended, be it by a database that was put back."""
        if self.edition.has_ended(generation, time()):
            new = edition.begin(generation)
            addresses = self._news.read()
            self.edition.end(time())
            self.edition = new  # from here on nothing of the old one is kept any more
            if addresses:
                self._take_down(addresses)

    def _database_failed(self, error: Exception) -> None:
        connection.close_if_unusable_or_obsolete()
        if self.database_up:
            log.error("Cơ sở dữ liệu không trả lời (%s); lượt xem được giữ trong sổ đếm.", error)
        self.database_up = False

    def _something_failed(self, error: Exception) -> None:
        """Tell of a mistake of ours or of the disk's, such as a file nobody may read; once, not at every turn."""
        if self._last_mistake != repr(error):
            log.error("Lỗi khi ghi lượt xem, sẽ thử lại.", exc_info=error)
        self._last_mistake = repr(error)

    def _tell_of(self, refused: list[Error]) -> None:
        for error in refused:
            self._something_failed(error)
        if self._last_mistake and not refused:
            log.warning("Đã ghi lại được lượt xem.")
            self._last_mistake = ""

    def _database_answered(self) -> None:
        if not self.database_up:
            log.warning("Cơ sở dữ liệu đã trả lời lại.")
        self.database_up = True
