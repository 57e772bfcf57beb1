"""Servers pinned to one core, load pinned to another, and what the servers' processes have used of the CPU."""

import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

TICK = os.sysconf("SC_CLK_TCK")
SERVER_CORE, CLIENT_CORE = "0", "1"
HOUSE = Path(__file__).resolve().parent.parent


def wrk() -> str:
    """The load generator; Debian's, fetched when root may, or a sentence and the end."""
    if not shutil.which("wrk") and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", "wrk"]):
            subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    return shutil.which("wrk") or sys.exit("wrk is missing: apt install wrk")


def resident(pid):
    """Bytes of a process in memory."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


class Server:
    """A server's process tree."""

    def __init__(self, command, port, **environment):
        self.port, self.url = int(port), f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            ["taskset", "-c", SERVER_CORE, *map(str, command)],
            env={**os.environ, **environment},
            cwd=HOUSE,
            stdout=subprocess.DEVNULL,
        )
        while not self.answers():
            if self.process.poll() is not None:
                raise SystemExit(f"{command} has ended")
            time.sleep(0.05)

    def answers(self):
        try:
            urlopen(f"{self.url}/readyz", timeout=5).close()
        except OSError as error:
            return getattr(error, "code", 503) != 503
        return True

    def processes(self):
        """The pids of the server and of all that it has started."""
        found, more = [], [self.process.pid]
        while more:
            found += more
            children = [Path(f"/proc/{pid}/task/{pid}/children") for pid in more]
            more = [int(pid) for path in children if path.exists() for pid in path.read_text().split()]
        return found

    def cpu(self):
        """Seconds of CPU used so far, in user and kernel."""
        stats = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in self.processes()]
        return sum(int(stat[11]) + int(stat[12]) for stat in stats) / TICK

    def worker(self):
        """The pid of the largest process, which is the worker."""
        return max(self.processes(), key=resident)

    def worker_memory(self):
        """Bytes resident in it."""
        return resident(self.worker())

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


@contextmanager
def running(*servers):
    try:
        yield servers
    finally:
        for server in servers:
            server.stop()


def load(server, path, *, seconds=2.0, connections=16, script="", headers=()):
    """Ask for a page again and again; answer requests and seconds of the server's CPU for each."""
    before = server.cpu()
    command = ["taskset", "-c", CLIENT_CORE, wrk(), "-t1", f"-c{connections}", f"-d{seconds:.0f}s"]
    command += [part for header in headers for part in ("-H", header)]
    command += ["-s", script] if script else []
    printed = subprocess.run([*command, server.url + path], capture_output=True, text=True, check=True).stdout
    requests = int(re.search(r"(\d+) requests in", printed)[1])
    errors = re.search(r"Non-2xx or 3xx responses: (\d+)", printed)
    if errors:
        raise SystemExit(f"{path}: {errors[0]}")
    return requests, (server.cpu() - before) / requests
