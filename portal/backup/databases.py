"""What backup and restore need of each database: a copy at one instant, its row counts, an empty target."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection, connections

from portal.backup import archive, pg_tools

RowCounts = dict[str, int]
TallyMarks = dict[str, int]
TALLY_MARKS_SQL = "SELECT tally, turn FROM traffic_tallymark"
MIGRATIONS_SQL = "SELECT app, name FROM django_migrations ORDER BY app, name"
# What migrations, `prepare` and a server write to a database without content
SYSTEM_TABLE_PREFIXES = (
    *("django_migrations", "django_content_type", "django_session", "auth_", "traffic_", "search_"),
    "accounts_signinfailures",  # by sign-in attempts of strangers
    *("publishing_seal", "publishing_unsealedevent"),  # of events, which are counted themselves
)
SYSTEM_EVENTS = "'roles', 'sign_in_failed'"  # events that are no person's work
UNFINISHED_TABLE = "restore_unfinished"  # a table that exists in PostgreSQL while a restore is unfinished


class DatabaseCopy:
    """The database at one instant: the file it was copied to, and its entry in the manifest."""

    def __init__(self, path: Path):
        self.path = path
        self.rows: RowCounts = {}
        self.migrations: list[str] = []

    def read_contents(self, cursor, tables: list[str]) -> None:
        self.rows = count_rows(cursor, tables)
        cursor.execute(MIGRATIONS_SQL)
        self.migrations = [f"{app}.{name}" for app, name in cursor.fetchall()]


def count_rows(cursor, tables: list[str]) -> RowCounts:
    """How many rows each of the tables has."""
    rows = {}
    for table in tables:
        cursor.execute(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608 -- the database's own names
        rows[table] = cursor.fetchone()[0]
    return rows


class SQLite:
    """A SQLite file, copied by SQLite's backup API while others write."""

    engine, file_name = "sqlite", "database.sqlite3"
    tables = """
        SELECT name FROM sqlite_master
        WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name
    """

    def __init__(self, path: Path | None = None):
        self.path = path or Path(connection.settings_dict["NAME"])

    def prepare_dump(self) -> dict[str, str]:
        """Check what a dump needs, and return the versions for the manifest."""
        if not self.path.exists():
            raise CommandError(f"Chưa có cơ sở dữ liệu “{self.path}” để sao lưu; hãy kiểm tra DATA_DIR.")
        return {"database": f"SQLite {sqlite3.sqlite_version}"}

    def dump(self, path: Path, copy_tally_with: Callable) -> DatabaseCopy:
        """Copy to `path` at an instant for which `copy_tally_with(snapshot)` has copied the tally."""

        def snapshot() -> TallyMarks:
            path.unlink(missing_ok=True)
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(path)])
            with closing(open_read_only(path)) as copied:
                return dict(copied.execute(TALLY_MARKS_SQL).fetchall())

        copy_tally_with(snapshot)
        copy = DatabaseCopy(path)
        with closing(open_read_only(path)) as copied:
            if (said := copied.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
                raise CommandError(f"Cơ sở dữ liệu hỏng ({said}); hãy khôi phục từ bản sao lưu gần nhất.")
            cursor = copied.cursor()
            copy.read_contents(cursor, [name for (name,) in cursor.execute(self.tables).fetchall()])
        return copy

    def content_rows(self) -> RowCounts:
        """Row counts of the tables with content; empty when there is none or no database."""
        if not self.path.exists() or not self.path.stat().st_size:
            return {}
        try:
            with closing(sqlite3.connect(self.path)) as database:
                cursor = database.cursor()
                return _content_rows(cursor, [name for (name,) in cursor.execute(self.tables).fetchall()])
        except sqlite3.Error as error:
            raise CommandError(f"“{self.path}” không đọc được ({error}); hãy chọn DATA_DIR khác.") from None

    @property
    def draft(self) -> Path:
        """The file being restored; while it exists, a restore is unfinished."""
        return self.path.with_name(f"{self.path.name}.restore")

    def is_unfinished(self) -> bool:
        return self.draft.exists()

    def begin(self) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.draft.touch()

    def check_versions(self, versions: dict[str, str]) -> None:
        """Nothing to check: SQLite reads the files of every version of the last twenty years."""

    def load(self, path: Path, entry: dict) -> None:
        """Restore into a draft file and point Django's connection at it."""
        for file in _with_journal(self.draft):
            file.unlink(missing_ok=True)
        if archive.copy(path, self.draft) != (entry["size"], entry["sha256"]):
            raise archive.damaged_archive(f"tệp “{path}” khác với lúc sao lưu")
        connection.close()
        connection.settings_dict["NAME"] = str(self.draft)

    def rows(self) -> RowCounts:
        with connection.cursor() as cursor:
            cursor.execute(self.tables)
            return count_rows(cursor, [name for (name,) in cursor.fetchall()])

    def finish(self) -> None:
        """Move the draft to its final name, atomically: what is there was empty."""
        connection.close()  # the last connection merges the journal into the file
        connection.settings_dict["NAME"] = str(self.path)
        for file in _with_journal(self.path):
            file.unlink(missing_ok=True)
        self.draft.replace(self.path)


class PostgreSQL:
    """A PostgreSQL server, copied by pg_dump from an exported snapshot that this process reads too."""

    engine, file_name = "postgresql", "database.dump"
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"

    def prepare_dump(self) -> dict[str, str]:
        client = pg_tools.require("pg_dump", server_major(), "máy chủ cơ sở dữ liệu")
        return {"database": f"PostgreSQL {server_major()}", "pg_dump": str(client)}

    def dump(self, path: Path, copy_tally_with: Callable) -> DatabaseCopy:
        with closing(connections.create_connection("default")) as other, other.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0")

            def snapshot() -> TallyMarks:
                cursor.execute("ROLLBACK")
                cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                cursor.execute(TALLY_MARKS_SQL)
                return dict(cursor.fetchall())

            copy_tally_with(snapshot)
            cursor.execute("SELECT pg_export_snapshot()")
            pg_tools.dump(connection.settings_dict, cursor.fetchone()[0], path)
            copy = DatabaseCopy(path)
            copy.read_contents(cursor, own_tables(cursor))
            cursor.execute("ROLLBACK")
        return copy

    def content_rows(self) -> RowCounts:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            return _content_rows(cursor, own_tables(cursor))

    def is_unfinished(self) -> bool:
        return UNFINISHED_TABLE in connection.introspection.table_names()

    def check_versions(self, versions: dict[str, str]) -> None:
        """Refuse a server or pg_restore older than those that made the archive, and tables of another program."""
        try:
            made_by, client = int(versions["database"].split()[1]), int(versions["pg_dump"])
        except (KeyError, IndexError, ValueError):
            raise archive.damaged_archive(f"“{archive.MANIFEST}” không nói rõ phiên bản PostgreSQL") from None
        if server_major() < made_by:
            raise CommandError(
                f"Bản sao lưu lấy từ PostgreSQL {made_by}, máy chủ này là {server_major()}; hãy dùng máy chủ từ bản "
                f"{made_by} trở lên."
            )
        pg_tools.require("pg_restore", client, "bản sao lưu")
        known = {*connection.introspection.django_table_names(), "django_migrations"}
        with connection.cursor() as cursor:
            others = [] if self.is_unfinished() else sorted(set(own_tables(cursor)) - known)
        if others:
            raise CommandError(
                f"Cơ sở dữ liệu có bảng của chương trình khác ({', '.join(others[:5])}); hãy tạo cơ sở dữ liệu mới."
            )

    def begin(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE IF NOT EXISTS {UNFINISHED_TABLE} ()")

    def load(self, path: Path, entry: dict) -> None:
        with connection.cursor() as cursor:
            if tables := own_tables(cursor):
                cursor.execute(f"DROP TABLE {', '.join(map(connection.ops.quote_name, tables))} CASCADE")
        pg_tools.load(connection.settings_dict, path)

    def rows(self) -> RowCounts:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            return count_rows(cursor, own_tables(cursor))

    def finish(self) -> None:
        """Mark the restore as finished, atomically."""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {UNFINISHED_TABLE}")


def own_tables(cursor) -> list[str]:
    cursor.execute(PostgreSQL.tables)
    return [name for (name,) in cursor.fetchall() if name != UNFINISHED_TABLE]


def server_major() -> int:
    connection.ensure_connection()
    return connection.pg_version // 10_000


def _content_rows(cursor, tables: list[str]) -> RowCounts:
    rows = count_rows(cursor, [name for name in tables if not name.startswith(SYSTEM_TABLE_PREFIXES)])
    if rows.get("publishing_event"):
        cursor.execute(f"SELECT COUNT(*) FROM publishing_event WHERE name NOT IN ({SYSTEM_EVENTS})")  # noqa: S608
        rows["publishing_event"] = cursor.fetchone()[0]
    return {table: number for table, number in rows.items() if number}


def _with_journal(path: Path) -> list[Path]:
    return [path.with_name(f"{path.name}{ending}") for ending in ("", "-wal", "-shm", "-journal")]


def open_read_only(path: Path) -> sqlite3.Connection:
    """Open a finished copy read-only, without creating a journal."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def site_database() -> SQLite | PostgreSQL:
    return SQLite() if settings.IS_SQLITE else PostgreSQL()
