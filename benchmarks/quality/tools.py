"""The two tools that come from npm: fetched once, in exact versions, outside the repository."""

import json
import shutil
import subprocess

from benchmarks.quality import DATA_DIR

HOME = DATA_DIR.parent / "quality-tools"  # is kept when a run starts again
VERSIONS = {
    "vnu-jar": "26.9.27",  # the Nu HTML Checker: what HTML allows, as its own editors read it
    "lighthouse": "12.8.2",  # the last line that runs on Node 20; 13 requires 22
}


class Missing(Exception):
    """A tool that cannot be used here; the text is one sentence for the person at the keyboard."""


def tool(name):
    """The directory of a tool, fetched if it is not there; raises Missing."""
    path = HOME / "node_modules" / name
    if _version(path) != VERSIONS[name]:
        _fetch(name)
    return path


def program(name):
    """The path of a program of this machine; raises Missing."""
    path = shutil.which(name)
    if path is None:
        raise Missing(f"Không có chương trình “{name}” trên máy này, phép đo cần nó được bỏ qua.")
    return path


def _version(path):
    package = path / "package.json"
    return json.loads(package.read_text())["version"] if package.exists() else None


def _fetch(name):
    wanted = f"{name}@{VERSIONS[name]}"
    HOME.mkdir(parents=True, exist_ok=True)
    command = [
        program("npm"),
        "install",
        "--prefix",
        HOME,
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--fetch-retries=1",
    ]
    try:
        subprocess.run([*command, wanted], check=True, capture_output=True, timeout=600)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise Missing(f"Không tải được {wanted} từ npm (hãy kiểm tra mạng), phép đo cần nó được bỏ qua.") from None
