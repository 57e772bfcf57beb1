"""Nothing else waits while a film is checked and its poster is made."""

import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from media_library.models import Image, Video
from tests.factories import make_user
from tests.media_library.test_media_admin import video_form
from tests.media_library.upload_client import part, sent

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("uploads", "media_root")]
ADD = reverse("admin:media_library_video_add")


@pytest.fixture
def in_transaction(monkeypatch):
    """Of each program that was started: whether a transaction waited for it."""
    run, seen = subprocess.run, []

    def watched(*words, **options):
        seen.append(connection.in_atomic_block)
        return run(*words, **options)

    monkeypatch.setattr(subprocess, "run", watched)
    return seen


@pytest.mark.parametrize("is_plain", [False, True])
def test_film_is_looked_at_and_gets_its_poster_before_the_transaction_begins(
    client, make_film, in_transaction, is_plain
):
    client.force_login(make_user(is_superuser=True))
    content = make_film("a.mp4").read_bytes()
    in_transaction.clear()
    film = {"file": SimpleUploadedFile("a.mp4", content)} if is_plain else {"file-upload": sent(client, content)}

    if not is_plain:
        client.post(part(film["file-upload"]))
    client.post(ADD, video_form(**film))

    video = Video.objects.get()
    assert (video.duration, video.poster) == (2, Image.objects.get(title="Hình trong video: Số tháng Chín"))
    assert {*in_transaction} == {False}
