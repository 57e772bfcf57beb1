"""Films made anew in lower qualities, one after the other, by a command for a timer and never in a request.

ffmpeg reads a stranger's file: it gets no network, no other file, the lowest priority and a limit of time. What it
makes is put into the storage when it is whole and then written down, so that a run may be killed at any moment; the
next one goes on.
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
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from media_library.models import Transcoding, Video
from media_library.probing import ONLY_THE_FILE, look_at
from publishing.revisions import attach_open

SIDES = (720, 480, 360)  # points of the shorter side
PROGRAMS = ("ffmpeg", "ffprobe", "nice", "setpriv")
PREFIX = "ban-phat."
# At the end of the line, and gone together with the run that started it
HUMBLY = ["nice", "-n", "19", "setpriv", "--pdeathsig", "KILL"]
BOTH_WAYS = "scale='if(gt(iw,ih),-2,{0})':'if(gt(iw,ih),{0},-2)'"  # upright films have their width for a shorter side
H264 = "-c:v libx264 -preset medium -crf 23 -pix_fmt yuv420p -c:a aac -b:a 128k -ac 2".split()
FOR_BROWSERS = "-map 0:v:0 -map 0:a:0? -map_metadata -1 -sn -dn -movflags +faststart".split()
UNREADABLE = "ffprobe không đọc được tệp này"


class Failed(Exception):
    """A film of which nothing can be made; the words say why."""


class MadeFilm(File):
    """A finished film, which the storage may move into its place."""

    def temporary_file_path(self):
        return self.name


def missing_programs():
    return [name for name in PROGRAMS if not shutil.which(name)]


@contextmanager
def alone():
    """Whether no other run is under way on this machine; held for as long as the block lasts."""
    with (settings.DATA_DIR / "transcode.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        for left in settings.FILE_UPLOAD_TEMP_DIR.glob(f"{PREFIX}*"):  # by a run that was killed
            shutil.rmtree(left, ignore_errors=True)
        yield True


def films():
    """The names of the films that segments show or are about to show, the newest first, each once."""
    videos = list(Video.objects.not_trashed().only("file", "state", "publish_at", "edit_state").order_by("-pk"))
    attach_open(videos)
    edits = [getattr(video, "open_edit", None) for video in videos]
    named = [[video.file.name, edit and edit.content.get("file")] for video, edit in zip(videos, edits, strict=True)]
    return list(dict.fromkeys(name for names in named for name in names if name))


def waiting():
    """Those of which not everything is made yet."""
    done = set(Transcoding.objects.filter(is_done=True).values_list("source", flat=True))
    return [name for name in films() if name not in done]


def transcode(name, on_progress):
    """Make what is missing of a film and answer its Transcoding; `on_progress(side, seconds, of)` hears of it."""
    transcoding, _ = Transcoding.objects.get_or_create(source=name)
    try:
        with _on_disk(name) as path:
            look = look_at(path)
            if look is None:
                raise Failed(UNREADABLE)
            transcoding.side, transcoding.size = look.side, path.stat().st_size
            for side in wanted(look, name):
                if str(side) not in transcoding.made:
                    _make(transcoding, path, look, side, on_progress)
    except FileNotFoundError:
        transcoding.failure = "tệp không còn trong kho"
    except Failed as failure:
        transcoding.failure = str(failure)[:200]
    transcoding.is_done = True
    _write_down(transcoding)
    return transcoding


def _write_down(transcoding):
    """Save, over a new connection: the other has been idle for as long as a film takes."""
    if not connection.in_atomic_block:
        connection.close()
    transcoding.save()


def wanted(look, name):
    """The shorter sides in which a film is made: smaller than its own; as large where not all browsers play it."""
    return [side for side in SIDES if side < look.side or (side == look.side and not plays_everywhere(look, name))]


def plays_everywhere(look, name):
    return look.codec == "h264" and name.endswith(".mp4")


@contextmanager
def _on_disk(name):
    """The path of a stored film; what lies on an object store is fetched."""
    try:
        path = Path(default_storage.path(name))
    except NotImplementedError:
        path = None
    if path:
        yield path
        return
    with _own_folder() as folder, default_storage.open(name) as stored:
        copy = folder / f"goc.{name.rpartition('.')[2]}"
        with copy.open("wb") as file:
            shutil.copyfileobj(stored, file, 2**20)
        yield copy


@contextmanager
def _own_folder():
    with TemporaryDirectory(prefix=PREFIX, dir=settings.FILE_UPLOAD_TEMP_DIR, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _make(transcoding, path, look, side, on_progress):
    with _own_folder() as folder:
        target = folder / f"{side}.mp4"
        _run(path, target, side, look.seconds, lambda seconds: on_progress(side, seconds, look.seconds))
        size = target.stat().st_size
        if size >= transcoding.size and plays_everywhere(look, transcoding.source):
            return  # it would be worse in both ways
        place = f"video/{timezone.localdate():%Y/%m}/{secrets.token_hex(12)}.mp4"
        with MadeFilm(target.open("rb"), name=str(target)) as made:
            stored = default_storage.save(place, made)
    transcoding.made = {**transcoding.made, str(side): {"file": stored, "size": size}}
    _write_down(transcoding)


def _run(path, target, side, seconds, on_progress):
    """Let ffmpeg work, but not for ever; Failed when it gives up or has to be ended."""
    command = [*HUMBLY, "ffmpeg", "-v", "error", "-nostdin", *ONLY_THE_FILE, "-i", path, *FOR_BROWSERS]
    command += ["-vf", BOTH_WAYS.format(side), *H264, "-progress", "pipe:1", target]
    with TemporaryFile("w+", errors="replace") as complaints:  # no pipe: a broken film may give more than one holds
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints, text=True)  # noqa: S603 -- our own words
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
        raise Failed(f"ffmpeg không chuyển được bản {side}p: {said[-1] if said else 'quá lâu'}")
