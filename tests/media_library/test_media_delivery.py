"""A stored file is sent as what we say it is, may be cached for ever and can do nothing in the browser."""

from contextlib import closing

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from media_library import file_responses
from media_library.views import media
from tests.media_library import samples

NAME = "tep/2026/11/0123456789abcdef01234567."


@pytest.fixture
def file(media_root):
    """`file("jpg", b"…")`: the address of a file stored under a name with this extension."""

    def store(extension, content=b"noi dung"):
        name = default_storage.save(f"{NAME}{extension}", ContentFile(content))
        return reverse("media", args=[name])

    return store


def body(response):
    return b"".join(response.streaming_content)


# Without the mark django_db a query would fail the test, and so would a session, which lies in the database.
def test_reader_gets_the_file_without_query_or_cookie(client, file):
    response = client.get(file("jpg", b"\xff\xd8 anh"))

    assert (response.status_code, body(response)) == (200, b"\xff\xd8 anh")
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Length"] == "6"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable, s-maxage=300"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"  # feeds show it on other sites
    assert not response.cookies
    assert "Vary" not in response


@pytest.mark.parametrize("extension", ["jpg", "png", "mp4", "webm"])
def test_browser_neither_guesses_nor_runs_anything(client, file, extension):
    response = client.get(file(extension, samples.HTML))

    assert body(response) == samples.HTML
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "sandbox" in response["Content-Security-Policy"]
    assert "allow-scripts" not in response["Content-Security-Policy"]
    assert not response["Content-Type"].startswith("text/")


@pytest.mark.parametrize("extension", file_responses.DOCUMENT_MEDIA_TYPES)
def test_document_is_not_found_by_its_random_name(client, file, extension):
    assert client.get(file(extension)).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "tep/",
        "tep/2026/11",
        NAME + "gif",
        NAME + "png",
        "tep/2026/12/0123456789abcdef01234567.jpg",
        "jpg.jpg/x.jpg",
        "../portal.sqlite3",
        "..%2fsecret_key",
        "%2e%2e/%2e%2e/etc/passwd.jpg",
        "/etc/hostname.jpg",
        "tep/./anh.jpg",
        "tep//anh.jpg",
        "anh\x00.jpg",
        ".htaccess.jpg",
        NAME + "jpg/anh.jpg",
        "a" * 10_000 + ".jpg",
    ],
)
def test_nothing_but_stored_files_is_there(client, file, path):
    file("jpg")

    assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.parametrize("extension", ["html", "svg", "js", "sqlite3", "py", "tiff"])
def test_file_of_a_kind_we_do_not_store_is_not_sent(client, file, extension):
    assert client.get(file(extension, samples.HTML)).status_code == 404


def test_link_out_of_the_directory_of_files_is_not_followed_by_name(client, media_root):
    (media_root.parent / "bi-mat.jpg").write_bytes(b"bi mat")

    assert client.get("/media/anh/%2e%2e/%2e%2e/bi-mat.jpg").status_code == 404


def test_reader_who_has_the_file_is_told_so(client, file):
    address = file("jpg")
    first = client.get(address)
    assert body(first)

    second = client.get(address, headers={"if-none-match": first["ETag"]})

    assert (second.status_code, second.content) == (304, b"")


def test_head_has_the_length_and_no_bytes(db, rf, file):
    address = file("mp4")
    with closing(media(rf.head(address), address.removeprefix("/media/"))) as response:  # the client drops the bytes
        assert (response.status_code, response["Content-Length"], body(response)) == (200, "8", b"")


def test_files_are_only_read(client, file):
    assert client.post(file("jpg")).status_code == 405
