"""What a search costs: 1,000,000 entries on PostgreSQL, 100,000 on SQLite, the page asked for through Django.

    python -m benchmarks.search_cost [--postgresql 1000000] [--sqlite 100000]

Each database is built in a directory of its own and thrown away. Printed are the times of building, the sizes, and for
each kind of query the milliseconds of the whole page and the queries beside those of the chrome.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.servers import HOUSE
from tests.postgresql import PostgreSQL

MEMORY = """
shared_buffers = 2GB
maintenance_work_mem = 2GB
max_wal_size = 8GB
autovacuum = off
"""


def main():
    reader = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    reader.add_argument("--postgresql", type=int, default=1_000_000)
    reader.add_argument("--sqlite", type=int, default=100_000)
    wanted = reader.parse_args()
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as temporary:
        folder = Path(temporary)
        folder.chmod(0o755)
        if wanted.sqlite:
            run(folder / "sqlite", wanted.sqlite)
        if wanted.postgresql:
            on_postgresql(folder / "postgresql", wanted.postgresql)


def on_postgresql(folder, entries):
    (folder / "server").mkdir(parents=True)
    server = PostgreSQL(folder / "server")
    server.stop()
    with (server.data / "postgresql.conf").open("a") as settings:
        settings.write(MEMORY)
    server.start()
    try:
        run(folder / "site", entries, DATABASE_URL=server.url, SECRET_KEY="only-for-measuring-" * 3)
    finally:
        server.stop()


def run(folder, entries, **environment):
    folder.mkdir(parents=True)
    environment = {**os.environ, "DATABASE_URL": "", **environment, "DATA_DIR": str(folder)}
    command = [sys.executable, "-m", "benchmarks.search_measuring", str(entries)]
    subprocess.run(command, env=environment, cwd=HOUSE, check=True)


if __name__ == "__main__":
    main()
