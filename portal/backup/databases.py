"""What making and restoring need of each database: a copy at one instant, the rows in it, an empty place for it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection, connections

from portal.backup import archive, programs

Rows = dict[str, int]
Marks = dict[str, int]
MARKS = "SELECT tally, turn FROM traffic_tallymark"
MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"
# What migrations, `prepare` and a server leave in a database that nobody has put anything into
LEFT_BY_COMMANDS = (
    *("django_migrations", "django_content_type", "django_session", "auth_", "traffic_", "search_"),
    "accounts_signinfailures",  # what strangers tried meanwhile
)
OWN_EVENTS = "'roles', 'sign_in_failed'"  # that no person's work stands behind
UNFINISHED = "restore_unfinished"  # a table that stands in PostgreSQL while a restore is under way


class Copy:
    """The database at one instant: the file it was copied to, and what a manifest says of it."""

    def __init__(self, path: Path):
        self.path = path
        self.rows: Rows = {}
        self.migrations: list[str] = []

    def look(self, cursor, tables: list[str]) -> None:
        self.rows = count(cursor, tables)
        cursor.execute(MIGRATIONS)
        self.migrations = [f"{app}.{name}" for app, name in cursor.fetchall()]


def count(cursor, tables: list[str]) -> Rows:
    """How many rows each of the tables has."""
    rows = {}
    for table in tables:
        cursor.execute(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608 -- the database's own names
        rows[table] = cursor.fetchone()[0]
    return rows


class SQLite:
    """A file, copied by SQLite itself while others write."""

    engine, file_name = "sqlite", "database.sqlite3"
    tables = """
        SELECT name FROM sqlite_master
        WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name
    """

    def __init__(self, path: Path | None = None):
        self.path = path or Path(connection.settings_dict["NAME"])

    def prepare_dump(self) -> dict[str, str]:
        """See to what a dump needs, and answer the versions to write down."""
        if not self.path.exists():
            raise CommandError(f"Chưa có cơ sở dữ liệu “{self.path}” để sao lưu; hãy kiểm tra DATA_DIR.")
        return {"database": f"SQLite {sqlite3.sqlite_version}"}

    def dump(self, path: Path, keep_with: Callable) -> Copy:
        """Copy into `path` at an instant for which `keep_with(snapshot)` has kept the tally."""

        def snapshot() -> Marks:
            path.unlink(missing_ok=True)
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(path)])
            with closing(read_only(path)) as copied:
                return dict(copied.execute(MARKS).fetchall())

        keep_with(snapshot)
        copy = Copy(path)
        with closing(read_only(path)) as copied:
            if (said := copied.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
                raise CommandError(f"Cơ sở dữ liệu hỏng ({said}); hãy khôi phục từ bản sao lưu gần nhất.")
            cursor = copied.cursor()
            copy.look(cursor, [name for (name,) in cursor.execute(self.tables).fetchall()])
        return copy

    def rows_by_people(self) -> Rows:
        """The tables in which there is content, empty when there is none or no database."""
        if not self.path.exists() or not self.path.stat().st_size:
            return {}
        try:
            with closing(sqlite3.connect(self.path)) as database:
                cursor = database.cursor()
                return _by_people(cursor, [name for (name,) in cursor.execute(self.tables).fetchall()])
        except sqlite3.Error as error:
            raise CommandError(f"“{self.path}” không đọc được ({error}); hãy chọn DATA_DIR khác.") from None

    @property
    def draft(self) -> Path:
        """What is being restored; as long as it is there, a restore is unfinished."""
        return self.path.with_name(f"{self.path.name}.restore")

    def is_unfinished(self) -> bool:
        return self.draft.exists()

    def begin(self) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.draft.touch()

    def see_to_programs(self, versions: dict[str, str]) -> None:
        """SQLite reads what any SQLite of the last twenty years has written."""

    def load(self, path: Path, entry: dict) -> None:
        """Fill the draft, which Django's connection means from here on."""
        for file in _with_journal(self.draft):
            file.unlink(missing_ok=True)
        if archive.copy(path, self.draft) != (entry["size"], entry["sha256"]):
            raise archive.damaged(f"tệp “{path}” khác với lúc sao lưu")
        connection.close()
        connection.settings_dict["NAME"] = str(self.draft)

    def rows(self) -> Rows:
        with connection.cursor() as cursor:
            cursor.execute(self.tables)
            return count(cursor, [name for (name,) in cursor.fetchall()])

    def finish(self) -> None:
        """Put the draft into its place, in one step: what is there was empty."""
        connection.close()  # the last one takes its journal into the file
        connection.settings_dict["NAME"] = str(self.path)
        for file in _with_journal(self.path):
            file.unlink(missing_ok=True)
        self.draft.replace(self.path)


