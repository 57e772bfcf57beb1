"""Files on an object store are taken in, sent and looked after as those on disk."""

import threading
from io import BytesIO, StringIO

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.core.management import call_command

from media_library.renditions import rendition_names
from publishing import workflow
from tests.factories import make_article, make_image, make_video
from tests.media_library import samples
from tests.media_library.attachments import ask, carried
from tests.media_library.files_seen import GONE, SENT, names_of, statuses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bucket")]


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_reader_gets_a_picture_through_the_portal(client, bucket):
    image = make_image()

    response = client.get(image.responsive("card").fallback)

    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert body(response).startswith(b"\x89PNG")
    assert image.file.name in {one.key for one in bucket.objects.all()}


def test_player_gets_the_part_it_asks_for(client):
    content = samples.mp4()
    video = make_video(file=ContentFile(content, name="phim.mp4"), youtube_id="")

    response = client.get(video.file.url, headers={"range": "bytes=100-199"})

    assert (response.status_code, body(response)) == (206, content[100:200])


def test_reader_downloads_a_document_and_goes_on_where_it_was_broken_off(client):
    file = carried()

    assert ask(client, file).sent == samples.PDF
    assert ask(client, file, range="bytes=5-").sent == samples.PDF[5:]


def test_long_file_is_read_in_parts_from_anywhere():
    content = bytes(range(256)) * 10_000
    name = default_storage.save("video/dai.webm", ContentFile(content))

    with default_storage.open(name) as file:
        file.seek(1_048_570)
        assert file.read(20) == content[1_048_570:1_048_590]
        assert file.read() == content[1_048_590:]


class Watched(BytesIO):
    """A file that knows which threads have read it."""

    def read(self, *args):
        self.readers = {*getattr(self, "readers", ()), threading.current_thread()}
        return super().read(*args)


def test_long_file_is_sent_a_part_after_the_other(bucket):
    content = Watched(bytes(9 * 2**20))

    name = default_storage.save("video/dai.mp4", File(content))

    assert content.readers == {threading.current_thread()}
    assert bucket.Object(f"rieng/{name}").content_length == 9 * 2**20


def test_nothing_is_written_over():
    first, second = (default_storage.save("anh/a.png", ContentFile(b"%d" % number)) for number in range(2))

    assert first != second
    assert default_storage.open(first).read() == b"0"


def test_lost_file_is_answered_by_404(client):
    image = make_image()
    default_storage.delete(image.file.name)

    assert client.get(image.file.url).status_code == 404


def test_withdrawn_picture_is_moved_aside_and_comes_back(client, bucket, settle):
    image = make_image()
    article = make_article(lead_image=image)
    workflow.place(article, "withdrawn")
    settle()

    assert statuses(client, names_of(image)) == GONE
    assert {one.key for one in bucket.objects.all()} == {f"rieng/{name}" for name in names_of(image)}

    workflow.place(article, "published")
    assert statuses(client, names_of(image)) == SENT
    settle()
    assert {one.key for one in bucket.objects.all()} == set(names_of(image))


def test_point_of_interest_moves_and_the_command_finds_everything():
    image = make_image()
    make_article(lead_image=image)
    image.focus_x = 0
    image.save()

    said = StringIO()
    call_command("media", "check", stdout=said)

    assert all(default_storage.exists(name) for name in rendition_names(image))
    assert "0 tệp thiếu" in said.getvalue()
