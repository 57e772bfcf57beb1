"""A film is uploaded in chunks; one out of order is refused with one sentence, and nothing of it is stored."""

import pytest
from django.conf import settings

from media_library import chunked_uploads
from tests.media_library.upload_client import FILM, UPLOAD, begin, begun, part, send, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads")]


def test_chunks_in_their_order_become_the_film(editor):
    number = begun(editor)

    first, second = send(editor, number, 0, FILM[:900]), send(editor, number, 900, FILM[900:])

    assert (first.json()["offset"], second.json()["offset"]) == (900, len(FILM))
    assert (settings.FILE_UPLOAD_TEMP_DIR / f"phim.{number}" / "film").read_bytes() == FILM


OUT_OF_PLACE = {
    "again from the start": (0, FILM, chunked_uploads.OFFSET_MISMATCH, 409),
    "with a gap": (200, FILM[200:], chunked_uploads.OFFSET_MISMATCH, 409),
    "nowhere": ("", FILM[100:], chunked_uploads.OFFSET_MISMATCH, 409),
    "before the start": (-1, FILM[100:], chunked_uploads.OFFSET_MISMATCH, 409),
    "too much": (100, FILM, chunked_uploads.MORE_THAN_ANNOUNCED, 400),
    "too large": (100, b"x" * (chunked_uploads.MAX_CHUNK_BYTES + 1), chunked_uploads.CHUNK_TOO_LARGE, 400),
}


@pytest.mark.parametrize(("offset", "chunk", "sentence", "status"), OUT_OF_PLACE.values(), ids=OUT_OF_PLACE)
def test_chunk_out_of_place_is_refused_and_nothing_of_it_stays(editor, offset, chunk, sentence, status):
    number = begun(editor)
    send(editor, number, 0, FILM[:100])

    answer = send(editor, number, offset, chunk)

    assert (answer.status_code, answer.json()) == (status, {"refusal": sentence})
    assert editor.get(part(number)).json()["offset"] == 100


def test_same_file_chosen_again_goes_on_where_it_was_and_another_of_its_name_does_not(editor):
    number = begun(editor)
    send(editor, number, 0, FILM[:100])

    again = begin(editor).json()

    assert (again["id"], again["offset"]) == (number, 100)
    assert begun(editor, key="1-b") != number
    assert {one["id"] for one in editor.get(UPLOAD).json()["uploads"]} > {number}


def test_two_people_send_the_same_file_side_by_side(editor, other):
    mine, theirs = begun(editor), begun(other)
    for number, client in ((mine, editor), (theirs, other)):
        send(client, number, 0, FILM[:100])

    assert send(other, theirs, 100, FILM[100:]).json()["offset"] == len(FILM)
    assert editor.get(part(mine)).json()["offset"] == 100


@pytest.mark.parametrize("method", ["get", "patch", "post", "delete"])
def test_upload_of_somebody_else_is_not_there(editor, other, method):
    number = sent(editor)

    answer = getattr(other, method)(part(number))

    assert (answer.status_code, answer.json()) == (404, {"refusal": chunked_uploads.UPLOAD_GONE})
    assert editor.get(part(number)).json()["offset"] == len(FILM)
