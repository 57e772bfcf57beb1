"""Data of a video by ffprobe and ffmpeg, where the machine has them; without them nothing fails.

They read an untrusted file, so they get little time, no network and no file but that one.
"""

import json
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

PROBE_TIMEOUT_SECONDS = 20  # for one call
PLAYABLE_CODECS = {"h264", "vp8", "vp9", "av1"}  # video codecs that browsers play
FILE_PROTOCOL_ONLY = ["-protocol_whitelist", "file"]


@dataclass(frozen=True)
class VideoInfo:
    """The video codec ("" without a video stream), the length in whole seconds, the shorter side in pixels."""

    codec: str
    seconds: int
    side: int = 0

    @property
    def refusal(self) -> str:
        """Why browsers would not play it, as one sentence; "" where they would."""
        if self.codec not in PLAYABLE_CODECS:
            return "Trình duyệt không phát được mã hình của video này; hãy xuất lại video thành MP4 (H.264)."
        return "" if self.seconds else "Video này dài 0 giây; hãy xuất lại video rồi chọn lại."


def probe_video(file) -> VideoInfo | None:
    """The result of ffprobe for an uploaded file or a path; None where there is no ffprobe or it cannot tell."""
    with path_on_disk(file) as path:
        asked = "format=duration:stream=codec_type,codec_name,width,height"
        out = _run("ffprobe", "-v", "error", "-show_entries", asked, "-of", "json", *FILE_PROTOCOL_ONLY, path)
    try:
        said = json.loads(out)
        pictures = [stream for stream in said["streams"] if stream["codec_type"] == "video"]
        picture = pictures[0] if pictures else {"codec_name": ""}
        side = min(int(picture.get("width", 0)), int(picture.get("height", 0)))
        return VideoInfo(picture["codec_name"], round(float(said["format"]["duration"])), side)
    except (ValueError, KeyError, TypeError, OverflowError):
        return None


def extract_frame(file, second: int) -> bytes:
    """The frame of the film at that second as a JPEG; b"" where there is no ffmpeg or it fails."""
    with path_on_disk(file) as path:
        return _run("ffmpeg", "-v", "error", "-ss", str(second), *FILE_PROTOCOL_ONLY, "-i", path, "-frames:v", "1",
                    "-vf", "scale='min(1920,iw)':-2", "-f", "mjpeg", "-protocol_whitelist", "pipe", "-")  # fmt: skip


def _run(name, *arguments):
    program = shutil.which(name)
    if program is None:
        return b""
    try:
        done = subprocess.run(  # noqa: S603 -- the arguments are ours; the path was made by the upload handler
            [program, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PROBE_TIMEOUT_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout


@contextmanager
def path_on_disk(file):
    """The path of an uploaded file; a small one in memory is written to disk first."""
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
