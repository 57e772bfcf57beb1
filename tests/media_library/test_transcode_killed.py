"""A run of `manage.py transcode` that is killed in the middle leaves nothing behind that the next one does not mend."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command

from media_library.models import Transcoding
from media_library.storage_check import referenced_files, stored_files
from tests.factories import make_video
from tests.faults.concurrent_readers import until
from tests.running_site import database_url

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("media_root")]


@pytest.fixture
def run(media_root):
    """A run in a process of its own, over this test's database and films."""
    (media_root / "media").symlink_to(settings.MEDIA_ROOT)
    own = {"DATABASE_URL": database_url(), "DATA_DIR": str(media_root), "SECRET_KEY": settings.SECRET_KEY}
    command = [sys.executable, settings.BASE_DIR / "manage.py", "transcode"]
    running = subprocess.Popen(command, env={**os.environ, **own}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield running
    running.kill()
    running.wait()


@pytest.fixture
def film(media_root, make_film):
    """One that takes a while."""
    content = make_film("a.webm", width=640, height=480, seconds=20).read_bytes()
    return make_video(file=ContentFile(content, name="a.webm"), youtube_id="").file.name


def children(process):
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return listed.read_text().split()


def test_killed_run_takes_its_ffmpeg_along_and_the_next_one_does_the_work(film, run, settings, media_root):
    until(lambda: list(media_root.glob("uploads/ban-phat.*/*.mp4")))
    working = children(run)
    run.kill()
    run.wait()
    until(lambda: not any(Path(f"/proc/{pid}/exe").exists() for pid in working))

    settings.DATA_DIR, settings.FILE_UPLOAD_TEMP_DIR = media_root, media_root / "uploads"
    call_command("transcode", stdout=StringIO(), stderr=StringIO())

    assert {*Transcoding.objects.get(source=film).made} == {"480", "360"}
    assert list(settings.FILE_UPLOAD_TEMP_DIR.iterdir()) == []
    assert {*stored_files()} == referenced_files()
