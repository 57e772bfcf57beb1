"""Seeking in a video: the range asked for is sent, no more than a part at once."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from media_library import file_responses
from tests.media_library.files_seen import stored_publicly

CONTENT = bytes(range(256)) * 1000


@pytest.fixture
def address(media_root):
    return reverse("media", args=[stored_publicly("video/2026/11/0123456789abcdef.mp4", ContentFile(CONTENT))])


def fetch(client, address, **headers):
    response = client.get(address, headers=headers)
    return response, b"".join(response.streaming_content)


@pytest.mark.parametrize(
    ("asked", "part", "told"),
    [
        ("bytes=0-", CONTENT, "bytes 0-255999/256000"),
        ("bytes=0-1", CONTENT[:2], "bytes 0-1/256000"),
        ("bytes=100000-199999", CONTENT[100_000:200_000], "bytes 100000-199999/256000"),
        ("bytes=255999-", CONTENT[-1:], "bytes 255999-255999/256000"),
        ("bytes=10-999999999", CONTENT[10:], "bytes 10-255999/256000"),
        ("bytes=-500", CONTENT[-500:], "bytes 255500-255999/256000"),
        ("bytes=-999999999", CONTENT, "bytes 0-255999/256000"),
    ],
)
def test_player_gets_the_range_it_asks_for(client, address, asked, part, told):
    response, content = fetch(client, address, range=asked)

    assert (response.status_code, response["Content-Range"]) == (206, told)
    assert response["Content-Length"] == str(len(part))
    assert content == part


@pytest.mark.parametrize("asked", ["bytes=256000-", "bytes=999999999999-", "bytes=-0"])
def test_range_beyond_the_end_is_refused_with_the_length(client, address, asked):
    response = client.get(address, headers={"range": asked})

    assert (response.status_code, response["Content-Range"]) == (416, "bytes */256000")
    assert "Cache-Control" not in response


@pytest.mark.parametrize(
    "asked",
    ["", "bytes=-", "bytes=9-3", "bytes=a-b", "lines=0-1", "bytes=0-1,5-9", "bytes=" + "9" * 5000 + "-", "bytes=²-"],
)
def test_range_without_sense_is_passed_over(client, address, asked):
    response, content = fetch(client, address, range=asked)

    assert (response.status_code, content) == (200, CONTENT)
    assert response["Accept-Ranges"] == "bytes"


def test_range_of_another_file_is_not_mixed_into_this_one(client, address):
    whole, _ = fetch(client, address)

    same, part = fetch(client, address, **{"range": "bytes=0-9", "if-range": whole["ETag"]})
    other, everything = fetch(client, address, **{"range": "bytes=0-9", "if-range": '"khac"'})

    assert (same.status_code, part) == (206, CONTENT[:10])
    assert (other.status_code, everything) == (200, CONTENT)


def test_seeking_asks_nothing_of_the_database(door, address):
    door.get("/")

    with CaptureQueriesContext(connection) as queries:
        answer = door.get(address, range="bytes=1000-1999")

    assert (answer.status, answer.body) == (206, CONTENT[1000:2000])
    assert len(queries) == 0


def test_long_file_is_read_in_slices_and_a_part_in_one_piece(client, media_root):
    content = ContentFile(bytes(file_responses.MAX_RANGE_BYTES + 10))
    address = reverse("media", args=[stored_publicly("video/2026/11/long.mp4", content)])

    whole, part = (client.get(address, headers=asked) for asked in ({}, {"range": "bytes=5-"}))

    assert max(map(len, whole.streaming_content)) <= file_responses.CHUNK_BYTES
    assert list(map(len, part.streaming_content)) == [file_responses.MAX_RANGE_BYTES]


def test_player_gets_no_more_than_a_part_at_once_and_is_told_so(client, media_root):
    content = ContentFile(bytes(file_responses.MAX_RANGE_BYTES + 10))
    address = reverse("media", args=[stored_publicly("video/2026/11/long.mp4", content)])

    response, part = fetch(client, address, range="bytes=5-")

    last, size = file_responses.MAX_RANGE_BYTES + 4, file_responses.MAX_RANGE_BYTES + 10
    assert (response.status_code, response["Content-Range"]) == (206, f"bytes 5-{last}/{size}")
    assert len(part) == int(response["Content-Length"]) == file_responses.MAX_RANGE_BYTES
