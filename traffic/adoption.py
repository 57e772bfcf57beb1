"""What dead processes have counted and nobody has added yet is added by whoever finds their files unlocked."""

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from time import time

from django.db import transaction
from django.utils import timezone

from traffic import tables
from traffic.models import TallyMark
from traffic.tally_file import TallyFile, Unreadable

HOUR = 3600
MARKS_KEPT = timedelta(days=365)  # by then the machine that could still bring the file is gone

log = logging.getLogger(__name__)


@dataclass
class Adopted:
    """What one round has done: files added and deleted, views in them, tallies left to their living owners."""

    files: int = 0
    views: int = 0
    in_use: int = 0


def adopt(directory: Path) -> Adopted:
    """Add and delete the files of dead processes; those of the living, one's own among them, are locked.

    Raises what the database raises; what was not added waits in its file for the next round.
    """
    adopted = Adopted()
    for tally, paths in _by_tally(directory):
        files = _inherit(paths)
        if files is None:
            adopted.in_use += 1
        elif files:
            adopted.views += _add(tally, files)
            adopted.files += len(files)
    if adopted.files:
        _sweep(directory)
    return adopted


def _by_tally(directory: Path) -> Iterator[tuple[str, list[Path]]]:
    for tally, paths in groupby(sorted(directory.glob("*.tally")), key=lambda path: path.name.partition("-")[0]):
        yield tally, list(paths)


def _inherit(paths: list[Path]) -> list[TallyFile] | None:
    """Open all files of one tally, whose owner holds all of them or none; None while it lives."""
    files: list[TallyFile] = []
    for path in paths:
        try:
            file = TallyFile.inherit(path)
        except FileNotFoundError:
            continue
        except Unreadable:
            log.error("Tệp đếm lượt xem %s không đọc được, đã đổi tên thành .unreadable.", path)
            path.rename(path.with_suffix(".unreadable"))
            continue
        if file is None:
            for other in files:
                other.close()
            return None
        files.append(file)
    return files


def _add(tally: str, files: list[TallyFile]) -> int:
    """Add what the mark says is missing, as the owner itself would have done in its next turn."""
    left = files
    try:
        with transaction.atomic():
            mark = tables.hold_mark(tally)
            gains = sum((file.take(mark + 1) for file in files), start=Counter())
            tables.add(gains)
            tables.write_mark(tally, mark + 1)
        left = [file for file in files if not file.delete()]
    finally:
        for file in left:
            file.close()
    if not left:
        TallyMark.objects.filter(tally=tally).delete()  # only now: it says that the files have been added
    return gains.total()


def _sweep(directory: Path) -> None:
    """Clear away files that were killed while they were made, and marks whose files nobody will bring any more."""
    for draft in directory.glob("*.new"):
        if draft.stat().st_mtime < time() - HOUR:
            draft.unlink(missing_ok=True)
    TallyMark.objects.filter(written_at__lt=timezone.now() - MARKS_KEPT).delete()
