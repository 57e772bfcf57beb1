"""One file of a tally: rows of fixed width in memory that the kernel keeps when the process is killed.

A row is 48 bytes: id (8), kind (12, padded with NUL), day (4, a proleptic ordinal), count (8) and two columns (8
each) for what of the count has been added to the tables. Rows are appended and never reused. The order of writing
makes a kill at any instant harmless: a row is read only when its count is above zero, and the count, an aligned word
written in one store, comes after the name it belongs to.

The columns take turns: turn n copies the counts into column n mod 2 before its transaction commits "turn n" as the
tally's mark. Whoever finds the file later reads the mark and knows which column tells what has been added, even if
the process died between the copy and the commit; that is why a kill can neither lose nor double a view.
"""

import fcntl
import mmap
import os
import struct
from collections import Counter
from datetime import date
from pathlib import Path

from traffic.models import KIND_LENGTH
from traffic.things import KIND, Thing

ROWS = 32_768
NAME = struct.Struct(f"=Q{KIND_LENGTH}sI")  # id, kind, day
WORDS = 6  # of 8 bytes in a row: three for the name, then the count and the two columns
COUNT = 3
ROW_SIZE = WORDS * 8
MAGIC = b"portal tally 1\n".ljust(ROW_SIZE, b"\0")  # stands where row 0 would be
SIZE = ROW_SIZE * (ROWS + 1)

DayAndThing = tuple[int, Thing]  # the day as an ordinal


class Unreadable(Exception):
    """A file that is not a tally of this version."""


class TallyFile:
    """A mapped file, or anonymous memory when `path` is None; one thread at a time (the tally's lock)."""

    def __init__(self, memory: mmap.mmap, path: Path | None = None, descriptor: int | None = None):
        self.path = path
        self._descriptor = descriptor  # bears the lock that says the owner is alive
        self._memory = memory
        self.words = memoryview(memory).cast("Q")
        self._counts: dict[DayAndThing, int] = {}  # which word is a thing's count of a day; it stands for the row
        self._names: dict[int, DayAndThing] = {}
        self.touched: set[int] = set()  # counts that have grown since the last take
        self._taken: set[int] = set()  # those of the turn whose commit is not known yet
        self._settled: set[int] = set()  # those of the turn before it; the other column lacks them

    @classmethod
    def make(cls, path: Path) -> "TallyFile":
        """Make a file of full size with all its blocks, or raise OSError.

        It gets its name only when it is locked and whole, so that nobody takes it for a dead process's.
        """
        draft = path.with_suffix(".new")
        descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.posix_fallocate(descriptor, 0, SIZE)  # without blocks of its own a write to the map would be a SIGBUS
            os.pwrite(descriptor, MAGIC, 0)
            memory = mmap.mmap(descriptor, SIZE)
            draft.rename(path)
        except BaseException:
            os.close(descriptor)
            draft.unlink(missing_ok=True)
            raise
        return cls(memory, path, descriptor)

    @classmethod
    def in_memory(cls) -> "TallyFile":
        """Stand in for a file the disk has no room for; lost when the process is killed."""
        return cls(mmap.mmap(-1, SIZE))

    @classmethod
    def inherit(cls, path: Path) -> "TallyFile | None":
        """Open what a dead process left, all of it to be taken again; None while its owner lives.

        Raises FileNotFoundError when somebody else was faster, `Unreadable` when it is no tally.
        """
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(descriptor).st_nlink == 0:
                raise FileNotFoundError(path)
            if os.fstat(descriptor).st_size != SIZE or os.pread(descriptor, len(MAGIC), 0) != MAGIC:
                raise Unreadable(path)
            file = cls(mmap.mmap(descriptor, SIZE), path, descriptor)
        except BlockingIOError:
            os.close(descriptor)
            return None
        except BaseException:
            os.close(descriptor)
            raise
        file._read_names()
        return file

    def _read_names(self) -> None:
        """Find the rows of an inherited file; one that a power cut left without its name is nobody's view."""
        for row in range(1, ROWS + 1):
            count = row * WORDS + COUNT
            if self.words[count]:
                thing_id, padded, day = NAME.unpack_from(self._memory, row * ROW_SIZE)
                kind = padded.rstrip(b"\0").decode("ascii", "replace")
                if KIND.fullmatch(kind) and 0 < day <= date.max.toordinal():
                    self._names[count] = day, (kind, thing_id)
                    self.touched.add(count)

    def add(self, day: int, thing: Thing) -> int | None:
        """Count one view; answer which of the `words` is the count, None when the file has no room for a new one.

        The next views of that day are added to the word, which is then `touched`.
        """
        count = self._counts.get((day, thing))
        if count is None:
            row = len(self._counts) + 1
            if row > ROWS:
                return None
            kind, thing_id = thing
            NAME.pack_into(self._memory, row * ROW_SIZE, thing_id, kind.encode("ascii"), day)
            count = self._counts[day, thing] = row * WORDS + COUNT
            self._names[count] = day, thing
        self.words[count] += 1
        self.touched.add(count)
        return count

    @property
    def has_gains(self) -> bool:
        return bool(self.touched or self._taken)

    def take(self, turn: int) -> Counter[DayAndThing]:
        """Copy the counts into the column of `turn` and return what they have gained on the turn before."""
        self._taken |= self.touched
        self.touched = set()
        gains: Counter[DayAndThing] = Counter()
        for count in self._taken | self._settled:
            counted = self.words[count]
            gained = counted - self.words[count + 1 + (turn - 1) % 2]
            self.words[count + 1 + turn % 2] = counted
            if gained > 0:
                gains[self._names[count]] = gained
        return gains

    def settle(self) -> None:
        """The last take is committed."""
        self._settled, self._taken = self._taken, set()

    def close(self) -> None:
        """Give up memory and lock; what is not taken waits in the file for its heir."""
        self.words.release()
        self._memory.close()
        if self._descriptor is not None:
            os.close(self._descriptor)

    def delete(self) -> bool:
        """Remove the file, all of which has been added; False when the disk refuses and it must be kept in step."""
        try:
            if self.path:
                self.path.unlink(missing_ok=True)
        except OSError:
            return False
        self.close()
        return True
