"""Videos are known by their container, whatever their name says."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from media_library import file_fields
from media_library.models import Video
from tests.factories import make_video
from tests.media_library import samples

REFUSED = {
    "html": (samples.HTML, file_fields.VIDEO_UNKNOWN),
    "html behind the right first bytes": (samples.mp4(rest=samples.HTML), file_fields.VIDEO_BROKEN),
    "no pictures": (samples.mp4(rest=samples.box(b"moov")), file_fields.VIDEO_BROKEN),
    "no index": (samples.mp4(rest=samples.box(b"mdat")), file_fields.VIDEO_BROKEN),
    "cut": (samples.mp4()[:-9], file_fields.VIDEO_BROKEN),
    "box without length": (samples.mp4(rest=b"\0\0\0\x02moov"), file_fields.VIDEO_BROKEN),
    "nothing": (b"", file_fields.EMPTY_FILE),
    "QuickTime": (samples.mp4(b"qt  "), file_fields.VIDEO_UNKNOWN),
    "sound": (samples.mp4(b"M4A "), file_fields.VIDEO_UNKNOWN),
    "picture": (samples.mp4(b"heic"), file_fields.VIDEO_UNKNOWN),
    "Matroska": (samples.MATROSKA, file_fields.VIDEO_UNKNOWN),
}


def checked(content, name="phim.mp4"):
    """The form's answer to a file: the sentences it is refused with."""
    try:
        video = Video(file=SimpleUploadedFile(name, content))
        video.clean_fields(exclude={"title", "slug"})
    except ValidationError as error:
        return error.message_dict["file"]


@pytest.mark.parametrize(("content", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_browsers_do_not_play_is_refused_by_one_sentence(content, sentence):
    assert checked(content) == [sentence]


@pytest.mark.parametrize("brand", [b"isom", b"mp42", b"iso5", b"avc1", b"M4V "])
def test_mp4_of_every_usual_brand_is_accepted(brand):
    assert checked(samples.mp4(brand)) is None


def test_video_in_pieces_is_accepted():
    assert checked(samples.mp4(rest=samples.box(b"moov") + samples.box(b"moof") + samples.box(b"mdat"))) is None


def test_last_box_may_reach_to_the_end_and_a_long_one_may_say_so_in_eight_bytes():
    long_box = b"\0\0\0\x01moov" + (24).to_bytes(8, "big") + bytes(8)

    assert checked(samples.mp4(rest=long_box + b"\0\0\0\0mdat" + bytes(90))) is None


def test_video_over_two_gigabytes_is_refused(monkeypatch):
    monkeypatch.setattr(file_fields, "MAX_VIDEO_BYTES", 100)

    assert checked(samples.mp4()) == [file_fields.VIDEO_TOO_HEAVY]


@pytest.mark.django_db
@pytest.mark.parametrize(("content", "extension"), [(samples.mp4(), "mp4"), (samples.WEBM, "webm")])
def test_video_gets_a_random_name_with_the_extension_of_its_content(media_root, content, extension):
    video = make_video(file=ContentFile(content, name="../phim.avi"))

    assert re.fullmatch(rf"video/\d{{4}}/\d{{2}}/[0-9a-f]{{24}}\.{extension}", video.file.name)


@pytest.mark.django_db
def test_great_upload_is_moved_into_place_not_copied(media_root):
    upload = TemporaryUploadedFile("phim.mp4", "video/mp4", len(samples.mp4()), None)
    upload.write(samples.mp4())
    upload.flush()
    inode = Path(upload.temporary_file_path()).stat().st_ino

    video = make_video(file=upload)

    upload.close()
    assert Path(video.file.path).stat().st_ino == inode
