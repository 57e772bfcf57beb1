"""One file of a tally: rows of fixed width in memory that the kernel keeps when the process is killed.

A row is 48 bytes: id (8), kind (12, padded with NUL), day (4, a proleptic ordinal), count (8) and two columns (8
each) for what of the count has been added to the tables. Rows are appended and never reused. The order of writing
makes a kill at any instant harmless: a row is read only when its count is above zero, and the count, an aligned word
written in one store, comes after the key it belongs to.

The columns alternate: turn n copies the counts into column n mod 2 before its transaction commits "turn n" as the
tally's mark. A later reader of the file knows from the mark which column holds what has been added, even if the
process died between the copy and the commit; that is why a kill can neither lose nor double a view.
"""

import fcntl
import mmap
import os
import struct
from collections import Counter
from datetime import date
from pathlib import Path

from traffic.models import KIND_LENGTH
from traffic.thing_keys import KIND_PATTERN, ThingKey

MAX_ROWS = 32_768
ROW_KEY = struct.Struct(f"=Q{KIND_LENGTH}sI")  # id, kind, day
WORDS_PER_ROW = 6  # of 8 bytes in a row: three for the key, then the count and the two columns
COUNT_WORD = 3
ROW_BYTES = WORDS_PER_ROW * 8
MAGIC = b"portal tally 1\n".ljust(ROW_BYTES, b"\0")  # in place of row 0
FILE_BYTES = ROW_BYTES * (MAX_ROWS + 1)

DayAndThing = tuple[int, ThingKey]  # the day as an ordinal


class Unreadable(Exception):
    """A file that is not a tally of this version."""


class TallyFile:
    """A mapped file, or anonymous memory when `path` is None; one thread at a time (the tally's lock)."""

    def __init__(self, memory: mmap.mmap, path: Path | None = None, descriptor: int | None = None):
        self.path = path
        self._descriptor = descriptor  # its lock shows that the owner is alive
        self._memory = memory
        self.words = memoryview(memory).cast("Q")
        self._counts: dict[DayAndThing, int] = {}  # index of the word that is a thing's count of a day
        self._keys: dict[int, DayAndThing] = {}
        self.changed: set[int] = set()  # counts that have grown since the last take
        self._taken: set[int] = set()  # those of the turn whose commit is not known yet
        self._committed: set[int] = set()  # those of the turn before it; not yet in the other column

    @classmethod
    def make(cls, path: Path) -> "TallyFile":
        """Make a file of full size with all its blocks, or raise OSError.

        It gets its final name only when it is locked and complete, so that it is never taken for an orphan.
        """
        temporary = path.with_suffix(".new")
        descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Without blocks of its own a write to the map would be a SIGBUS
            os.posix_fallocate(descriptor, 0, FILE_BYTES)
            os.pwrite(descriptor, MAGIC, 0)
            memory = mmap.mmap(descriptor, FILE_BYTES)
            temporary.rename(path)
        except BaseException:
            os.close(descriptor)
            temporary.unlink(missing_ok=True)
            raise
        return cls(memory, path, descriptor)

    @classmethod
    def in_memory(cls) -> "TallyFile":
        """A replacement in memory when the disk is full; lost when the process is killed."""
        return cls(mmap.mmap(-1, FILE_BYTES))

    @classmethod
    def open_orphan(cls, path: Path) -> "TallyFile | None":
        """Open the file of a dead process, all of it to be taken again; None while its owner lives.

        Raises FileNotFoundError when another process was faster, `Unreadable` when it is no tally.
        """
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(descriptor).st_nlink == 0:
                raise FileNotFoundError(path)
            if os.fstat(descriptor).st_size != FILE_BYTES or os.pread(descriptor, len(MAGIC), 0) != MAGIC:
                raise Unreadable(path)
            file = cls(mmap.mmap(descriptor, FILE_BYTES), path, descriptor)
        except BlockingIOError:
            os.close(descriptor)
            return None
        except BaseException:
            os.close(descriptor)
            raise
        file._read_keys()
        return file

    def _read_keys(self) -> None:
        """Find the rows of an orphan; a row that a power cut left without its key is ignored."""
        for row in range(1, MAX_ROWS + 1):
            count = row * WORDS_PER_ROW + COUNT_WORD
            if self.words[count]:
                thing_id, padded, day = ROW_KEY.unpack_from(self._memory, row * ROW_BYTES)
                kind = padded.rstrip(b"\0").decode("ascii", "replace")
                if KIND_PATTERN.fullmatch(kind) and 0 < day <= date.max.toordinal():
                    self._keys[count] = day, (kind, thing_id)
                    self.changed.add(count)

    def add(self, day: int, thing: ThingKey) -> int | None:
        """Count one view; return which of the `words` is the count, or None when the file is full.

        The next views of that day are added to the word, which is then `changed`.
        """
        count = self._counts.get((day, thing))
        if count is None:
            row = len(self._counts) + 1
            if row > MAX_ROWS:
                return None
            kind, thing_id = thing
            ROW_KEY.pack_into(self._memory, row * ROW_BYTES, thing_id, kind.encode("ascii"), day)
            count = self._counts[day, thing] = row * WORDS_PER_ROW + COUNT_WORD
            self._keys[count] = day, thing
        self.words[count] += 1
        self.changed.add(count)
        return count

    @property
    def has_gains(self) -> bool:
        return bool(self.changed or self._taken)

    def take(self, turn: int) -> Counter[DayAndThing]:
        """Copy the counts into the column of `turn` and return what they have gained since the turn before."""
        self._taken |= self.changed
        self.changed = set()
        gains: Counter[DayAndThing] = Counter()
        for count in self._taken | self._committed:
            counted = self.words[count]
            gained = counted - self.words[count + 1 + (turn - 1) % 2]
            self.words[count + 1 + turn % 2] = counted
            if gained > 0:
                gains[self._keys[count]] = gained
        return gains

    def commit(self) -> None:
        """The last take is committed."""
        self._committed, self._taken = self._taken, set()

    def close(self) -> None:
        """Release memory and lock; uncommitted gains stay in the file for orphan recovery."""
        self.words.release()
        self._memory.close()
        if self._descriptor is not None:
            os.close(self._descriptor)

    def delete(self) -> bool:
        """Delete the file, whose views are all added; False when the disk refuses and its columns must stay current."""
        try:
            if self.path:
                self.path.unlink(missing_ok=True)
        except OSError:
            return False
        self.close()
        return True
