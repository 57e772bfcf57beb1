"""A copy of the tally's files that goes with a copy of the database: together, no view is lost or counted twice.

Which views of a file have been added follows from the turn of its mark, and only until the turn after the next begins
(`tally_file`). The files are therefore copied first, and the copy is good when the database's copy holds the same marks
as before the files were copied: then no turn was committed in between.
"""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from traffic.models import TallyMark

MAX_ATTEMPTS = 50  # a turn comes every 0.4 s, copying takes some milliseconds

Marks = dict[str, int]


class TooBusy(Exception):
    """The marks changed during every attempt."""


def copy_consistently(directory: Path, target: Path, snapshot: Callable[[], Marks]) -> None:
    """Copy the files into `target` together with the copy that `snapshot` makes; it returns the marks in that copy.

    `snapshot` may be called again; its earlier copy is then of no use. Raises `TooBusy`.
    """
    for _ in range(MAX_ATTEMPTS):
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(mode=0o700)
        before = marks()
        try:
            tallies = _copy(directory, target)
        except FileNotFoundError:  # its views are in the tables now
            continue
        if _is_same(tallies, before, marks()) and _is_same(tallies, before, snapshot()):
            return
    raise TooBusy


def marks() -> Marks:
    """The committed turn of each tally."""
    return dict(TallyMark.objects.values_list("tally", "turn"))


def _is_same(tallies: set[str], before: Marks, after: Marks) -> bool:
    return all(before.get(tally, 0) == after.get(tally, 0) for tally in tallies)


def _copy(directory: Path, target: Path) -> set[str]:
    paths = list(directory.glob("*.tally"))
    for path in paths:
        shutil.copyfile(path, target / path.name)
    return {path.name.partition("-")[0] for path in paths}


def has_live_process(directory: Path) -> bool:
    """Whether a living process counts into a file of this directory."""
    return any(_is_locked(path) for path in directory.glob("*.tally"))


def _is_locked(path: Path) -> bool:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
