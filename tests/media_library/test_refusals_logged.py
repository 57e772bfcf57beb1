"""A file that is refused is one line of the log, without its name."""

import pytest
from botocore.exceptions import EndpointConnectionError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from media_library.virus_scanner import outage
from tests.factories import make_image, make_user
from tests.media_library import samples

pytestmark = pytest.mark.django_db


def logged(caplog):
    return [record.getMessage() for record in caplog.records if record.name.startswith("media_library")]


def send(client, model, content, **fields):
    client.force_login(make_user(f"media_library.add_{model}", f"media_library.view_{model}"))
    file = SimpleUploadedFile("hoanganhkim.pdf", content)
    return client.post(reverse(f"admin:media_library_{model}_add"), {"file": file, "title": "hoanganhkim", **fields})


@pytest.mark.parametrize(("model", "what"), [("attachment", "tài liệu"), ("image", "ảnh")])
def test_refused_file_is_one_line_without_its_name(client, media_root, caplog, model, what):
    assert send(client, model, b"hoanganhkim").status_code == 200

    (line,) = logged(caplog)
    assert line.startswith(f"Từ chối {what}, 11 byte: ")
    assert "hoanganhkim" not in caplog.text


@pytest.mark.parametrize("size", ["0", "9" * 15])
def test_film_that_is_refused_before_it_is_sent_is_a_line(editor, uploads, caplog, size):
    address = reverse("admin:media_library_video_upload")

    assert editor.post(address, {"name": "hoanganhkim.mp4", "size": size, "key": "x"}).status_code == 400

    assert [line.partition(":")[0] for line in logged(caplog)] == ["Từ chối video, 0 byte"]
    assert "hoanganhkim" not in caplog.text


def test_scanner_that_is_away_is_told_once(client, media_root, settings, monkeypatch, caplog):
    settings.CLAMD_URL = "tcp://127.0.0.1:9"
    monkeypatch.setattr(outage, "is_down", False)

    send(client, "attachment", samples.PDF), send(client, "attachment", samples.PDF)

    assert sum("Trình quét mã độc" in record.getMessage() for record in caplog.records) == 1


@pytest.mark.usefixtures("bucket")
def test_object_store_that_is_away_is_503_and_told_once(client, monkeypatch, caplog):
    name = make_image().file.name
    client.raise_request_exception = False

    def away(*arguments, **options):
        raise EndpointConnectionError(endpoint_url="hoanganhkim")

    with monkeypatch.context() as lost:
        lost.setattr("botocore.endpoint.Endpoint._send", away)
        lost.setattr("botocore.endpoint.Endpoint._needs_retry", lambda *arguments, **options: False)
        statuses = [client.get(f"/media/{name}").status_code for _ in range(2)]

    assert [*statuses, client.get(f"/media/{name}").status_code] == [503, 503, 200]
    told = [one.getMessage() for one in caplog.records if one.name == "traffic.log_limits"]
    assert [line.partition(" không")[0] for line in told] == ["Kho đối tượng (STORAGE_URL)", told[-1]]
