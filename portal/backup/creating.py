"""Making an archive of the running site: `create_archive(directory)`. Nothing is written to the database."""

import fcntl
import os
import platform
import re
import shutil
import sqlite3
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

import django
from django.conf import settings
from django.core.management.base import CommandError
from django.db import DatabaseError
from django.utils import timezone

from portal.backup import archive, databases, media
from portal.data_directory import DIRECTORIES
from portal.environment import reason
from traffic import tally_backup

LOCK_FILE = ".portal-backup"  # also marks the directory as one that may be deleted from
UNFINISHED_NAME = re.compile(rf"\.{archive.ARCHIVE_NAME.pattern}")


@dataclass
class CreatedArchive:
    """The result of a run; because of `unreadable` older archives no media were deleted."""

    folder: Path
    manifest: dict
    new_files: int
    bytes: int
    unreadable: list[Path] = field(default_factory=list)


def create_archive(directory: Path, *, keep: int | None = None) -> CreatedArchive:
    """Make `directory/<time>/`, and delete the oldest archives beyond `keep`; CommandError with a sentence."""
    os.umask(0o077)
    try:
        with _locked(directory):
            _clear_unfinished(directory)
            created = _create(directory)
            for folder in archive.archives(directory)[:-keep] if keep else ():
                shutil.rmtree(folder.replace(folder.with_name(f".{folder.name}")))
            created.unreadable = media.delete_unreferenced(directory)
            return created
    except OSError as error:
        raise CommandError(
            f"Không sao lưu được vào “{directory}” ({reason(error)}: {error.filename or directory}); "
            "hãy kiểm tra quyền và chỗ trống."
        ) from None
    except (DatabaseError, sqlite3.Error) as error:
        why = str(error).strip().partition("\n")[0]
        raise CommandError(f"Không sao lưu được cơ sở dữ liệu ({why}); hãy kiểm tra máy chủ và chỗ trống.") from None
    except tally_backup.TooBusy:
        raise CommandError("Lượt xem được ghi dồn dập nên chưa chép được sổ đếm; hãy chạy lại.") from None


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    """Hold the directory's lock; CommandError where that is impossible."""
    _check_target(directory)
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = directory / LOCK_FILE
    if not lock.exists() and (directory / "media").exists() and not archive.archives(directory):
        raise CommandError(f"“{directory}” có thư mục media không do lệnh sao lưu tạo; hãy chọn thư mục khác.")
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError(f"Một lượt sao lưu khác đang ghi vào “{directory}”; hãy đợi lượt ấy xong.") from None
        yield


def _check_target(directory: Path) -> None:
    """Refuse a directory in which archives and the site's own files would be mixed."""
    place, media_root = directory.resolve(), settings.MEDIA_ROOT.resolve()
    own = [(settings.DATA_DIR / name).resolve() for name in DIRECTORIES]
    is_inside = any(place.is_relative_to(path) for path in own)
    if is_inside or place == settings.DATA_DIR.resolve() or media_root.is_relative_to(place / "media"):
        raise CommandError(f"“{directory}” thuộc về dữ liệu của chính trang; hãy chọn thư mục khác, tốt nhất ở ổ khác.")


def _clear_unfinished(directory: Path) -> None:
    for path in directory.iterdir():
        if UNFINISHED_NAME.fullmatch(path.name):
            shutil.rmtree(path)


def _create(directory: Path) -> CreatedArchive:
    began_at, database = timezone.localtime(), databases.site_database()
    versions = database.prepare_dump()
    folder = _free_name(directory)
    draft = folder.with_name(f".{folder.name}")
    draft.mkdir(mode=0o700)
    shared = media.SharedMedia(directory)
    try:
        if media.are_in_data_dir():
            shared.copy_new_files()  # before the database too, so that files deleted meanwhile are included
        keep_tally = partial(tally_backup.copy_consistently, settings.DATA_DIR / "tally", draft / "tally")
        copy = database.dump(draft / database.file_name, keep_tally)
        key = settings.DATA_DIR / "secret_key"
        if key.exists():
            archive.copy(key, draft / key.name)
        if media.are_in_data_dir():
            shared.copy_new_files()
        files = _file_entries(draft)
        manifest = _manifest(began_at, database, copy, versions) | {
            "files": files,
            "media_count": len(shared.entries),
            "media": shared.entries,
        }
        archive.write_manifest(draft, manifest)
        os.sync()  # before the archive gets its name
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    size = sum(entry["size"] for entry in (*files, *shared.entries))
    return CreatedArchive(folder, manifest, shared.new, size)


def _free_name(directory: Path) -> Path:
    """The name of the next second without an archive."""
    while (folder := directory / f"{timezone.localtime():%Y-%m-%dT%H%M%S}").exists():
        time.sleep(0.1)
    return folder


def _file_entries(draft: Path) -> list[dict]:
    paths = sorted(path for path in draft.rglob("*") if path.is_file())
    for path in paths:
        path.chmod(0o600)
    return [archive.file_entry(path, path.relative_to(draft).as_posix()) for path in paths]


def _manifest(began_at: datetime, database, copy: databases.DatabaseCopy, versions: dict[str, str]) -> dict:
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    return {
        "format": archive.FORMAT,
        "site": settings.SITE_URL,
        "began_at": began_at.isoformat(),
        "ended_at": timezone.localtime().isoformat(),
        "engine": database.engine,
        "versions": {
            "portal": project["version"],
            "django": django.get_version(),
            "python": platform.python_version(),
            **versions,
        },
        "migrations": copy.migrations,
        "rows": copy.rows,
        "media_are_here": media.are_in_data_dir(),
    }
