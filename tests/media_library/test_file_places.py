"""What is aside in the storage is not found, whatever becomes of the database, nginx and the file system."""

import os

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import RequestFactory

from media_library.signed_addresses import printed
from tests.media_library.attachments import ask
from tests.media_library.files_seen import GONE, SENT, statuses

NAME = "video/2026/11/0123456789abcdef01234567.mp4"


@pytest.fixture
def name(media_root):
    """The name of a new film."""
    return default_storage.save(NAME, ContentFile(b"phim"))


# Without the mark django_db a query would fail the test
def test_what_is_aside_is_not_found_though_no_database_says_so(client, name):
    assert default_storage.exists(name)
    assert statuses(client, [name, f"rieng/{name}"]) == GONE


def test_staff_get_it_from_the_portal_and_not_from_nginx(client, settings, media_root):
    settings.ACCEL_REDIRECT = "/kho-tep/"
    settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750  # nginx is in the portal's group
    name = default_storage.save(NAME, ContentFile(b"phim"))
    with printed(RequestFactory().get("/admin/")):
        answer = ask(client, None, default_storage.url(name))

    assert (answer.status_code, answer.sent, "X-Accel-Redirect" in answer) == (200, b"phim", False)
    assert (media_root / "rieng").stat().st_mode & 0o777 == 0o700


def test_file_system_without_hard_links_gets_a_copy(client, name, monkeypatch):
    def refuse(source, target):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    default_storage.bring(name, aside=False)
    default_storage.clear(name, aside=True)

    assert statuses(client, [name]) == SENT
    with default_storage.open_public(name) as file:
        assert file.read() == b"phim"


def test_what_is_in_one_place_alone_is_not_cleared(client, name):
    default_storage.clear(name, aside=True)

    assert default_storage.exists(name)


def test_nothing_is_written_over_wherever_the_first_is(client, name):
    default_storage.bring(name, aside=False)
    default_storage.clear(name, aside=True)

    assert default_storage.save(name, ContentFile(b"khac")) != name
