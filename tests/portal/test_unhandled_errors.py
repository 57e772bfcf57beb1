"""Errors that nobody catches, outside requests: of a command, of a thread, of a finalizer."""

import json
import os
import subprocess
import sys
import threading

import pytest
from django.conf import settings

from portal.unhandled_errors import log_unhandled_errors

BREAK = {
    "process": "int('hoang' + 'anhkim')",
    "thread": "import threading; t = threading.Thread(target=lambda: int('hoang' + 'anhkim')); t.start(); t.join()",
    "finalizer": "import weakref; weakref.finalize(x := type('X', (), {})(), int, 'hoang' + 'anhkim'); del x",
    "del": "X = type('X', (), {'__del__': lambda self: int('hoang' + 'anhkim')}); X()",
}


def manage(tmp_path, *words):
    return subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", *words],
        env={**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": "", "LOG_FORMAT": "json"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("where", BREAK)
def test_error_that_nobody_catches_is_one_entry(tmp_path, where):
    done = manage(tmp_path, "shell", "--no-imports", "-c", BREAK[where])

    (entry,) = [json.loads(line) for line in done.stderr.splitlines()]
    assert (entry["error"], entry["logger"]) == ("ValueError", "portal.unhandled_errors")
    assert "hoanganhkim" not in done.stderr
    assert (done.returncode == 0) == (where != "process")


def test_command_that_fails_is_one_entry(tmp_path):
    done = manage(tmp_path, "media", "check")

    (entry,) = [json.loads(line) for line in done.stderr.splitlines()]
    assert done.returncode == 1
    assert entry["error"] == "django.db.utils.OperationalError: no such table"
    assert "in compare" in entry["traceback"]


def test_python_keeps_its_own_words_for_who_interrupts(capsys, monkeypatch):
    for module, hook in [(sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")]:
        monkeypatch.setattr(module, hook, getattr(module, hook))  # put back afterwards
    log_unhandled_errors()

    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert capsys.readouterr().err == "KeyboardInterrupt\n"