class PostgreSQL:
    """A server, copied by pg_dump from a snapshot that we look at too."""

    engine, file_name = "postgresql", "database.dump"
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"

    def prepare_dump(self) -> dict[str, str]:
        client = programs.require("pg_dump", server_major(), "máy chủ cơ sở dữ liệu")
        return {"database": f"PostgreSQL {server_major()}", "pg_dump": str(client)}

    def dump(self, path: Path, keep_with: Callable) -> Copy:
        with closing(connections.create_connection("default")) as other, other.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0")

            def snapshot() -> Marks:
                cursor.execute("ROLLBACK")
                cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                cursor.execute(MARKS)
                return dict(cursor.fetchall())

            keep_with(snapshot)
            cursor.execute("SELECT pg_export_snapshot()")
            programs.dump(connection.settings_dict, cursor.fetchone()[0], path)
            copy = Copy(path)
            copy.look(cursor, own_tables(cursor))
            cursor.execute("ROLLBACK")
        return copy

    def rows_by_people(self) -> Rows:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            return _by_people(cursor, own_tables(cursor))

    def is_unfinished(self) -> bool:
        return UNFINISHED in connection.introspection.table_names()

    def see_to_programs(self, versions: dict[str, str]) -> None:
        """Refuse a server or a pg_restore that is older than what made the archive, and tables of another program."""
        try:
            made_by, client = int(versions["database"].split()[1]), int(versions["pg_dump"])
        except (KeyError, IndexError, ValueError):
            raise archive.damaged(f"“{archive.MANIFEST}” không nói rõ phiên bản PostgreSQL") from None
        if server_major() < made_by:
            raise CommandError(
                f"Bản sao lưu lấy từ PostgreSQL {made_by}, máy chủ này là {server_major()}; hãy dùng máy chủ từ bản "
                f"{made_by} trở lên."
            )
        programs.require("pg_restore", client, "bản sao lưu")
        known = {*connection.introspection.django_table_names(), "django_migrations"}
        with connection.cursor() as cursor:
            others = [] if self.is_unfinished() else sorted(set(own_tables(cursor)) - known)
        if others:
            raise CommandError(
                f"Cơ sở dữ liệu có bảng của chương trình khác ({', '.join(others[:5])}); hãy tạo cơ sở dữ liệu mới."
            )

    def begin(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE IF NOT EXISTS {UNFINISHED} ()")

    def load(self, path: Path, entry: dict) -> None:
        with connection.cursor() as cursor:
            if tables := own_tables(cursor):
                cursor.execute(f"DROP TABLE {', '.join(map(connection.ops.quote_name, tables))} CASCADE")
        programs.load(connection.settings_dict, path)

    def rows(self) -> Rows:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            return count(cursor, own_tables(cursor))

    def finish(self) -> None:
        """Say that everything is in its place, in one step."""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {UNFINISHED}")


def own_tables(cursor) -> list[str]:
    cursor.execute(PostgreSQL.tables)
    return [name for (name,) in cursor.fetchall() if name != UNFINISHED]


def server_major() -> int:
    connection.ensure_connection()
    return connection.pg_version // 10_000


def _by_people(cursor, tables: list[str]) -> Rows:
    rows = count(cursor, [name for name in tables if not name.startswith(LEFT_BY_COMMANDS)])
    if rows.get("publishing_event"):
        cursor.execute(f"SELECT COUNT(*) FROM publishing_event WHERE name NOT IN ({OWN_EVENTS})")  # noqa: S608
        rows["publishing_event"] = cursor.fetchone()[0]
    return {table: number for table, number in rows.items() if number}


def _with_journal(path: Path) -> list[Path]:
    return [path.with_name(f"{path.name}{ending}") for ending in ("", "-wal", "-shm", "-journal")]


def read_only(path: Path) -> sqlite3.Connection:
    """A copy that nobody writes to any more, without a journal beside it."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def of_the_site() -> SQLite | PostgreSQL:
    return SQLite() if settings.IS_SQLITE else PostgreSQL()
