"""Of a YouTube or Vimeo address only the id is stored; an uploaded film is checked where there is ffprobe."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from media_library.models import Video
from portal.demo.texts import CLIP
from tests.factories import make_user, make_video, picture_bytes
from tests.media_library import samples
from tests.media_library.test_media_admin import video_form

pytestmark = pytest.mark.django_db
ADD = reverse("admin:media_library_video_add")
YOUTUBE = "dQw4w9WgXcQ"
YOUTUBE_ADDRESSES = ["{}", "https://www.youtube.com/watch?v={}&t=12s", "https://m.youtube.com/watch?app=x&v={}"]
YOUTUBE_ADDRESSES += [" https://youtu.be/{}?si=abc ", "https://www.youtube.com/shorts/{}", "youtube.com/embed/{}"]


@pytest.fixture
def editor(client):
    client.force_login(make_user(is_superuser=True))
    return client


@pytest.fixture
def program(tmp_path_factory, monkeypatch):
    """`program("ffprobe", b"…")`: one of that name, which prints this, is the only one on the machine."""
    path = tmp_path_factory.mktemp("bin")
    monkeypatch.setenv("PATH", str(path))

    def make(name, output):
        (path / f"{name}.out").write_bytes(output)
        (path / name).write_text(f"#!/bin/sh\nexec /bin/cat '{path}/{name}.out'\n")
        (path / name).chmod(0o755)

    return make


def said(codec, seconds):
    streams = [{"codec_type": "video", "codec_name": codec}] if codec else []
    return json.dumps({"streams": streams, "format": {"duration": seconds}}).encode()


def upload(editor, content=None, **typed):
    file = SimpleUploadedFile("phim.mp4", content or samples.mp4(), content_type="video/mp4")
    return editor.post(ADD, video_form(file=file, **typed), follow=True)


@pytest.mark.parametrize("typed", YOUTUBE_ADDRESSES)
def test_youtube_address_is_kept_as_its_id(editor, typed):
    editor.post(ADD, video_form(youtube_id=typed.format(YOUTUBE)))

    assert Video.objects.get().youtube_id == YOUTUBE


@pytest.mark.parametrize("typed", ["7697", "https://vimeo.com/7697", "https://player.vimeo.com/video/7697?h=1"])
def test_vimeo_address_is_kept_as_its_id_and_shown_as_a_link(editor, typed):
    editor.post(ADD, video_form(vimeo_id=typed))

    assert Video.objects.get().vimeo_id == "7697"
    page = editor.get(make_video(vimeo_id="7698").get_absolute_url()).content.decode()
    assert "https://vimeo.com/7698" in page


@pytest.mark.parametrize("field", ["youtube_id", "vimeo_id"])
@pytest.mark.parametrize("typed", ["https://example.org/watch?v=dQw4w9WgXcQ", "https://youtube.com.evil.vn/7697", "x"])
def test_address_of_another_host_is_refused_by_one_sentence(editor, field, typed):
    answer = editor.post(ADD, video_form(**{field: typed}))

    (sentence,) = answer.context["adminform"].form.errors[field]
    assert sentence.startswith("Đây không phải địa chỉ một video trên")
    assert not Video.objects.exists()


def test_length_is_read_and_a_frame_becomes_the_poster(editor, program, media_root):
    program("ffprobe", said("h264", "725.3"))
    program("ffmpeg", picture_bytes(640, 360, "JPEG"))

    page = upload(editor).content.decode()

    video = Video.objects.get()
    assert (video.duration, video.poster.width) == (725, 640)
    assert "mã hình (h264)" in page


@pytest.mark.parametrize("output", [None, b"", b"{}", b"nonsense"])
def test_without_ffprobe_the_film_is_taken_and_the_form_says_what_was_checked(editor, program, media_root, output):
    if output is not None:
        program("ffprobe", output)

    assert "chưa đọc được" in upload(editor, duration="90").content.decode()
    assert Video.objects.get().duration == 90


@pytest.mark.parametrize(
    ("output", "word"), [(said("hevc", "9"), "mã hình"), (said("", "9"), "mã hình"), (said("h264", "0.1"), "0 giây")]
)
def test_film_that_browsers_do_not_play_is_refused_and_nothing_is_left(editor, program, stored, output, word):
    program("ffprobe", output)

    (sentence,) = upload(editor).context["adminform"].form.errors["file"]

    assert word in sentence
    assert (stored(), Video.objects.count()) == ([], 0)


def test_real_film_is_taken_with_whatever_the_machine_has(editor, media_root):
    upload(editor, CLIP.read_bytes())

    assert Video.objects.get().file.name.endswith(".webm")
