"""PostgreSQL's own pg_dump and pg_restore: found, checked for their version, and connected by pipes.

The data goes through pipes so that pg_dump and pg_restore end when this process is killed: no dump is written and no
transaction is filled any further.
"""

import os
import re
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from django.core.management.base import CommandError
from django.db.backends.postgresql.client import DatabaseClient

from portal.backup.archive import CHUNK_BYTES


def major_version(program: str) -> int:
    """The major version of a program in PATH; CommandError where there is none."""
    path = shutil.which(program)
    if path is None:
        raise CommandError(f"Máy này chưa có {program}; hãy cài bộ công cụ PostgreSQL (trên Debian: {_package()}).")
    printed = subprocess.run([path, "--version"], check=False, capture_output=True, text=True).stdout  # noqa: S603
    found = re.search(r"\(PostgreSQL\) (\d+)", printed)
    if found is None:
        raise CommandError(f"“{path}” không cho biết phiên bản; hãy cài lại bộ công cụ PostgreSQL.")
    return int(found[1])


def require(program: str, at_least: int, because: str) -> int:
    """Return the version of a program; CommandError, saying what to install, where it is older than `at_least`."""
    version = major_version(program)
    if version < at_least:
        raise CommandError(
            f"{program} trên máy này là bản {version}, {because} là bản {at_least}; hãy cài bộ công cụ PostgreSQL "
            f"{at_least} (trên Debian: {_package(at_least)}, từ kho apt.postgresql.org) rồi đặt nó lên đầu PATH."
        )
    return version


def _package(version: int | None = None) -> str:
    return f"apt install postgresql-client-{version}" if version else "apt install postgresql-client"


def dump(database: dict, snapshot: str, path: Path) -> None:
    """Write the database as it is in an exported snapshot into `path`, in pg_dump's custom format."""
    command, environment = _command("pg_dump", database)
    command += ["--format=custom", f"--snapshot={snapshot}"]
    with tempfile.TemporaryFile() as stderr_file, path.open("xb") as file:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=stderr_file)  # noqa: S603
        with process:
            try:
                shutil.copyfileobj(process.stdout, file, CHUNK_BYTES)
            except BaseException:
                process.kill()
                raise
        _check_exit("pg_dump", process, stderr_file)


def load(database: dict, path: Path) -> None:
    """Fill an empty database with what `dump` wrote, all of it or nothing."""
    command, environment = _command("pg_restore", database)
    command += ["--single-transaction", "--no-owner", "--no-privileges"]
    with tempfile.TemporaryFile() as stderr_file, path.open("rb") as file:
        process = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stderr=stderr_file)  # noqa: S603
        try:
            with process, suppress(BrokenPipeError):  # it has failed, and stderr says why
                shutil.copyfileobj(file, process.stdin, CHUNK_BYTES)
        except BaseException:
            process.kill()
            raise
        _check_exit("pg_restore", process, stderr_file)


def _command(program: str, database: dict) -> tuple[list[str], dict[str, str]]:
    """The arguments for the database; the password is in the environment, which nobody else can read."""
    args, environment = DatabaseClient.settings_to_cmd_args_env(database, ["--no-password"])
    name = args.pop()  # psql takes the name as a bare word
    return [program, *args[1:], f"--dbname={name}"], {**os.environ, "LC_ALL": "C", **(environment or {})}


def _check_exit(program: str, process: subprocess.Popen, stderr_file) -> None:
    if process.returncode:
        stderr_file.seek(0)
        lines = stderr_file.read().decode(errors="replace").strip().splitlines()
        first = next((line for line in lines if "error" in line.lower()), "không nói lý do")
        raise CommandError(f"{program} không làm được ({first}).")
