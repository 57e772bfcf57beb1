"""A real film, made here: ten seconds of a moving picture and a tone."""

import shutil
import subprocess
from pathlib import Path

from portal.demo.texts import CLIP

SECONDS = 10
PICTURE = f"testsrc2=size=640x360:rate=25:duration={SECONDS},noise=alls=20:allf=t"
TONE = f"sine=frequency=440:duration={SECONDS}"


def make_film(folder: Path) -> Path:
    """An MP4 of some megabytes, so that a player asks for it in parts; the demo's clip where there is no ffmpeg."""
    if not shutil.which("ffmpeg"):
        return CLIP
    path = folder / "phim.mp4"
    sources = ["-f", "lavfi", "-i", PICTURE, "-f", "lavfi", "-i", TONE]
    codecs = ["-c:v", "libx264", "-preset", "ultrafast", "-b:v", "4M", "-pix_fmt", "yuv420p", "-c:a", "aac"]
    made = ["ffmpeg", "-v", "error", "-y", *sources, *codecs, "-movflags", "+faststart", str(path)]
    subprocess.run(made, check=True, stdin=subprocess.DEVNULL, timeout=120)
    return path
