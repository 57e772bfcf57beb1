"""What a search costs: a million entries on PostgreSQL, 100,000 on SQLite, the page asked for through Django.

    python -m benchmarks.search_cost [--postgresql 1000000] [--sqlite 100000]

Each database is built once, under `bench/search` in DATA_DIR; nought leaves one out. Nothing of a page is cached but
the parts that all share.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.servers import HOUSE
from tests.postgresql import PostgreSQL

FOLDER = Path(os.environ.get("DATA_DIR") or "var").resolve() / "bench" / "search"
MEMORY = """
shared_buffers = 2GB
maintenance_work_mem = 2GB
max_wal_size = 8GB
autovacuum = off
"""


def measure(postgresql=1_000_000, sqlite=100_000):
    """Print the tables and answer their rows by database."""
    found = {}
    if sqlite:
        found["sqlite"] = run(FOLDER / f"sqlite-{sqlite}", sqlite)
    if postgresql:
        found["postgresql"] = on_postgresql(FOLDER / f"postgresql-{postgresql}", postgresql)
    return found


def on_postgresql(folder, entries):
    is_new = not (folder / "built").exists()
    if is_new:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        folder.chmod(0o755)  # the database runs under another user
    server = PostgreSQL(folder)
    if is_new:
        server.stop()
        with (server.data / "postgresql.conf").open("a") as settings:
            settings.write(MEMORY)
        server.start()
    try:
        return run(folder, entries, DATABASE_URL=server.url, SECRET_KEY=server.password * 2)
    finally:
        server.stop()


def run(folder, entries, **environment):
    folder.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "DATABASE_URL": "", "CACHE_URL": "", **environment, "DATA_DIR": str(folder)}
    command = [sys.executable, "-m", "benchmarks.search_measuring", str(entries)]
    subprocess.run(command, env=environment, cwd=HOUSE, check=True)
    return json.loads((folder / "rows.json").read_text())


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--postgresql", type=int, default=1_000_000, help="entries (1000000)")
    parser.add_argument("--sqlite", type=int, default=100_000, help="entries (100000)")
    chosen = parser.parse_args()
    measure(chosen.postgresql, chosen.sqlite)


if __name__ == "__main__":
    main()
