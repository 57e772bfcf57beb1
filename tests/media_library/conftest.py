import pytest
from django.test import Client

from tests.factories import make_user


@pytest.fixture
def media_root(settings, tmp_path):
    """An empty directory for what the test uploads."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def stored(media_root):
    """`stored()`: the names of all files on disk, renditions of pictures apart."""
    return lambda: [str(path.relative_to(media_root)) for path in media_root.glob("*/*/*/*") if path.is_file()]


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
