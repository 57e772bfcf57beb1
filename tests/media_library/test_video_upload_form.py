"""The video form takes the film that was sent before it; shown again for another mistake, it still has it."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from media_library import chunked_uploads
from media_library.models import Video
from tests.desk.forms import opened
from tests.desk.forms import sent as save
from tests.factories import make_user, make_video
from tests.media_library.test_media_admin import video_form
from tests.media_library.upload_client import FILM, UPLOAD, begun, errors, kept_in, part, send, sent

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("uploads")]
ADD = reverse("admin:media_library_video_add")


@pytest.fixture
def editor(client):
    client.force_login(make_user(is_superuser=True))
    return client


def test_form_takes_the_film_away_without_copying_it(editor, stored):
    number = sent(editor)
    inode = (settings.FILE_UPLOAD_TEMP_DIR / f"phim.{number}" / "film").stat().st_ino

    assert "Đã kiểm tra" in editor.post(part(number)).json()["said"]
    editor.post(ADD, video_form(**{"file-upload": number}))

    video = Video.objects.get()
    assert stored() == [video.file.name]
    assert (Path(video.file.path).stat().st_ino, Path(video.file.path).read_bytes()) == (inode, FILM)
    assert list(settings.FILE_UPLOAD_TEMP_DIR.iterdir()) == []


@pytest.mark.parametrize("is_plain", [False, True])
def test_film_is_still_there_when_something_else_was_wrong(editor, stored, is_plain):
    film = {"file": SimpleUploadedFile("phim.mp4", FILM)} if is_plain else {"file-upload": sent(editor)}

    first = editor.post(ADD, video_form(**film, issue_month="13/2020"))
    editor.post(ADD, video_form(**{"file-upload": kept_in(first)}))

    assert "Đã nhận đủ" in first.content.decode()
    assert stored() == [Video.objects.get().file.name]


def test_film_of_a_live_segment_waits_with_the_edit(editor, stored):
    video = make_video(youtube_id="", file="")

    save(editor, video, opened(editor, video), **{"file-upload": sent(editor)})

    video.refresh_from_db()
    assert (video.file.name, video.has_open_edit, len(stored())) == ("", True, 1)


def test_film_of_which_a_part_is_missing_is_not_saved_and_not_lost(editor):
    number = begun(editor)
    send(editor, number, 0, FILM[: len(FILM) // 2])

    answer = editor.post(ADD, video_form(**{"file-upload": number}))

    (sentence,) = errors(answer)["file"]
    assert "mới lên được 50 %" in sentence
    assert kept_in(answer) == number


@pytest.mark.parametrize("number", ["../../secret_key", "0" * 32, "", "x"])
def test_number_of_no_upload_is_refused_or_nothing(editor, number):
    answer = editor.post(ADD, video_form(**{"file-upload": number}))

    assert not Video.objects.exclude(file="").exists()
    assert not number or errors(answer)["file"] == [chunked_uploads.UPLOAD_GONE]


def test_upload_of_another_person_is_not_taken(editor):
    other = Client()
    other.force_login(make_user(is_superuser=True))

    answer = other.post(ADD, video_form(**{"file-upload": sent(editor)}))

    assert errors(answer)["file"] == [chunked_uploads.UPLOAD_GONE]


def test_chunks_are_taken_from_this_site_alone():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(is_superuser=True))

    assert client.post(UPLOAD, {"name": "a", "size": 9}).status_code == 403
    assert send(client, "0" * 32, 0, b"x").status_code == 403
