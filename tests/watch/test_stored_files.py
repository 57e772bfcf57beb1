"""Uploaded files that differ from what a run has first read."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from media_library.models import Transcoding
from media_library.renditions import rendition_names
from portal.watch import files
from portal.watch.models import KnownFile
from portal.watch.running import run
from tests.factories import make_attachment, make_image, make_video

pytestmark = pytest.mark.django_db


def test_stored_file_that_was_changed_or_lost_is_found():
    image, attachment = make_image(), make_attachment()
    rendition = min(rendition_names(image, ()))  # what readers are shown in place of the picture
    quality = default_storage.save("video/2026/11/made.mp4", ContentFile(b"made of it"))
    film = make_video(file=default_storage.save("video/2026/11/film.mp4", ContentFile(b"film"))).file.name
    Transcoding.objects.create(source=film, made={"720": {"file": quality, "size": 10}})
    assert run() == []

    for name in (image.file.name, rendition, quality):
        Path(default_storage.path(name)).write_bytes(b"hacked")
    Path(default_storage.path(attachment.file.name)).unlink()

    assert {(one.place, one.text) for one in run()} == {
        (image.file.name, "tệp đã lưu có nội dung khác trước."),
        (rendition, "tệp đã lưu có nội dung khác trước."),
        (quality, "tệp đã lưu có nội dung khác trước."),
        (attachment.file.name, "tệp đã lưu mà không đọc được."),
    }


@pytest.mark.parametrize("limit", ["MAX_BYTES_A_RUN", "MAX_FILES_A_RUN"])
def test_run_reads_so_many_and_the_next_goes_on(monkeypatch, limit):
    names = {make_attachment().file.name, make_attachment().file.name}
    monkeypatch.setattr(files, limit, 1)

    run()
    assert KnownFile.objects.count() == 1
    run()
    assert {*KnownFile.objects.values_list("name", flat=True)} == names
