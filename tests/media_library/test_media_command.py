"""`manage.py media`: what is in storage against what is named."""

import os
import time
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from media_library.models import Image
from media_library.renditions import rendition_names
from publishing.models import Revision
from tests.factories import make_article, make_image, make_video
from tests.media_library import samples
from traffic.page_store import STALE_IF_ERROR_SECONDS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]


def said(*words):
    out = StringIO()
    call_command("media", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def age(name, *, seconds):
    moment = time.time() - seconds
    os.utime(default_storage.path(name), (moment, moment))


def test_nothing_is_wrong_with_what_was_just_uploaded():
    make_article(lead_image=make_image())

    assert "0 tệp thiếu, 0 tệp thừa, 0 mục chưa dùng." in said("check")


def test_missing_file_and_missing_rendition_are_named():
    image = make_image()
    lost = [image.file.name, next(rendition_names(image))]
    for name in lost:
        default_storage.delete(name)

    report = said("check")

    assert all(f"thiếu: {name}\n" in report for name in lost)


def test_unused_picture_is_named_and_stays():
    image = make_image(title="Bến sông")

    assert f"chưa dùng: ảnh số {image.pk} “Bến sông”" in said("check", "--sweep")
    assert default_storage.exists(image.file.name)


def test_orphans_that_no_cached_page_can_show_any_more_are_swept():
    old, new = (default_storage.save(f"anh/2026/11/{name}.png", ContentFile(b"x")) for name in ("cu", "moi"))
    age(old, seconds=STALE_IF_ERROR_SECONDS + 60)
    age(new, seconds=STALE_IF_ERROR_SECONDS - 60)

    assert "Đã xóa 1 tệp thừa quá một ngày." in said("check", "--sweep")
    assert (default_storage.exists(old), default_storage.exists(new)) == (False, True)


def test_file_that_an_earlier_text_names_is_no_orphan():
    video = make_video(file=ContentFile(samples.mp4(), name="phim.mp4"), state="draft", youtube_id="")
    name = video.file.name
    video.file = ""
    video.save()
    age(name, seconds=2 * STALE_IF_ERROR_SECONDS)

    said("check", "--sweep")

    assert default_storage.exists(name)
    assert Revision.objects.of(video).first().content["file"] == name


def test_other_files_in_storage_are_left_alone():
    other = default_storage.save("sao-luu/du-lieu.zip", ContentFile(b"x"))
    age(other, seconds=9 * STALE_IF_ERROR_SECONDS)

    said("check", "--sweep")

    assert default_storage.exists(other)


def test_pictures_from_before_get_their_renditions():
    image = make_image()
    Image.objects.update(renditions={})

    assert "Đã làm bản thu nhỏ cho 1 ảnh." in said("render")
    image.refresh_from_db()
    assert all(default_storage.exists(name) for name in rendition_names(image))
    assert image.renditions["shapes"]["card"]
