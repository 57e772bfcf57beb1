"""The bytes of a document: all of them, the rest of them, none where the reader has them."""

from contextlib import closing
from pathlib import Path

import pytest

from media_library.views import attachment
from tests.media_library import samples
from tests.media_library.attachments import ask, body, carried

pytestmark = pytest.mark.django_db


def test_broken_off_download_goes_on_to_the_end_where_it_was(client, media_root):
    content = samples.PDF + bytes(3 * 2**20)
    file = carried(content=content)

    response = ask(client, file, range="bytes=100-")

    assert (response.status_code, response.sent) == (206, content[100:])


def test_reader_who_has_the_file_is_told_so_as_long_as_it_is_out(client):
    file = carried()
    etag = ask(client, file)["ETag"]

    assert ask(client, file, **{"if-none-match": f'"x", {etag}'}).status_code == 304
    file.articles.all().update(state="withdrawn")
    assert ask(client, file, **{"if-none-match": etag}).status_code == 410


def test_head_has_the_length_and_no_bytes(rf):
    file = carried()

    with closing(attachment(rf.head("/"), file.slug, file.pk, file.kind)) as response:
        assert (response["Content-Length"], body(response)) == (str(len(samples.PDF)), b"")


def test_lost_file_is_not_found(client):
    file = carried()
    Path(file.file.path).unlink()

    assert client.get(file.get_absolute_url()).status_code == 404
