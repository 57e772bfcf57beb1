"""What the database itself refuses, whoever writes."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from media_library.models import Image, Programme, Transcoding, Video
from tests.factories import make_attachment, make_image, make_programme, make_video
from tests.portal.invalid_rows import without_constraint

pytestmark = pytest.mark.django_db

FORBIDDEN = {
    "media_library_video_month_first_day": {"issue_month": date(2020, 9, 2)},
    "media_library_video_one_source": {"file": "video/2020/09/x.mp4", "youtube_id": "dQw4w9WgXcQ"},
    "media_library_video_out_has_date": {"publish_at": None},
    "media_library_video_down_after_up": {"unpublish_at": timezone.now() - timedelta(days=900)},
    "media_library_video_merged_has_target": {"state": "withdrawn", "withdrawal": "merged"},
}


@pytest.mark.parametrize(("name", "values"), FORBIDDEN.items(), ids=FORBIDDEN)
def test_database_refuses_what_may_never_be_stored(name, values):
    video = make_video()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Video.objects.filter(pk=video.pk).update(**values)


@pytest.mark.parametrize("values", [{"file": "video/x.mp4"}, {"youtube_id": "dQw4w9WgXcQ"}])
def test_database_refuses_vimeo_beside_another_source(values):
    video = make_video(vimeo_id="76979871")

    with pytest.raises(IntegrityError, match="media_library_video_one_source"), transaction.atomic():
        Video.objects.filter(pk=video.pk).update(**values)


@pytest.mark.parametrize("name", ["media_library_video_month_first_day", "media_library_video_one_source"])
def test_form_says_so_in_vietnamese_before(name):
    video = Video(title="Video", slug="video", **FORBIDDEN[name])

    with pytest.raises(ValidationError, match="Chọn "):
        video.validate_constraints()


def test_two_programmes_have_two_names_and_two_addresses():
    make_programme(name="Đại Đoàn kết")

    assert make_programme(name="Đại đoàn kết!").slug == "dai-doan-ket-2"
    with pytest.raises(IntegrityError), transaction.atomic():
        Programme.objects.create(name="Đại Đoàn kết")


@pytest.mark.parametrize("name", ["programme", "poster"])
def test_what_a_video_shows_is_not_deleted_under_it(name):
    video = make_video(programme=make_programme(), poster=make_image())

    with pytest.raises(ProtectedError):
        getattr(video, name).delete()


@pytest.mark.parametrize("typed", ["abc", "dQw4w9WgXc<", "dQw4w9WgXc ", "watch?v=dQw"])
def test_youtube_id_is_nothing_else(typed):
    with pytest.raises(ValidationError, match="mã của một video trên YouTube"):
        Video(title="Video", youtube_id=typed).full_clean()


@pytest.mark.parametrize("make", [make_image, make_attachment])
def test_what_pages_read_has_a_file(make):
    row = make()

    with pytest.raises(IntegrityError, match="has_file"), transaction.atomic():
        type(row).objects.update(file="")
    row.file = ""
    with pytest.raises(ValidationError, match="Chọn tệp"):
        row.validate_constraints()


def test_upgrade_keeps_a_picture_without_a_file_as_one_whose_file_is_missing():
    image = make_image(title="Cũ")
    with without_constraint():
        Image.objects.update(file="")

    import_module("media_library.migrations.0002_name_files_that_are_missing").name(apps, None)

    image.refresh_from_db()
    assert (image.title, image.file.name) == ("Cũ", "khong-co-tep")


def test_one_film_is_made_in_other_qualities_once():
    Transcoding.objects.create(source="video/2026/11/x.mp4")

    with pytest.raises(IntegrityError), transaction.atomic():
        Transcoding.objects.create(source="video/2026/11/x.mp4")
