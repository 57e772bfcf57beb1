"""Where nginx sends the files, the portal says who may have them, how they are to be taken, and what is counted."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from portal import environment
from portal.environment import EnvironmentMistake
from tests.media_library.attachments import ask, carried
from tests.media_library.files_seen import stored_publicly
from traffic.models import DailyViews

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nginx(settings):
    settings.ACCEL_REDIRECT = "/kho-tep/"


def test_film_is_left_to_nginx_with_all_that_is_said_of_it(client, media_root):
    name = stored_publicly("video/2026/11/phim.mp4", ContentFile(b"phim"))

    response = ask(client, None, reverse("media", args=[name]), range="bytes=1-")

    assert (response.status_code, response.sent, response["Content-Length"]) == (200, b"", "0")
    assert response["X-Accel-Redirect"] == "/kho-tep/video/2026/11/phim.mp4"
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("video/mp4", "nosniff")
    assert "sandbox" in response["Content-Security-Policy"]


def test_what_is_not_there_is_not_left_to_nginx(client, media_root):
    response = client.get("/media/video/2026/11/phim.mp4")

    assert response.status_code == 404
    assert "X-Accel-Redirect" not in response


def test_document_that_readers_may_not_have_is_not_left_to_nginx(client):
    response = ask(client, carried(state="draft"))

    assert response.status_code == 404
    assert "X-Accel-Redirect" not in response


@pytest.mark.parametrize(("asked", "count"), [("", 1), ("bytes=0-", 1), ("bytes=0-99", 0), ("bytes=100-", 0)])
def test_whole_document_is_one_download_and_a_part_is_none(door, asked, count):
    file = carried()

    answer = door.get(file.get_absolute_url(), **({"range": asked} if asked else {}))
    door.turn()

    assert answer.headers["X-Accel-Redirect"] == f"/kho-tep/{file.file.name}"
    assert sum(DailyViews.objects.filter(kind="attachment").values_list("count", flat=True)) == count


def test_files_on_an_object_store_cannot_be_left_to_nginx(monkeypatch):
    monkeypatch.setenv("ACCEL_REDIRECT", "/kho-tep/")

    with pytest.raises(EnvironmentMistake, match="STORAGE_URL"):
        environment.internal_location("ACCEL_REDIRECT", stored_elsewhere=True)
