"""A copy of the tally's files that goes with a copy of the database: restored together, they lose and double no view.

A file tells what has been added by the turn of its mark, and only as long as the turn after the next has not begun
(`tally_file`). The files are therefore copied first, and the copy is good when the database's copy holds the very marks
that stood before the files were copied: then no turn was committed in between.
"""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from traffic.models import TallyMark

ATTEMPTS = 50  # a turn comes every 0.4 s, copying takes some milliseconds

Marks = dict[str, int]


class TooBusy(Exception):
    """The marks moved on during every attempt."""


def copy_with(directory: Path, target: Path, snapshot: Callable[[], Marks]) -> None:
    """Copy the files into `target` together with what `snapshot` keeps, which answers the marks that it has kept.

    `snapshot` may be called again; what it kept before is then of no use. Raises `TooBusy`.
    """
    for _ in range(ATTEMPTS):
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
    """The turns that are committed now."""
    return dict(TallyMark.objects.values_list("tally", "turn"))


def _is_same(tallies: set[str], before: Marks, after: Marks) -> bool:
    return all(before.get(tally, 0) == after.get(tally, 0) for tally in tallies)


def _copy(directory: Path, target: Path) -> set[str]:
    paths = list(directory.glob("*.tally"))
    for path in paths:
        shutil.copyfile(path, target / path.name)
    return {path.name.partition("-")[0] for path in paths}


def is_counting(directory: Path) -> bool:
    """Whether a living process counts into a file of this directory."""
    return any(_is_held(path) for path in directory.glob("*.tally"))


def _is_held(path: Path) -> bool:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
