"""pg_dump is checked before anything else is done."""

import pytest

pytestmark = pytest.mark.postgresql


def put_in_path(installation, folder, script):
    """Let a script be the machine's pg_dump."""
    folder.mkdir()
    (folder / "pg_dump").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "pg_dump").chmod(0o755)
    installation.environment["PATH"] = f"{folder}:/usr/bin:/bin"


def test_pg_dump_older_than_the_server_is_told_what_to_install(installation, directory, tmp_path):
    put_in_path(installation, tmp_path / "old", 'echo "pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"')

    [line] = installation.manage("backup", directory, status=1).splitlines()

    assert "pg_dump trên máy này là bản 15, máy chủ cơ sở dữ liệu là bản 18" in line
    assert "postgresql-client-18" in line
    assert not [*directory.glob("*2*")]


def test_machine_without_pg_dump_is_told_what_to_install(installation, directory, tmp_path):
    installation.environment["PATH"] = str(tmp_path / "empty")

    [line] = installation.manage("backup", directory, status=1).splitlines()

    assert "Máy này chưa có pg_dump" in line
    assert "apt install postgresql-client" in line


def test_pg_dump_that_fails_leaves_no_archive(installation, directory, tmp_path):
    script = '[ "$1" = --version ] && echo "pg_dump (PostgreSQL) 18.0" && exit; echo "pg_dump: error: no" >&2; exit 1'
    put_in_path(installation, tmp_path / "broken", script)

    [line] = installation.manage("backup", directory, status=1).splitlines()

    assert "pg_dump không làm được (pg_dump: error: no)" in line
    assert not [*directory.glob("*2*")]


def test_password_stands_on_no_command_line(installation, directory, tmp_path):
    script = f'echo "$@" >> {tmp_path}/said; [ "$1" = --version ] && echo "pg_dump (PostgreSQL) 18.0"; exit 0'
    put_in_path(installation, tmp_path / "curious", script)
    password = installation.url.split(":")[2].split("@")[0]

    installation.manage("backup", directory)

    said = (tmp_path / "said").read_text()
    assert "--snapshot=" in said
    assert password not in said
