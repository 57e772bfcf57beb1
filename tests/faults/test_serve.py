import os
import signal
import socket
import subprocess
import sys
import time

import pytest
from django.conf import settings

pytestmark = pytest.mark.faults


def manage(*words, **environment):
    """Run manage.py to its end."""
    return subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", *words],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def wait_until(is_so):
    """Ask until it is so; the run's own limit of time ends what never comes."""
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline, "it never came to be so"
        time.sleep(0.05)


def test_killed_worker_is_replaced(site):
    (killed,) = site.workers()

    os.kill(killed, signal.SIGKILL)

    wait_until(lambda: site.workers() not in ([], [killed]))
    wait_until(site.answers)
    assert site.get("/healthz").status == 200


def test_workers_end_with_the_server_and_leave_its_port_to_the_next(site):
    site.stop()
    site.start(WEB_CONCURRENCY="2")
    orphans = site.workers()

    site.process.kill()
    site.process.wait()

    wait_until(lambda: not any(os.path.exists(f"/proc/{pid}") for pid in orphans))  # noqa: PTH110
    site.start()
    assert site.get("/healthz").status == 200


def test_as_many_workers_serve_as_asked_for(site):
    site.stop()

    site.start(WEB_CONCURRENCY="2")

    assert len(site.workers()) == 2


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT], ids=lambda asked: asked.name)
def test_server_that_is_asked_to_stop_leaves_nothing_behind(site, asked):
    workers = site.workers()

    site.process.send_signal(asked)

    assert site.process.wait(20) == 0
    assert not any(os.path.exists(f"/proc/{pid}") for pid in workers)  # noqa: PTH110 -- a process is no file
    assert "Traceback" not in site.log


def test_port_in_use_is_told_in_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])

        ended = manage("serve", PORT=port)

    told = f"Biến môi trường PORT: không mở được 127.0.0.1:{port} (một chương trình khác đang dùng), hãy "
    assert ended.returncode == 1
    assert ended.stderr.startswith(told)
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize(("name", "value"), [("HOST", "khong-co.invalid"), ("PORT", "x"), ("DATA_DIR", "/dev/null")])
def test_nonsense_in_the_environment_is_told_in_one_sentence(name, value):
    ended = manage("serve", **{name: value})

    assert ended.returncode == 1
    assert [line.partition(":")[0] for line in ended.stderr.splitlines()] == [f"Biến môi trường {name}"]


@pytest.mark.parametrize("url", ["postgres://nguoi:mat-khau@127.0.0.1:1/portal", "sqlite:////dev/null/x.sqlite3"])
def test_database_out_of_reach_is_told_in_one_sentence(url, tmp_path):
    ended = manage("prepare", DATABASE_URL=url, DATA_DIR=str(tmp_path), SECRET_KEY="k" * 50)

    assert ended.returncode == 1
    assert [line.partition(":")[0] for line in ended.stderr.splitlines()] == ["Biến môi trường DATABASE_URL"]
