"""Transcoding of films to lower qualities, one after the other, by a command for a timer and never in a request.

ffmpeg reads an untrusted file: it gets no network, no other file, the lowest priority and a time limit. A result is
stored when it is complete and then recorded in its Transcoding, so that a run may be killed at any moment; the next
run continues.
"""

import fcntl
import secrets
import shutil
import subprocess
import threading
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.utils import timezone

from media_library.models import Transcoding, Video
from media_library.video_probe import FILE_PROTOCOL_ONLY, probe_video
from publishing.revisions import attach_open_revisions

SHORT_SIDES_PIXELS = (720, 480, 360)  # pixels of the shorter side
PROGRAMS = ("ffmpeg", "ffprobe", "nice", "setpriv")
TEMP_FOLDER_PREFIX = "ban-phat."
# Lowest CPU priority, and killed when the command that started it dies
LOW_PRIORITY = ["nice", "-n", "19", "setpriv", "--pdeathsig", "KILL"]
SCALE_FILTER = "scale='if(gt(iw,ih),-2,{0})':'if(gt(iw,ih),{0},-2)'"  # the shorter side of an upright film is its width
H264_OPTIONS = "-c:v libx264 -preset medium -crf 23 -pix_fmt yuv420p -c:a aac -b:a 128k -ac 2".split()
STREAM_OPTIONS = "-map 0:v:0 -map 0:a:0? -map_metadata -1 -sn -dn -movflags +faststart".split()
UNREADABLE_FILE = "ffprobe không đọc được tệp này"


class TranscodingFailed(Exception):
    """A film that cannot be transcoded; the message says why."""


class FinishedFile(File):
    """A finished film, whose file the storage may move."""

    def temporary_file_path(self):
        return self.name


def missing_programs():
    return [name for name in PROGRAMS if not shutil.which(name)]


@contextmanager
def exclusive_run():
    """Yield whether no other run is active on this machine; the lock is held until the block ends."""
    with (settings.DATA_DIR / "transcode.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        for left in settings.FILE_UPLOAD_TEMP_DIR.glob(f"{TEMP_FOLDER_PREFIX}*"):  # left by a run that was killed
            shutil.rmtree(left, ignore_errors=True)
        yield True


def video_file_names():
    """The names of the films of public and scheduled segments, the newest first, each once."""
    videos = list(Video.objects.not_trashed().only("file", "state", "publish_at", "edit_state").order_by("-pk"))
    attach_open_revisions(videos)
    edits = [getattr(video, "open_edit", None) for video in videos]
    named = [[video.file.name, edit and edit.content.get("file")] for video, edit in zip(videos, edits, strict=True)]
    return list(dict.fromkeys(name for names in named for name in names if name))


def untranscoded():
    """The names of films that lack a quality."""
    done = set(Transcoding.objects.filter(is_done=True).values_list("source", flat=True))
    return [name for name in video_file_names() if name not in done]


def transcode(name, on_progress):
    """Make the missing qualities of a film and return its Transcoding; calls `on_progress(side, seconds, of)`."""
    transcoding, _ = Transcoding.objects.get_or_create(source=name)
    try:
        with _local_copy(name) as find_path:
            look = probe_video(find_path())
            if look is None:
                raise TranscodingFailed(UNREADABLE_FILE)
            transcoding.side, transcoding.size = look.side, find_path().stat().st_size
            for side in wanted_sides(look, name):
                if str(side) not in transcoding.made:
                    _make(transcoding, find_path(), look, side, on_progress)
    except FileNotFoundError:
        transcoding.failure = "tệp không còn trong kho"
    except TranscodingFailed as failure:
        transcoding.failure = str(failure)[:200]
    transcoding.is_done = True
    _save_over_new_connection(transcoding)
    return transcoding


def _save_over_new_connection(transcoding):
    """Save, over a new connection: the old one has been idle for as long as transcoding takes."""
    if not connection.in_atomic_block:
        connection.close()
    transcoding.save()


def wanted_sides(look, name):
    """The shorter sides of a film's qualities: smaller than its own; also its own where not all browsers play it."""
    return [
        side
        for side in SHORT_SIDES_PIXELS
        if side < look.side or (side == look.side and not plays_everywhere(look, name))
    ]


def plays_everywhere(look, name):
    return look.codec == "h264" and name.endswith(".mp4")


@contextmanager
def _local_copy(name):
    """A function that answers the path of a stored film, which may be moved aside or back while another runs.

    A file in an object store is downloaded.
    """
    if isinstance(default_storage, FileSystemStorage):
        yield lambda: Path(default_storage.path(name))
        return
    with _temporary_folder() as folder, default_storage.open(name) as stored:
        copy = folder / f"goc.{name.rpartition('.')[2]}"
        with copy.open("wb") as file:
            shutil.copyfileobj(stored, file, 2**20)
        yield lambda: copy


@contextmanager
def _temporary_folder():
    with TemporaryDirectory(
        prefix=TEMP_FOLDER_PREFIX, dir=settings.FILE_UPLOAD_TEMP_DIR, ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder)


def _make(transcoding, path, look, side, on_progress):
    with _temporary_folder() as folder:
        target = folder / f"{side}.mp4"
        _run_ffmpeg(path, target, side, look.seconds, lambda seconds: on_progress(side, seconds, look.seconds))
        size = target.stat().st_size
        if size >= transcoding.size and plays_everywhere(look, transcoding.source):
            return  # larger than the original and no better supported
        place = f"video/{timezone.localdate():%Y/%m}/{secrets.token_hex(12)}.mp4"
        with FinishedFile(target.open("rb"), name=str(target)) as made:
            stored = default_storage.save_beside(transcoding.source, place, made)
    transcoding.made = {**transcoding.made, str(side): {"file": stored, "size": size}}
    _save_over_new_connection(transcoding)


def _run_ffmpeg(path, target, side, seconds, on_progress):
    """Run ffmpeg with a time limit; TranscodingFailed when it fails or is killed."""
    command = [*LOW_PRIORITY, "ffmpeg", "-v", "error", "-nostdin", *FILE_PROTOCOL_ONLY, "-i", path, *STREAM_OPTIONS]
    command += ["-vf", SCALE_FILTER.format(side), *H264_OPTIONS, "-progress", "pipe:1", target]
    with TemporaryFile("w+", errors="replace") as complaints:  # no pipe: a broken film may fill its buffer
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints, text=True)  # noqa: S603 -- our own arguments
        limit = threading.Timer(600 + 60 * seconds, running.kill)
        limit.start()
        try:
            for line in running.stdout:
                key, _, value = line.strip().partition("=")
                if key == "out_time_us" and value.isdigit():
                    on_progress(min(int(value) // 1_000_000, seconds))
        finally:
            limit.cancel()
            running.kill()
            running.communicate()
        complaints.seek(0)
        said = complaints.read().splitlines()
    if running.returncode:
        raise TranscodingFailed(f"ffmpeg không chuyển được bản {side}p: {said[-1] if said else 'quá lâu'}")
