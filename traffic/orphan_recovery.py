"""Orphan recovery: tally files that no living process has locked are added to the tables and deleted."""

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

from traffic import tally_tables
from traffic.models import TallyMark
from traffic.tally_file import TallyFile, Unreadable

HOUR_SECONDS = 3600
MARK_RETENTION = timedelta(days=365)  # by then no machine is left that could still have the file

log = logging.getLogger(__name__)


@dataclass
class RecoveryReport:
    """The result of one run: files added and deleted, views in them, tallies that living processes own."""

    files: int = 0
    views: int = 0
    in_use: int = 0


def recover_orphans(directory: Path) -> RecoveryReport:
    """Add and delete the files of dead processes; those of the living, one's own among them, are locked.

    Raises what the database raises; what was not added stays in its file for the next run.
    """
    report = RecoveryReport()
    for tally, paths in _by_tally(directory):
        files = _open_orphans(paths)
        if files is None:
            report.in_use += 1
        elif files:
            report.views += _add(tally, files)
            report.files += len(files)
    if report.files:
        _delete_leftovers(directory)
    return report


def _by_tally(directory: Path) -> Iterator[tuple[str, list[Path]]]:
    for tally, paths in groupby(sorted(directory.glob("*.tally")), key=lambda path: path.name.partition("-")[0]):
        yield tally, list(paths)


def _open_orphans(paths: list[Path]) -> list[TallyFile] | None:
    """Open all files of one tally, whose owner holds all of them or none; None while it lives."""
    files: list[TallyFile] = []
    for path in paths:
        try:
            file = TallyFile.open_orphan(path)
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
    """Add what is missing according to the mark, as the owner's next turn would have done."""
    left = files
    try:
        with transaction.atomic():
            mark = tally_tables.lock_mark(tally)
            gains = sum((file.take(mark + 1) for file in files), start=Counter())
            tally_tables.add(gains)
            tally_tables.write_mark(tally, mark + 1)
        left = [file for file in files if not file.delete()]
    finally:
        for file in left:
            file.close()
    if not left:
        TallyMark.objects.filter(tally=tally).delete()  # last, because it records that the files have been added
    return gains.total()


def _delete_leftovers(directory: Path) -> None:
    """Delete files whose creation was interrupted, and marks older than MARK_RETENTION."""
    for temporary in directory.glob("*.new"):
        if temporary.stat().st_mtime < time() - HOUR_SECONDS:
            temporary.unlink(missing_ok=True)
    TallyMark.objects.filter(written_at__lt=timezone.now() - MARK_RETENTION).delete()
