"""A real server for one test: `manage.py serve` on a free port, over the test's own database and files."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote
from wsgiref.headers import Headers

from django.conf import settings
from django.db import connection

from tests.door import Answer, Reader
from tests.postgresql import free_port


def database_url() -> str:
    """The address under which another process finds the database of this test."""
    database = connection.settings_dict
    if settings.IS_SQLITE:
        return f"sqlite:///{database['NAME']}"
    who = f"{quote(database['USER'], safe='')}:{quote(database['PASSWORD'], safe='')}"
    return f"postgres://{who}@{database['HOST']}:{database['PORT']}/{database['NAME']}"


class Site(Reader):
    """A running site; `url` is its address, `log` what it has printed so far."""

    def __init__(self, data_dir: Path):
        self.data_dir = data_dir
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None

    def start(self, **environment: str) -> None:
        """Start the server, with further variables of the environment, and return once it answers."""
        own = {"DATA_DIR": str(self.data_dir), "PORT": str(self.port), "SECRET_KEY": settings.SECRET_KEY}
        with (self.data_dir / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, settings.BASE_DIR / "manage.py", "serve"],
                env={**os.environ, "DATABASE_URL": database_url(), **own, **environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        while not self.answers():
            time.sleep(0.05)

    def stop(self) -> int:
        """Ask the server to stop as a service manager does; answer its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)

    def kill(self) -> None:
        """End everything that is left, at once."""
        if self.process is not None:
            with suppress(ProcessLookupError):  # nothing is left
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)

    def workers(self) -> list[int]:
        """The process ids of the workers that live now."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()] if children.exists() else []

    def is_running(self) -> bool:
        """Whether the server itself lives; its workers may outlive it."""
        return self.process.poll() is None

    @property
    def log(self) -> str:
        return (self.data_dir / "log").read_text()

    def request(self, method, path, body=b"", **headers):
        given = {name.replace("_", "-"): value for name, value in (self.usual | headers).items() if value is not None}
        http = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            http.request(method, path, body or None, given)
            answer = http.getresponse()
            return Answer(answer.status, Headers(answer.getheaders()), answer.read())
        finally:
            http.close()

    def answers(self) -> bool:
        """Whether it takes requests now; raises what it has printed when it has ended."""
        if not self.is_running():
            raise RuntimeError(self.log)
        try:
            return self.get("/readyz").status != 503
        except OSError:
            return False
