"""`manage.py transcode`: lower qualities of what is there, one after the other, as often as it is run."""

import fcntl
import os
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from media_library.models import Transcoding, Video
from media_library.transcoding import video_file_names
from media_library.video_probe import probe_video
from publishing import saving
from tests.factories import make_user, make_video
from tests.media_library import samples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root", "uploads")]


def transcode(*words):
    """What the command prints."""
    out = StringIO()
    call_command("transcode", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def segment(film, **fields):
    return make_video(file=ContentFile(film.read_bytes(), name=film.name), youtube_id="", **fields)


@pytest.mark.parametrize(
    ("name", "width", "height", "sides"),
    [("a.mp4", 640, 480, [360]), ("b.webm", 640, 480, [480, 360]), ("c.mp4", 480, 640, [360]), ("d.mp4", 320, 240, [])],
)
def test_film_gets_the_smaller_sizes_and_never_a_larger(make_film, name, width, height, sides):
    segment(make_film(name, width=width, height=height))

    transcode()

    transcoding = Transcoding.objects.get()
    looks = {side: probe_video(Path(default_storage.path(one["file"]))) for side, one in transcoding.made.items()}
    assert {int(side) for side in looks} == {*sides}
    assert all((look.codec, look.side, look.seconds) == ("h264", int(side), 2) for side, look in looks.items())
    assert (transcoding.side, transcoding.is_done, transcoding.failure) == (min(width, height), True, "")


def test_copy_that_is_heavier_than_the_film_is_not_kept(make_film):
    segment(make_film("a.mp4", width=640, height=480, options="-crf 51"))

    assert "không cần bản thấp hơn" in transcode()
    assert len({path.name for path in settings.MEDIA_ROOT.rglob("*.mp4") if path.is_file()}) == 2  # the film, twice


def test_copy_begins_to_play_before_it_has_come_whole(make_film):
    segment(make_film("a.webm", width=640, height=360))

    transcode()

    content = Path(default_storage.path(Transcoding.objects.get().made["360"]["file"])).read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


def test_second_run_finds_everything_done(make_film):
    segment(make_film("a.mp4", width=640, height=480))
    transcode()
    before = sorted(settings.MEDIA_ROOT.rglob("*"))

    assert transcode() == "0 video: 0 đã có các bản chất lượng thấp hơn, 0 không làm được.\n"
    assert sorted(settings.MEDIA_ROOT.rglob("*")) == before


def test_film_that_ffmpeg_cannot_read_is_named_once_and_tried_again_when_asked():
    make_video(file=ContentFile(samples.mp4(), name="phim.mp4"), youtube_id="")

    assert "1 không làm được" in transcode()
    assert transcode().startswith("0 video")
    assert "1 không làm được" in transcode("--again")
    assert list(settings.FILE_UPLOAD_TEMP_DIR.iterdir()) == []


def test_two_runs_do_not_do_the_same(make_film):
    segment(make_film("a.mp4", width=640, height=480))

    with (settings.DATA_DIR / "transcode.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert transcode() == "Một lượt khác đang chạy; lượt này thôi.\n"
    assert not Transcoding.objects.exists()


def test_machine_without_ffmpeg_is_told_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", os.devnull)

    with pytest.raises(CommandError, match="chưa có ffmpeg"):
        transcode()


def test_film_of_an_open_edit_is_made_beside_the_one_readers_have():
    video = make_video(file=ContentFile(samples.mp4(), name="cu.mp4"), youtube_id="")
    old = video.file.name
    thing = Video.objects.get()
    thing.file.save("moi.webm", ContentFile(samples.WEBM), save=False)
    saving.save_text(thing, by=make_user(is_superuser=True), version=thing.version)

    assert video_file_names() == [old, thing.file.name]


def test_film_that_two_segments_show_is_made_once_and_that_of_the_trash_not():
    video = make_video(file=ContentFile(samples.mp4(), name="a.mp4"), youtube_id="")
    make_video(file=video.file.name, youtube_id="")
    make_video(file=ContentFile(samples.mp4(), name="b.mp4"), youtube_id="", state="draft", trashed_at=video.publish_at)

    assert video_file_names() == [video.file.name]
