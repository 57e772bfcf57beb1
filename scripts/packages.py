"""Install a locked list of packages into .venv: `python3 scripts/packages.py requirements.txt`.

Runs under the machine's own Python, before anything is installed. What a list's stamp in .venv says is
installed is passed over, so that a second start costs nothing.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
VENV = HOUSE / ".venv"
PYTHON = VENV / "bin" / "python"


def stop(sentence):
    """End with one sentence for the person at the keyboard."""
    sys.exit(sentence)


def succeeds(*command, **options):
    return subprocess.run(command, check=False, **options).returncode == 0


def check_version():
    if sys.version_info < (3, 11):  # noqa: UP036 -- this is where an older one is told
        stop(f"Cần Python 3.11 trở lên, máy có {sys.version.split()[0]}: hãy cài rồi chạy lại với PYTHON=python3.11.")


def make_venv():
    """Make .venv unless one is there that still runs."""
    if PYTHON.exists() and succeeds(PYTHON, "-m", "pip", "--version", capture_output=True):
        return
    print("Tạo môi trường Python trong .venv …", flush=True)
    if not succeeds(sys.executable, "-m", "venv", "--clear", VENV, capture_output=True):
        stop("Không tạo được .venv: hãy cài gói venv của Python (trên Debian: apt install python3-venv) rồi chạy lại.")


def install(requirements):
    """Install exactly what the list names; a package whose hash differs is refused."""
    print(f"Cài các gói trong {requirements.name} …", flush=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    if not succeeds(*pip, "--require-hashes", "-r", requirements):
        stop(f"Không cài được các gói trong {requirements.name}: hãy kiểm tra mạng và chỗ trống trên đĩa rồi chạy lại.")


def main(name):
    check_version()
    requirements = HOUSE / name
    stamp = VENV / f"{name}.stamp"
    wanted = hashlib.sha256(requirements.read_bytes() + sys.version.encode() + bytes(VENV)).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted and PYTHON.exists():
        return
    make_venv()
    install(requirements)
    stamp.write_text(wanted)


if __name__ == "__main__":
    main(sys.argv[1])
