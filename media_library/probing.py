"""What ffprobe and ffmpeg know of a video, where the machine has them; without them nothing fails.

They read a stranger's file, so they are given little time, no network and no file but that one.
"""

import json
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

SECONDS = 20  # that a look may take
PLAYED = {"h264", "vp8", "vp9", "av1"}  # picture codecs that browsers play
ONLY_THE_FILE = ["-protocol_whitelist", "file"]


@dataclass(frozen=True)
class Look:
    """The picture's codec, "" where there is no picture, its length in whole seconds, its shorter side in points."""

    codec: str
    seconds: int
    side: int = 0

    @property
    def refusal(self) -> str:
        """Why browsers would not play it, as one sentence; "" where they would."""
        if self.codec not in PLAYED:
            return "Trình duyệt không phát được mã hình của video này; hãy xuất lại video thành MP4 (H.264)."
        return "" if self.seconds else "Video này dài 0 giây; hãy xuất lại video rồi chọn lại."


def look_at(file) -> Look | None:
    """What ffprobe says of an uploaded file or of one at a path; None where there is no ffprobe or it cannot tell."""
    with on_disk(file) as path:
        asked = "format=duration:stream=codec_type,codec_name,width,height"
        out = _run("ffprobe", "-v", "error", "-show_entries", asked, "-of", "json", *ONLY_THE_FILE, path)
    try:
        said = json.loads(out)
        pictures = [stream for stream in said["streams"] if stream["codec_type"] == "video"]
        picture = pictures[0] if pictures else {"codec_name": ""}
        side = min(int(picture.get("width", 0)), int(picture.get("height", 0)))
        return Look(picture["codec_name"], round(float(said["format"]["duration"])), side)
    except (ValueError, KeyError, TypeError, OverflowError):
        return None


def frame_of(file, second: int) -> bytes:
    """A picture of the film at that second as a JPEG; nothing where there is no ffmpeg or it cannot."""
    with on_disk(file) as path:
        return _run("ffmpeg", "-v", "error", "-ss", str(second), *ONLY_THE_FILE, "-i", path, "-frames:v", "1",
                    "-vf", "scale='min(1920,iw)':-2", "-f", "mjpeg", "-protocol_whitelist", "pipe", "-")  # fmt: skip


def _run(name, *arguments):
    program = shutil.which(name)
    if program is None:
        return b""
    try:
        done = subprocess.run(  # noqa: S603 -- the arguments are ours; the path was made by the upload handler
            [program, *arguments], stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout


@contextmanager
def on_disk(file):
    """The path of an uploaded file; a small one in memory is written down first."""
    if isinstance(file, Path):
        yield file
    elif hasattr(file, "temporary_file_path"):
        yield file.temporary_file_path()
    else:
        with tempfile.NamedTemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as copy:
            file.seek(0)
            shutil.copyfileobj(file, copy)
            copy.flush()
            file.seek(0)
            yield copy.name
