"""Restoring an archive into an installation without content: `restore(folder)`.

Everything is first copied next to its target and moved there at the end; the database comes last, atomically. When a
restore is killed, the database is marked as unfinished, and the next run starts again.
"""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from portal.backup import archive, databases, media
from portal.data_directory import foreign_entries
from portal.environment import reason
from traffic import generation, orphan_recovery, tally_backup

UNCHANGED = "Không có gì thay đổi."


@dataclass
class RestoreResult:
    """The result of a run: the manifest, the applied migrations, the views that were added."""

    manifest: dict
    migrations: list[str]
    views: int


def restore(folder: Path) -> RestoreResult:
    """Restore an archive into DATA_DIR and the database of the settings; CommandError with a sentence."""
    os.umask(0o077)
    try:
        manifest = check(folder)
        with _locked():
            return _restore(folder, manifest)
    except OSError as error:
        raise CommandError(
            f"Không khôi phục được ({reason(error)}: {error.filename or settings.DATA_DIR}); "
            "hãy kiểm tra quyền và chỗ trống rồi chạy lại lệnh này."
        ) from None
    except (DatabaseError, sqlite3.Error) as error:
        why = str(error).strip().partition("\n")[0]
        raise CommandError(f"Không khôi phục được cơ sở dữ liệu ({why}); hãy kiểm tra máy chủ rồi chạy lại.") from None


def check(folder: Path) -> dict:
    """Return the manifest of an archive that is complete and fits this code; nothing is written."""
    manifest = archive.read_manifest(folder)
    database = databases.site_database()
    if manifest["engine"] != database.engine:
        raise CommandError(
            f"Bản sao lưu là của {_engine(manifest['engine'])}, còn DATABASE_URL ở đây là {_engine(database.engine)}; "
            f"hãy đặt DATABASE_URL cùng loại. {UNCHANGED}"
        )
    if database.file_name not in {entry["path"] for entry in manifest["files"]}:
        raise archive.damaged_archive(f"“{archive.MANIFEST}” không nhắc đến “{database.file_name}”")
    if unknown := set(manifest["migrations"]) - _known_migrations():
        raise CommandError(
            f"Bản sao lưu do một phiên bản mới hơn làm ra (có {sorted(unknown)[0]}); hãy nâng cấp mã nguồn rồi khôi "
            f"phục lại. {UNCHANGED}"
        )
    if manifest["media"] and not media.are_in_data_dir():
        raise CommandError(
            "Bản sao lưu có tệp tải lên, còn ở đây STORAGE_URL chỉ kho đối tượng; hãy bỏ biến ấy để khôi phục vào "
            f"DATA_DIR. {UNCHANGED}"
        )
    archive.check_files(folder, manifest)
    return manifest


def _engine(engine: str) -> str:
    return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(engine, engine)


def _known_migrations() -> set[str]:
    disk = MigrationLoader(None).disk_migrations
    replaced = [key for migration in disk.values() for key in migration.replaces]
    return {f"{app}.{name}" for app, name in (*disk, *replaced)}


