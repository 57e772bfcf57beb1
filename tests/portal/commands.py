"""How every command of the project is tried: what it is called with, and how that ends."""

import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import find_commands

from tests import ffmpeg
from tests.legacy.old_pages import old_page
from tests.postgresql import PROGRAMS, free_port
from tests.running_site import database_url

NO_FFMPEG = [] if ffmpeg.is_installed() else [()]


@dataclass
class Trial:
    """Words that a command takes, and words that it refuses; () is the command alone, and must be in one of them."""

    takes: list = field(default_factory=list)
    refuses: list = field(default_factory=list)


# A new command gets a row. FILE stands for a saved page of the old site, TITLES for a list of its videos, DIR for a
# directory; the database has one article. An empty word is a variable that was not set
TRIALS = {
    "backup": Trial(takes=[("DIR",), ("DIR", "--keep", "1")], refuses=[(), ("",), (" ",), ("DIR", "--keep", "0")]),
    "cut_audit": Trial(
        takes=[("--before", "2020-01-31")],
        refuses=[(), ("--before", ""), ("--before", "31/01/2020"), ("--before", "2999-01-01")],
    ),
    "demo": Trial(takes=[(), ("--remove",)], refuses=[("--reset-password",), ("--remove", "--reset-password"), ("x",)]),
    "drill": Trial(takes=[()], refuses=[("",), ("none",)]),
    "drain": Trial(takes=[(), ("--verbosity", "2")], refuses=[("x",), ("--verbosity", "9")]),
    "import_legacy": Trial(
        takes=[("FILE",), ("--category", "Tin", "FILE")],
        refuses=[(), ("",), ("none.txt",), ("FILE", ""), ("FILE", "--category"), ("FILE", "--category", "…")],
    ),
    "import_videos": Trial(
        takes=[("TITLES",)], refuses=[(), ("",), ("none.txt",), ("/etc/passwd",), ("FILE",), ("TITLES", "TITLES")]
    ),
    "media": Trial(takes=[("check",), ("check", "--sweep"), ("render",)], refuses=[(), ("x",), ("check", "--x")]),
    "prepare": Trial(takes=[(), ("--statics",)], refuses=[("--x",)]),
    "rebuild_search": Trial(takes=[(), ("--anew",)], refuses=[("x",)]),
    "reset_second_factor": Trial(refuses=[(), ("khong-ai",), ("nga", "x")]),
    "restore": Trial(refuses=[(), ("",), ("none",), ("DIR",)]),
    "security_report": Trial(takes=[()], refuses=[("x",)]),
    "send_letters": Trial(takes=[(), ("--verbosity", "0")], refuses=[("x",)]),
    "serve": Trial(takes=[()], refuses=[("x",)]),
    "sync_roles": Trial(takes=[(), ("--verbosity", "0")], refuses=[("x",)]),
    "transcode": Trial(takes=[] if NO_FFMPEG else [(), ("--again",)], refuses=[*NO_FFMPEG, ("x",)]),
    "unlock_sign_in": Trial(takes=[(), ("nga",)], refuses=[("nga", "x")]),
    "verify_audit": Trial(
        takes=[()],
        refuses=[("x",), ("--mail", "nga@example.vn"), ("--head", "1"), ("--head",), ("--head", f"1:{'0' * 64}")],
    ),
    "watch": Trial(takes=[()], refuses=[("x",)]),
}
RUN_ON = {"serve"}  # until they are stopped


def names():
    """The commands in the management/commands of our own apps."""
    packages = {path.parent.name for path in settings.BASE_DIR.glob("*/__init__.py")}
    own = [app for app in apps.get_app_configs() if app.name.partition(".")[0] in packages]
    return {name for app in own for name in find_commands(str(Path(app.path) / "management"))}


def run(directory, name, *words):
    """Run a command as an operator does, in a DATA_DIR of its own, and answer the ended process."""
    stand_ins = {"FILE": directory / "trang-cu.txt", "TITLES": directory / "video.txt", "DIR": directory / "sao-luu"}
    stand_ins["FILE"].write_bytes(old_page())
    stand_ins["TITLES"].write_text("CM đại đoàn kết tháng 7 2020\nNgày hội ở Sông Lô\n", encoding="utf-8")
    words = [str(stand_ins.get(word, word)) for word in words]
    own = {"DATA_DIR": str(directory), "PORT": str(free_port()), "SECRET_KEY": settings.SECRET_KEY, "PATH": PROGRAMS}
    process = subprocess.Popen(
        [sys.executable, settings.BASE_DIR / "manage.py", name, *words],
        env={**os.environ, "DATABASE_URL": database_url(), **own},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    if name in RUN_ON and not words:
        _wait_for(own["PORT"], process)
        process.terminate()
    process.said, process.complained = process.communicate(timeout=120)
    return process


def _wait_for(port, process):
    while process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
