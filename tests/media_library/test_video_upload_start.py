"""Before the first byte of a film comes: is there room, is it too large, are there too many already?"""

import os
import time

import pytest
from django.conf import settings

from media_library import chunked_uploads, file_fields
from tests.media_library.upload_client import UPLOAD, begin, begun, part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads")]


def folders():
    return list(settings.FILE_UPLOAD_TEMP_DIR.iterdir())


@pytest.mark.parametrize(
    ("size", "sentence"), [(0, "trống"), ("-5", "trống"), (2**31 + 1, file_fields.VIDEO_TOO_HEAVY)]
)
def test_film_of_an_impossible_size_is_not_begun(editor, size, sentence):
    answer = begin(editor, size=size)

    assert answer.status_code == 400
    assert sentence in answer.json()["refusal"]
    assert folders() == []


def test_film_for_which_the_disk_has_no_room_is_not_begun(editor, monkeypatch):
    monkeypatch.setattr(chunked_uploads, "RESERVED_DISK_BYTES", 2**60)

    answer = begin(editor)

    assert answer.status_code == 507
    assert answer.json()["refusal"].startswith("Ổ đĩa của máy chủ không còn đủ chỗ")
    assert folders() == []


def test_one_person_has_five_films_under_way_at_most_until_one_is_dropped(editor, other):
    numbers = [begun(editor, key=str(number)) for number in range(5)]

    assert "Bạn đang có 5 video" in begin(editor).json()["refusal"]
    assert begin(other).status_code == 201
    editor.delete(part(numbers[0]))
    assert begin(editor).status_code == 201


def test_upload_to_which_nothing_came_for_a_day_is_swept_when_another_begins(editor, other):
    old, young = begun(editor), begun(editor, key="2")
    folder = settings.FILE_UPLOAD_TEMP_DIR / f"phim.{old}"
    for path in (*folder.iterdir(), folder):
        os.utime(path, (time.time() - 90_000,) * 2)

    begin(other)

    assert [one["id"] for one in editor.get(UPLOAD).json()["uploads"]] == [young]
