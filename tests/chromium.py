"""The Chromium of the browser tests: `python -m tests.chromium install` (or `explain`, why there is none).

An installed one is taken; else root gets Debian's; else Playwright loads its own down.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ADVICE = "Không có Chromium và không cài được: hãy chạy “apt install chromium” rồi “make test” lại."


def installed() -> str | None:
    """The path of a Chromium that starts, or None."""
    candidates = [shutil.which(name) for name in PROGRAMS] + [_of_playwright()]
    return next((path for path in candidates if path and _starts(path)), None)


def install() -> str | None:
    """The path of a Chromium, fetched if none is there; None when none can be had."""
    if not installed() and os.geteuid() == 0 and shutil.which("apt-get"):
        attempt("apt-get", "update", "--quiet")
        attempt("apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium")
    if not installed():
        attempt(sys.executable, "-m", "playwright", "install", "chromium")
    return installed()


def attempt(*command: str) -> None:
    """Run a program that fetches something, and leave it to others to see whether it did."""
    sys.stdout.write(f"{' '.join(command)}\n")
    sys.stdout.flush()
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, timeout=600, check=False)


def _of_playwright() -> str | None:
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    found = sorted(cache.glob("chromium-*/chrome-linux*/chrome"))
    return str(found[-1]) if found else None


def _starts(path: str) -> bool:
    return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0


if __name__ == "__main__":
    if sys.argv[1:] == ["install"]:
        install()
    elif not installed():
        sys.stdout.write(f"Các thử nghiệm bằng trình duyệt đã bị bỏ qua. {ADVICE}\n")
