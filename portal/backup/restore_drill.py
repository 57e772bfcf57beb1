"""A drill: an archive is restored into a temporary installation, checked, and removed again."""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import CommandError
from django.db import DatabaseError, ProgrammingError, connection

from portal.backup import archive
from portal.environment import text

RENDER_COMMAND = "from portal.backup.drill_pages import render; render()"


@dataclass
class DrillResult:
    """The archive's manifest, and the seconds that each part took."""

    manifest: dict
    seconds_to_make: float
    seconds_to_restore: float


def drill(folder: Path | None, report: Callable[[str], None]) -> DrillResult:
    """Restore an archive, one made for it where none is given, and render pages of it; CommandError where it fails.

    `report` is called with each line about what was compared.
    """
    with tempfile.TemporaryDirectory(prefix="portal-drill-") as temporary:
        place, began = Path(temporary), time.monotonic()
        if folder is None:
            report(_manage({}, "backup", str(place / "archives")))
            [folder] = archive.archives(place / "archives")
        made = time.monotonic()
        manifest = archive.read_manifest(folder)
        with _database(manifest["engine"]) as url:
            environment = _drill_environment(place / "data", url, manifest)
            report(_manage(environment, "restore", str(folder)))
            restored = time.monotonic()
            report(_manage(environment, "shell", "--no-imports", "--command", RENDER_COMMAND))
    return DrillResult(manifest, made - began, restored - made)


def _drill_environment(data_dir: Path, database_url: str, manifest: dict) -> dict[str, str]:
    """The environment of the restored copy; it has its own cache, so that it cannot affect the running site."""
    own = {"DATA_DIR": str(data_dir), "DATABASE_URL": database_url, "CACHE_URL": "", "ACCEL_REDIRECT": ""}
    own["ALLOWED_HOSTS"] = "127.0.0.1"
    return own | ({"STORAGE_URL": ""} if manifest["media_are_here"] else {})


def _manage(environment: dict[str, str], *args: str) -> str:
    """Run a command of `manage.py` in the given environment and return its output."""
    done = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, settings.BASE_DIR / "manage.py", *args],
        env={**os.environ, **environment},
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["không nói lý do"]
        raise CommandError(f"Diễn tập không đạt ở bước {args[0]}: {said[-1].removeprefix('CommandError: ')}")
    return done.stdout.strip()


@contextmanager
def _database(engine: str) -> Iterator[str]:
    """The URL of an empty database that exists until the block ends."""
    if engine == "sqlite":
        yield ""  # in the temporary DATA_DIR
        return
    if settings.IS_SQLITE:
        raise CommandError("Bản sao lưu là của PostgreSQL; hãy đặt DATABASE_URL chỉ một máy chủ PostgreSQL.")
    name = f"portal_drill_{secrets.token_hex(6)}"
    try:
        _run_on_server(f"CREATE DATABASE {name} TEMPLATE template0")
    except ProgrammingError as error:
        user = connection.settings_dict["USER"]
        raise CommandError(
            f"Tài khoản cơ sở dữ liệu “{user}” chưa được tạo cơ sở dữ liệu tạm ({str(error).strip()}); hãy nhờ người "
            f"quản trị máy chủ chạy: ALTER ROLE {user} CREATEDB."
        ) from None
    except DatabaseError as error:
        why = str(error).strip().partition("\n")[0]
        raise CommandError(f"Không dùng được cơ sở dữ liệu ({why}); hãy kiểm tra máy chủ ấy.") from None
    try:
        yield urlsplit(text("DATABASE_URL"))._replace(path=f"/{name}").geturl()
    finally:
        _run_on_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _run_on_server(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(statement)
    connection.close()  # a restore may take longer than a connection may be idle
