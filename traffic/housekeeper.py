"""The housekeeper: a thread of every server process that adds the tally to the tables and reads them.

It has a database connection of its own. When the database fails it logs that once, leaves the views in the tally,
keeps `database_up` false so that no request waits for a database that is gone, and tries again at its next turn.
"""

import logging
import threading
from collections.abc import Callable, Iterable
from time import monotonic, time

from django.db import Error, connection, transaction

from traffic import edition, generation, orphan_recovery, purge_list, staff_revocations, statistics, tally_tables
from traffic.query_timeout import query_timeout
from traffic.tally import Tally
from traffic.thing_keys import SITE_KEY, ThingKey

TURN_INTERVAL_SECONDS = 0.4  # seconds between turns: added by one process and read by another within a second
TURNS_PER_CLEANUP = 12  # about five seconds between searches for files of dead processes
STOP_TIMEOUT_SECONDS = 5  # seconds a stop waits for
QUERY_TIMEOUT_SECONDS = 2.0  # seconds without an answer after which the database counts as gone
COUNTS_TIMEOUT_SECONDS = 1.0  # seconds, in a request that waits for nothing but a number

# Each writes to the database what requests have collected in the process's memory; wired in portal/apps.py
flushers: list[Callable[[], None]] = []

log = logging.getLogger(__name__)


class Housekeeper:
    """Keeps one tally and the tables synchronised."""

    def __init__(
        self,
        tally: Tally,
        on_cleanup: Callable[[], None] = lambda: None,
        purge: Callable[[list[str]], None] = lambda addresses: None,
    ):
        """`on_cleanup` is called about every five seconds, also while the database is down; it must not raise.

        `purge` gets the addresses that were taken down, once the new edition has begun.
        """
        self.tally = tally
        self._on_cleanup, self._purge = on_cleanup, purge
        self._purge_reader = purge_list.PurgeListReader()
        self.database_up = True
        self.edition = edition.expired_edition()
        self.has_turned = threading.Event()  # set after the first turn, whether it failed or not
        self._turns = 0
        self._views_before: dict[ThingKey, int] = {}
        self._last_error = ""
        self._turn_lock = threading.Lock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="housekeeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Take a last turn and end; without one the views would wait in their file for another process."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(STOP_TIMEOUT_SECONDS)
        else:
            self.turn()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self.turn()
            self._stopping.wait(TURN_INTERVAL_SECONDS)
        self.turn()
        connection.close()

    def turn(self) -> None:
        """Add the tally's gains, then read the tables; never raises.

        A database that refuses to write, such as one whose disk is full, counts as up as long as it can be read.
        """
        with self._turn_lock, query_timeout(QUERY_TIMEOUT_SECONDS):
            refused: list[Error] = []
            try:
                self.tally.prepare()
                self._write(self._add, refused)
                self._update_edition(self._read([SITE_KEY, *self.tally.shown_lately()]).generation)
                if self._turns % TURNS_PER_CLEANUP == 0:
                    self._views_before = statistics.views_before()
                    self._write(self._clean_up, refused)
                self._show_figures()
                staff_revocations.read()
                for write in flushers:
                    self._write(write, refused)
            except Error as error:
                self._database_failed(error)
            except Exception as error:  # noqa: BLE001 -- the thread must survive every error
                self._something_failed(error)
            else:
                self._database_answered()
                self._log_refused(refused)
            if self._turns % TURNS_PER_CLEANUP == 0:
                self._on_cleanup()
            self._turns += 1
            self.has_turned.set()

    def _write(self, write: Callable[[], None], refused: list[Error]) -> None:
        try:
            write()
        except Error as error:
            connection.close_if_unusable_or_obsolete()
            refused.append(error)

    def _clean_up(self) -> None:
        orphan_recovery.recover_orphans(self.tally.directory)
        generation.compact()
        purge_list.delete_expired()
        staff_revocations.delete_expired()

    def look_up(self, things: Iterable[ThingKey]) -> None:
        """Read numbers of things in a request's own thread and connection; never raises if the database is gone."""
        if not self.database_up:
            return
        try:
            with query_timeout(COUNTS_TIMEOUT_SECONDS):
                connection.close_if_unusable_or_obsolete()
                self._read(things)
        except Error as error:
            self._database_failed(error)

    def _add(self) -> None:
        if not self.tally.has_gains:
            return
        with transaction.atomic():
            self.tally.reconcile(tally_tables.lock_mark(self.tally.name))
            turn, gains = self.tally.take()
            tally_tables.add(gains)
            tally_tables.write_mark(self.tally.name, turn)
        self.tally.commit()

    def _read(self, things: Iterable[ThingKey]) -> tally_tables.Reading:
        for tries_left in (2, 1, 0):
            read_at = monotonic()
            reading = tally_tables.Reading(self.tally.name, things)
            if self.tally.update_counts(reading.mark, reading.totals, read_at=read_at, is_last_try=not tries_left):
                break
        return reading

    def _show_figures(self) -> None:
        ever = self.tally.number(SITE_KEY) or 0
        self.tally.set_figures({thing: ever - before for thing, before in self._views_before.items()})

    def _update_edition(self, generation: int) -> None:
        """Begin a new edition when the last has ended, also when a restored database has an older generation."""
        if self.edition.has_ended(generation, time()):
            new = edition.begin(generation)
            addresses = self._purge_reader.read()
            self.edition.end(time())
            self.edition = new  # from here on no page of the old edition is stored any more
            if addresses:
                self._purge(addresses)

    def _database_failed(self, error: Exception) -> None:
        connection.close_if_unusable_or_obsolete()
        if self.database_up:
            log.error("Cơ sở dữ liệu không trả lời (%s); lượt xem được giữ trong sổ đếm.", error)
        self.database_up = False

    def _something_failed(self, error: Exception) -> None:
        """Log an error of the code or of the disk, such as an unreadable file; once, not at every turn."""
        if self._last_error != repr(error):
            log.error("Lỗi khi ghi lượt xem, sẽ thử lại.", exc_info=error)
        self._last_error = repr(error)

    def _log_refused(self, refused: list[Error]) -> None:
        for error in refused:
            self._something_failed(error)
        if self._last_error and not refused:
            log.warning("Đã ghi lại được lượt xem.")
            self._last_error = ""

    def _database_answered(self) -> None:
        if not self.database_up:
            log.warning("Cơ sở dữ liệu đã trả lời lại.")
        self.database_up = True
