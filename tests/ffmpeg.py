"""The ffmpeg of the tests that make real films: `python -m tests.ffmpeg install` (or `explain`, why there is none).

An installed one is taken; else root gets Debian's.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.chromium import attempt

ADVICE = "Không có ffmpeg và không cài được: hãy chạy “apt install ffmpeg” rồi “make test” lại."


def is_installed() -> bool:
    return all(shutil.which(name) for name in ("ffmpeg", "ffprobe"))


def install() -> None:
    if not is_installed() and os.geteuid() == 0 and shutil.which("apt-get"):
        attempt("apt-get", "update", "--quiet")
        attempt("apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "ffmpeg")


PLAYED_IN_PARTS = "-vf noise=alls=20:allf=t -b:v 4M -pix_fmt yuv420p -c:a aac -movflags +faststart"  # some megabytes
QUICKLY = {".mp4": "-c:v libx264 -preset ultrafast", ".webm": "-c:v libvpx -deadline realtime -cpu-used 8"}


def film(path: Path, *, width: int = 320, height: int = 240, seconds: int = 2, options: str = "") -> None:
    """Make a moving test picture with a tone as a film at that path, by its ending MP4 or WebM."""
    picture = f"testsrc2=size={width}x{height}:rate=6:duration={seconds}"
    tone = f"sine=frequency=330:duration={seconds}"
    sources = ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", tone]
    how = [*QUICKLY[path.suffix].split(), *options.split()]
    subprocess.run(["ffmpeg", "-v", "error", *sources, *how, "-y", path], check=True, timeout=120)


if __name__ == "__main__":
    if sys.argv[1:] == ["install"]:
        install()
    elif not is_installed():
        sys.stdout.write(f"Các thử nghiệm với phim thật đã bị bỏ qua. {ADVICE}\n")
