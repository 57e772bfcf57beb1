from datetime import timedelta

import boto3
import pytest
from django.test import Client
from moto.server import ThreadedMotoServer

from media_library import placement
from portal import environment
from tests.factories import make_user
from tests.postgresql import free_port

KEYS = {"aws_access_key_id": "khoa", "aws_secret_access_key": "mat", "region_name": "us-east-1"}


@pytest.fixture
def media_root(settings, tmp_path):
    """An empty directory for what the test uploads."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def stored(media_root):
    """`stored()`: the names of all files on disk, wherever they are, renditions of pictures apart."""
    return lambda: [
        str(path.relative_to(root)) for root in (media_root, media_root / "rieng") for path in root.glob("*/*/*/*.*")
    ]


@pytest.fixture
def settle(monkeypatch):
    """`settle()`: from then on all files are where they belong, as on a running site two seconds later."""
    monkeypatch.setattr(placement, "DELAY", timedelta(0))

    def settle():
        while placement.settle_due():
            pass

    return settle


@pytest.fixture
def uploads(settings, tmp_path_factory):
    """An empty directory for files while they come in."""
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path_factory.mktemp("uploads")
    return settings.FILE_UPLOAD_TEMP_DIR


@pytest.fixture
def editor(client):
    """A browser signed in as somebody who may add videos."""
    client.force_login(make_user("media_library.add_video"))
    return client


@pytest.fixture
def other():
    """A browser signed in as somebody else, who may change videos."""
    client = Client()
    client.force_login(make_user("media_library.change_video"))
    return client


@pytest.fixture(scope="session")
def object_store():
    """The address of an object store."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=free_port(), verbose=False)
    server.start()
    yield f"127.0.0.1:{server._port}"
    server.stop()


@pytest.fixture
def bucket(object_store, settings, monkeypatch):
    """A bucket of the server's, in use as STORAGE_URL says."""
    monkeypatch.setenv("STORAGE_URL", f"s3://khoa:mat@{object_store}/kho?tls=0&region=us-east-1")
    settings.STORAGES = {**settings.STORAGES, "default": environment.storage("STORAGE_URL")}
    bucket = boto3.resource("s3", endpoint_url=f"http://{object_store}", **KEYS).Bucket("kho")
    bucket.create()
    yield bucket
    bucket.objects.delete()
