"""Restoring an archive into a place without content: `restore(folder)`.

Everything is copied beside its place first and moved there at the end; the database comes last, in one step. Whatever
kills a restore, the database then says that it is unfinished, and the next run begins anew.
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
from traffic import adoption, generation, tally_copy

NOTHING = "Không có gì thay đổi."


@dataclass
class Restored:
    """What a run has done: the manifest it went by, the migrations it applied, the views that it added."""

    manifest: dict
    migrations: list[str]
    views: int


def restore(folder: Path) -> Restored:
    """Put an archive into DATA_DIR and the database of the settings; CommandError with a sentence."""
    os.umask(0o077)
    try:
        manifest = check(folder)
        with _alone():
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
    """Answer the manifest of an archive that is whole and that this code can take; nothing is written."""
    manifest = archive.read_manifest(folder)
    database = databases.of_the_site()
    if manifest["engine"] != database.engine:
        raise CommandError(
            f"Bản sao lưu là của {_called(manifest['engine'])}, còn DATABASE_URL ở đây là {_called(database.engine)}; "
            f"hãy đặt DATABASE_URL cùng loại. {NOTHING}"
        )
    if database.file_name not in {entry["path"] for entry in manifest["files"]}:
        raise archive.damaged(f"“{archive.MANIFEST}” không nhắc đến “{database.file_name}”")
    if unknown := set(manifest["migrations"]) - _known_migrations():
        raise CommandError(
            f"Bản sao lưu do một phiên bản mới hơn làm ra (có {sorted(unknown)[0]}); hãy nâng cấp mã nguồn rồi khôi "
            f"phục lại. {NOTHING}"
        )
    if manifest["media"] and not media.are_in_data_dir():
        raise CommandError(
            "Bản sao lưu có tệp tải lên, còn ở đây STORAGE_URL chỉ kho đối tượng; hãy bỏ biến ấy để khôi phục vào "
            f"DATA_DIR. {NOTHING}"
        )
    archive.check_files(folder, manifest)
    return manifest


def _called(engine: str) -> str:
    return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(engine, engine)


def _known_migrations() -> set[str]:
    loader = MigrationLoader(None)
    return {f"{app}.{name}" for app, name in loader.disk_migrations}


@contextmanager
def _alone() -> Iterator[None]:
    with (settings.DATA_DIR / ".restore.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError("Một lượt khôi phục khác đang ghi vào đây; hãy đợi lượt ấy xong.") from None
        yield


def _restore(folder: Path, manifest: dict) -> Restored:
    database = databases.of_the_site()
    database.see_to_programs(manifest["versions"])
    _see_to_empty_place(database)
    database.begin()
    staged = _stage_media(folder, manifest)
    [entry] = [entry for entry in manifest["files"] if entry["path"] == database.file_name]
    database.load(folder / entry["path"], entry)
    _compare(manifest["rows"], database.rows())
    applied = _bring_up_to_date()
    _place_media(staged)
    _place_the_rest(folder, manifest)
    os.sync()  # before the database says that everything is there
    database.finish()
    return Restored(manifest, applied, adoption.adopt(settings.DATA_DIR / "tally").views)


def _see_to_empty_place(database) -> None:
    """Refuse a place where a site runs or that holds anything of people's."""
    if tally_copy.is_counting(settings.DATA_DIR / "tally"):
        raise CommandError(f"Trang đang chạy trên “{settings.DATA_DIR}”; hãy dừng nó rồi chạy lại. {NOTHING}")
    if others := foreign_entries(settings.DATA_DIR, connection.settings_dict["NAME"] if settings.IS_SQLITE else ""):
        raise CommandError(
            f"“{settings.DATA_DIR}” có những tệp không phải của trang ({', '.join(others[:5])}); hãy đặt DATA_DIR chỉ "
            f"một thư mục mới hoặc còn trống. {NOTHING}"
        )
    is_unfinished = database.is_unfinished()
    is_draft_elsewhere = database.engine == "sqlite"  # what lies in the database's own place is of no restore then
    rows = {} if is_unfinished and not is_draft_elsewhere else database.rows_by_people()
    if rows:
        table, number = next(iter(rows.items()))
        raise CommandError(
            f"Cơ sở dữ liệu ở đây đã có nội dung ({table}: {number} dòng); hãy đặt DATA_DIR hay DATABASE_URL chỉ một "
            f"nơi còn trống. {NOTHING}"
        )
    if media.are_in_data_dir() and not is_unfinished and (found := next(media.stored(), None)):
        raise CommandError(
            f"“{settings.MEDIA_ROOT}” đã có tệp ({found[1]}); hãy đặt DATA_DIR chỉ một thư mục còn trống. {NOTHING}"
        )


def _stage_media(folder: Path, manifest: dict) -> Path:
    """Copy the uploaded files beside their place, and answer where they are."""
    staged = settings.MEDIA_ROOT / media.STAGING
    shutil.rmtree(staged, ignore_errors=True)
    for entry in manifest["media"]:
        source, target = folder.parent / "media" / archive.media_copy(entry), staged / entry["path"]
        target.parent.mkdir(parents=True, exist_ok=True)
        if archive.copy(source, target) != (entry["size"], entry["sha256"]):
            raise archive.damaged(f"tệp “{source}” khác với lúc sao lưu")
    for path in staged.rglob("*"):
        path.chmod(settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS if path.is_dir() else settings.FILE_UPLOAD_PERMISSIONS)
    return staged


def _compare(wanted: databases.Rows, found: databases.Rows) -> None:
    different = [table for table in wanted if wanted[table] != found.get(table)]
    if different:
        raise CommandError(f"Số dòng khác với bản sao lưu ở {', '.join(different[:5])}; hãy chạy lại lệnh này.")


def _bring_up_to_date() -> list[str]:
    """What an older archive lacks, and what may not outlive it: sessions, and pages that were kept of another time."""
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
    if target.is_dir():  # empty, or of a restore that was broken off
        shutil.rmtree(target)
    path.replace(target)


def _place_the_rest(folder: Path, manifest: dict) -> None:
    """Views that are not in the database yet, and the key; what is made anew by `prepare` goes."""
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