@contextmanager
def _locked() -> Iterator[None]:
    with (settings.DATA_DIR / ".restore.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError("Một lượt khôi phục khác đang ghi vào đây; hãy đợi lượt ấy xong.") from None
        yield


def _restore(folder: Path, manifest: dict) -> RestoreResult:
    database = databases.site_database()
    database.check_versions(manifest["versions"])
    _check_target_is_empty(database)
    database.begin()
    staged = _stage_media(folder, manifest)
    [entry] = [entry for entry in manifest["files"] if entry["path"] == database.file_name]
    database.load(folder / entry["path"], entry)
    _compare_row_counts(manifest["rows"], database.rows())
    applied = _migrate_and_expire()
    _place_media(staged)
    _place_tally_and_key(folder, manifest)
    os.sync()  # before the database is marked as finished
    database.finish()
    return RestoreResult(manifest, applied, orphan_recovery.recover_orphans(settings.DATA_DIR / "tally").views)


def _check_target_is_empty(database) -> None:
    """Refuse an installation that is running or has content."""
    if tally_backup.has_live_process(settings.DATA_DIR / "tally"):
        raise CommandError(f"Trang đang chạy trên “{settings.DATA_DIR}”; hãy dừng nó rồi chạy lại. {UNCHANGED}")
    if others := foreign_entries(settings.DATA_DIR, connection.settings_dict["NAME"] if settings.IS_SQLITE else ""):
        raise CommandError(
            f"“{settings.DATA_DIR}” có những tệp không phải của trang ({', '.join(others[:5])}); hãy đặt DATA_DIR chỉ "
            f"một thư mục mới hoặc còn trống. {UNCHANGED}"
        )
    is_unfinished = database.is_unfinished()
    is_draft_elsewhere = database.engine == "sqlite"  # then a file under the database's own name is not of a restore
    rows = {} if is_unfinished and not is_draft_elsewhere else database.content_rows()
    if rows:
        table, number = next(iter(rows.items()))
        raise CommandError(
            f"Cơ sở dữ liệu ở đây đã có nội dung ({table}: {number} dòng); hãy đặt DATA_DIR hay DATABASE_URL chỉ một "
            f"nơi còn trống. {UNCHANGED}"
        )
    if media.are_in_data_dir() and not is_unfinished and (found := next(media.stored_files(), None)):
        raise CommandError(
            f"“{settings.MEDIA_ROOT}” đã có tệp ({found[1]}); hãy đặt DATA_DIR chỉ một thư mục còn trống. {UNCHANGED}"
        )


def _stage_media(folder: Path, manifest: dict) -> Path:
    """Copy the uploaded files to the staging folder, and return it."""
    staged = settings.MEDIA_ROOT / media.STAGING
    shutil.rmtree(staged, ignore_errors=True)
    for entry in manifest["media"]:
        source, target = folder.parent / "media" / archive.media_copy(entry), staged / entry["path"]
        target.parent.mkdir(parents=True, exist_ok=True)
        if archive.copy(source, target) != (entry["size"], entry["sha256"]):
            raise archive.damaged_archive(f"tệp “{source}” khác với lúc sao lưu")
    for path in staged.rglob("*"):
        path.chmod(settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS if path.is_dir() else settings.FILE_UPLOAD_PERMISSIONS)
    return staged


def _compare_row_counts(wanted: databases.RowCounts, found: databases.RowCounts) -> None:
    different = [table for table in wanted if wanted[table] != found.get(table)]
    if different:
        raise CommandError(f"Số dòng khác với bản sao lưu ở {', '.join(different[:5])}; hãy chạy lại lệnh này.")


def _migrate_and_expire() -> list[str]:
    """Migrate, and delete what must not be restored: sessions, and cached pages of another time."""
    executor = MigrationExecutor(connection)
    plan = [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    if plan:
        call_command("migrate", interactive=False, verbosity=0)
    Session.objects.all().delete()
    generation.advance()
    return plan


def _place_media(staged: Path) -> None:
    for path in list(staged.iterdir()) if staged.exists() else ():
        _replace(path, settings.MEDIA_ROOT / path.name)
    shutil.rmtree(staged, ignore_errors=True)


def _replace(path: Path, target: Path) -> None:
    if target.is_dir():  # empty, or of an interrupted restore
        shutil.rmtree(target)
    path.replace(target)


def _place_tally_and_key(folder: Path, manifest: dict) -> None:
    """Restore views that are not in the database yet, and the key; delete what `prepare` makes again."""
    tally = settings.DATA_DIR / "tally"
    tally.mkdir(mode=0o700, exist_ok=True)
    for left in (*tally.glob("*.tally"), *tally.glob("*.new")):
        left.unlink()
    for entry in manifest["files"]:
        if entry["path"].startswith("tally/") or entry["path"] == "secret_key":
            target = settings.DATA_DIR / entry["path"]
            draft = target.with_suffix(".new")
            draft.unlink(missing_ok=True)
            archive.copy(folder / entry["path"], draft)
            draft.replace(target)
    for name in ("pages", "stamps"):
        shutil.rmtree(settings.DATA_DIR / name, ignore_errors=True)
